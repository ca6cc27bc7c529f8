// One listener: sockets, connections and the HTTP/1.1 syntax. Turns bytes into Request and Reply into bytes;
// decides nothing about either. A few event loops own the connections, so an idle or slow one costs a buffer;
// what may block runs on workers.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "http/message.hpp"
#include "keyglass/result.hpp"

namespace keyglass::http {

class TlsIdentity;

// How long a connection may keep us waiting. What moves on goes on: 16 KiB of a body, or of an answer.
struct Patience {
  std::chrono::milliseconds idle{30'000};  // between two requests; the Keep-Alive header says so
  // From the first byte of a request to the end of its head; also for the handshake of TLS.
  std::chrono::milliseconds head{10'000};
  std::chrono::milliseconds body{20'000};
  std::chrono::milliseconds write{30'000};
  std::chrono::milliseconds linger{2'000};   // to stop sending what was refused
  std::chrono::milliseconds crowded{1'000};  // idle, while there is no room for new connections
};

struct ListenerOptions {
  std::string host;                  // a name or an address, IPv6 without brackets
  std::uint16_t port = 0;            // 0 takes a free one
  std::uint32_t loop_count = 2;      // event loops
  std::uint32_t thread_count = 32;   // workers: requests that may block, at a time
  std::uint32_t stream_count = 16;   // streamed answers and large bodies at a time
  std::uint32_t waiting_max = 1024;  // requests that wait for either; more are 503
  std::uint32_t connections_max = 50'000;
  const TlsIdentity* tls = nullptr;  // must outlive the listener; null: plain text
  Patience patience = {};
  std::chrono::milliseconds keep_alive{15'000};      // a sign of life in a stream of events
  std::atomic<std::int64_t>* connections = nullptr;  // counts the open ones; must outlive the listener
};

// The reply to what is not a request as the syntax demands, or cannot be taken now: 400, 414, 503, ….
using RefusalHandler = std::function<Reply(const Problem& problem, const Request& request)>;

// True if the request is left to a worker; otherwise it is handled with Request::may_wait off. Any thread.
using BlockingTest = std::function<bool(const Request& request)>;

struct ListenerHandlers {
  RequestHandler handle;
  RefusalHandler refuse;
  BlockingTest may_block;
};

// Started and stopped by one thread.
class HttpServer {
 public:
  HttpServer(ListenerOptions options, ListenerHandlers handlers);
  // Cuts whatever still runs and waits for it.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Takes the address. Fails with unavailable, naming it and the system's reason.
  Status bind();
  // "http://127.0.0.1:8000" or https, with the final port. After bind().
  std::string address() const;
  std::uint16_t port() const;
  // Begins to accept, on threads of its own. After bind(), once. Fails with unavailable.
  Status start();

  // No new connection, no further request on an idle one; running requests go on.
  void begin_stop();
  // True once every connection has ended; false if some still run when `patience` is over.
  bool wait_stopped(std::chrono::milliseconds patience);

 private:
  class Machinery;
  const std::unique_ptr<Machinery> machinery_;
};

}  // namespace keyglass::http
