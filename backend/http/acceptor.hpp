// Accepts connections on a thread of its own and hands each to the next one in turn.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "http/descriptor.hpp"
#include "keyglass/result.hpp"

namespace keyglass::http {

struct AcceptorHooks {
  // Takes a connection; its socket does not block.
  std::function<void(Descriptor socket, std::string address)> take;
  // True if one more connection has its place. Otherwise the client is told so, and the connection ends.
  std::function<bool()> has_room;
  // There is no room, or the system has no descriptors left: make some.
  std::function<void()> make_room;
  // What a client is told for whom there is no room: a whole answer.
  std::function<std::string()> busy_answer;
};

// Started and stopped by one thread. The hooks are called on the acceptor's thread.
class Acceptor {
 public:
  explicit Acceptor(AcceptorHooks hooks) : hooks_(std::move(hooks)) {}
  // As stop().
  ~Acceptor() { stop(); }
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  // Fails with unavailable when the system has no descriptors left. `listener` must outlive the thread.
  Status start(int listener);
  // What has connected by now is still handed on. Waits for the thread.
  void stop();

 private:
  void run();
  bool accept_all();
  void refuse(Descriptor socket);
  bool wait(bool for_clients);

  const AcceptorHooks hooks_;
  int listener_ = -1;
  Descriptor stop_signal_;
  std::thread thread_;
};

}  // namespace keyglass::http
