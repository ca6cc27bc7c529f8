// What lies between a connection and its socket: TLS, or nothing. Without it the bytes are not touched.
#pragma once

#include <memory>
#include <string_view>

#include "http/send_queue.hpp"
#include "http/tls_session.hpp"

namespace keyglass::http {

// One thread.
class Transport {
 public:
  enum class State {
    open,    // more may come
    ended,   // the client sends no more
    clear,   // the client does not speak TLS where it should: from now on there is none on this connection
    failed,  // the client breaks TLS; only the alert that tells it so can still be sent
    gone,    // the socket is broken
  };
  struct Received {
    State state = State::open;
    std::string_view bytes;  // valid until the next receive() of this thread
  };

  // `socket` belongs to the caller and does not block. Without `tls` all is sent as it is.
  Transport(int socket, std::unique_ptr<TlsSession> tls) : socket_(socket), tls_(std::move(tls)) {}

  // Some of what has come, if anything has.
  Received receive();
  // Sends as much of `output` as the socket takes without waiting.
  SendQueue::State send(SendQueue& output);
  // True if bytes that have left the connection's queue are not sent yet.
  bool pending() const { return tls_ && !tls_->output().empty(); }
  // True while client and server agree on keys: no request has begun.
  bool handshaking() const { return tls_ && tls_->handshaking(); }
  // Nothing will be sent any more: lets the client know that nothing was cut off. send() sends it.
  void finish() {
    if (tls_) tls_->finish();
  }

 private:
  Received open(std::string_view sealed);

  const int socket_;
  std::unique_ptr<TlsSession> tls_;
  bool spoken_to_ = false;  // the client has sent something
};

}  // namespace keyglass::http
