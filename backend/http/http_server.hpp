// One listener: sockets, connections and the HTTP/1.1 syntax. The one place that includes the HTTP library's
// server. Turns bytes into Request and Reply into bytes; decides nothing about either.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "http/message.hpp"
#include "keyglass/result.hpp"

namespace keyglass::http {

struct ListenerOptions {
  std::string host;                  // a name or an address, IPv6 without brackets
  std::uint16_t port = 0;            // 0 takes a free one
  std::uint32_t thread_count = 128;  // connections served at a time; more wait
  std::uint64_t body_bytes_max = 0;  // of what a handler may read; far more closes the connection
};

// The reply to what is not a request as the syntax demands: 400, 414, 431, ….
using RefusalHandler = std::function<Reply(const Problem& problem, const Request& request)>;

// Started and stopped by one thread.
class HttpServer {
 public:
  HttpServer(ListenerOptions options, RequestHandler handle, RefusalHandler refuse);
  // Cuts whatever still runs and waits for it.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Takes the address. Fails with unavailable, naming it and the system's reason.
  Status bind();
  // "http://127.0.0.1:8000", with the final port. After bind().
  std::string address() const;
  std::uint16_t port() const;
  // Begins to accept, on threads of its own. After bind(), once.
  void start();

  // No new connection, no further request on an idle one; running requests go on.
  void begin_stop();
  // True once every connection has ended; false if some still run when `patience` is over.
  bool wait_stopped(std::chrono::milliseconds patience);

 private:
  class Connections;
  const std::unique_ptr<Connections> connections_;
};

}  // namespace keyglass::http
