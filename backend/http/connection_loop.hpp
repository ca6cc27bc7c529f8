// A loop with the connections that it owns, on a thread of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <unordered_map>

#include "http/connection.hpp"
#include "http/event_loop.hpp"
#include "http/server_parts.hpp"

namespace keyglass::http {

// Methods are for any thread, unless they say otherwise.
class ConnectionLoop final : private ConnectionHome {
 public:
  // `parts` must outlive the loop. `on_empty` is called on the loop's thread when the last connection has
  // ended while the server drains.
  ConnectionLoop(std::unique_ptr<EventLoop> events, ServerParts& parts, std::function<void()> on_empty);
  // Cuts every connection and waits for the thread.
  ~ConnectionLoop();
  ConnectionLoop(const ConnectionLoop&) = delete;
  ConnectionLoop& operator=(const ConnectionLoop&) = delete;

  // Once, before anything else.
  void start();
  void add(Descriptor socket, std::string address);
  // Idle connections end now, the others after their answer. ServerParts::draining must be set.
  void drain();
  // Ends connections that have been idle for a while: others want their place.
  void shed();

 private:
  EventLoop& events() override { return *events_; }
  ServerParts& parts() override { return parts_; }
  ReturnAddress return_address(std::uint64_t id) override;
  std::function<void()> pump_later(std::uint64_t id) override;
  void release(std::uint64_t id) override;

  Connection* find(std::uint64_t id);
  void adopt(Descriptor socket, std::string address);
  void for_each(const std::function<void(Connection&)>& visit);
  void cut();

  const std::unique_ptr<EventLoop> events_;
  ServerParts& parts_;
  const std::function<void()> on_empty_;
  const ReturnAddress::Receive receive_;

  // The loop's thread alone.
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  std::uint64_t last_id_ = 0;

  std::thread thread_;
};

}  // namespace keyglass::http
