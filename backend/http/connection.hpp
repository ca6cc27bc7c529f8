// One client's connection: reads requests, has them answered in order, sends the answers. Owned by one loop.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/descriptor.hpp"
#include "http/event_loop.hpp"
#include "http/event_source.hpp"
#include "http/exchange.hpp"
#include "http/reply_writer.hpp"
#include "http/request_reader.hpp"
#include "http/send_queue.hpp"
#include "http/server_parts.hpp"
#include "http/transport.hpp"

namespace keyglass::http {

// What a connection needs of the loop that owns it. Outlives the connection.
class ConnectionHome {
 public:
  virtual EventLoop& events() = 0;
  virtual ServerParts& parts() = 0;
  virtual ReturnAddress return_address(std::uint64_t id) = 0;
  // Has pump() called soon, if the connection is still there. Any thread.
  virtual std::function<void()> pump_later(std::uint64_t id) = 0;
  // The connection has ended: it is destroyed after the current batch of events.
  virtual void release(std::uint64_t id) = 0;

 protected:
  ~ConnectionHome() = default;
};

// Every method runs on the loop's thread.
class Connection final : public EventLoop::Watcher {
 public:
  struct Peer {
    std::uint64_t id = 0;  // of the connection, unique in its home
    Descriptor socket;     // does not block
    std::string address;
  };

  Connection(ConnectionHome& home, Peer peer);

  // Begins to wait for requests. False: the system refuses one more.
  bool open();
  // Does what can be done now without waiting.
  void pump();
  // The reply to `exchange`, from another thread.
  void receive(const std::shared_ptr<Exchange>& exchange, Reply reply);
  // The server stops: ends as soon as what has come is answered.
  void drain();
  // Ends if it has been idle for longer than a crowded server can afford.
  void shed();
  // Ends now; the client sees that it was not in order.
  void abort();

  void on_ready(std::uint32_t events) override;
  void on_due() override;

 private:
  // What is waited for, each with a patience of its own.
  enum class Wait { nothing, handshake, idle, head, body, write, events, linger };

  // connection.cpp: the socket and its deadlines.
  void read_socket();
  bool advance();
  void settle();
  void flush();
  void fail();
  void close_softly();
  void end_if_idle();
  void end();
  void leave();
  Wait current_wait() const;
  std::uint64_t progress_of(Wait wait) const;
  std::chrono::milliseconds patience_of(Wait wait) const;
  void arm();
  void update_interest();

  // connection_exchange.cpp: requests and their answers.
  bool begin_exchange();
  bool must_be_last() const;
  void attach_body();
  void dispatch();
  void hand_to_worker();
  void answer(Reply reply);
  bool start_stream(BodyStream stream);
  bool move_stream();
  void start_events(std::shared_ptr<EventSource> events);
  bool move_events();
  bool move_body();
  void break_body();
  void finish_exchange();
  void refuse(int status, std::string_view detail);

  ConnectionHome& home_;
  ServerParts& parts_;
  const Peer peer_;
  Transport transport_;

  RequestReader reader_;
  SendQueue output_;
  std::shared_ptr<Exchange> exchange_;   // the request being answered
  std::shared_ptr<BytePipe> stream_;     // of its answer, if that is streamed
  std::shared_ptr<EventSource> events_;  // the same, if that is a stream of events
  bool body_done_ = false;               // nothing of its body is passed on any more
  std::uint64_t served_ = 0;             // requests
  std::uint64_t bytes_read_ = 0;

  bool input_ended_ = false;  // the client sends no more
  bool closing_ = false;      // no further request is read
  bool lingering_ = false;    // our side has ended; what the client still sends means nothing
  bool blocked_ = false;      // the socket takes no more for now
  bool ended_ = false;
  std::uint32_t interest_ = 0;

  Wait wait_ = Wait::nothing;
  std::uint64_t wait_mark_ = 0;  // progress when its patience began
  TimerWheel::Time wait_since_{};
};

}  // namespace keyglass::http
