// The server's side of one connection's TLS (RFC 8446 and 5246), from bytes to bytes: holds no socket and
// waits for nothing. OpenSSL stays behind this header.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "http/send_queue.hpp"

struct bio_st;
struct ssl_ctx_st;
struct ssl_st;

namespace keyglass::http {

// One thread.
class TlsSession {
 public:
  enum class State {
    open,    // more may come
    ended,   // the client has said that it sends no more
    failed,  // what came breaks the protocol: nothing but output() can be sent any more
  };
  struct Opened {
    State state = State::open;
    std::size_t size = 0;  // bytes in `plain`
  };

  // What one record can hold, with what belongs to it.
  static constexpr std::size_t record_bytes_max = 17 * 1024;

  // Throws std::bad_alloc.
  explicit TlsSession(ssl_ctx_st& context);
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  // Takes all that the client sent, and writes to `plain` what it meant. `plain` must have room for
  // record_bytes_max more than `sealed`: a part of a record may have come before.
  Opened open(std::string_view sealed, std::span<char> plain);
  // True until both sides know their keys: nothing can be sealed before.
  bool handshaking() const;
  // Adds to the output. False: the session has failed.
  bool seal(std::string_view plain);
  // Adds the close_notify to the output, once; nothing where the client would not understand it.
  void finish();

  // What is to be sent to the client.
  SendQueue& output() { return output_; }
  const SendQueue& output() const { return output_; }

 private:
  struct Free {
    void operator()(ssl_st* session) const;
  };
  // What the library calls to read and to write.
  struct Wire;

  std::string_view input_;  // not taken yet, while open() runs
  SendQueue output_;
  std::unique_ptr<ssl_st, Free> session_;
  bool failed_ = false;
  bool finished_ = false;
};

}  // namespace keyglass::http
