// One listener, put together of its parts: see http_server.hpp.
#include "http/http_server.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "http/acceptor.hpp"
#include "http/connection_loop.hpp"
#include "http/listen_address.hpp"
#include "http/problem.hpp"
#include "http/reply_writer.hpp"

namespace keyglass::http {
namespace {

Problem full() {
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = "the server has as many connections as it can hold: try again in a moment";
  return problem_of(error);
}

// What is set on the socket that listens holds for those it accepts.
void prepare(int socket) {
  constexpr int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
}

}  // namespace

class HttpServer::Machinery {
 public:
  Machinery(ListenerOptions options, ListenerHandlers handlers)
      : options_(std::move(options)),
        handlers_(std::move(handlers)),
        requests_(options_.thread_count, options_.waiting_max),
        streams_(options_.stream_count, options_.waiting_max),
        parts_{options_, handlers_.handle, handlers_.refuse, handlers_.may_block,
               library_, requests_,        streams_},
        acceptor_(hooks()) {}

  // In the order in which each needs the next: connections are cut first, so that no worker waits for one.
  ~Machinery() {
    begin_stop();
    loops_.clear();
    requests_.stop();
    streams_.stop();
  }

  Status bind() {
    auto port = library_.bind(options_.host, options_.port);
    if (!port) return port.error();
    port_ = port.value();
    prepare(library_.socket());
    for (std::uint32_t i = 0; i < options_.loop_count; ++i) {
      auto events = EventLoop::open();
      if (!events) return events.error();
      loops_.push_back(
          std::make_unique<ConnectionLoop>(std::move(events).value(), parts_, [this] { loop_is_empty(); }));
    }
    return Done{};
  }

  std::uint16_t port() const { return port_; }
  std::string address() const {
    return http_address(options_.tls == nullptr ? Scheme::http : Scheme::https, options_.host, port_);
  }

  Status start() {
    for (const auto& loop : loops_) loop->start();
    return acceptor_.start(library_.socket());
  }

  void begin_stop() {
    if (parts_.draining.exchange(true)) return;
    acceptor_.stop();
    library_.close();
    for (const auto& loop : loops_) loop->drain();
  }

  bool wait_stopped(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    return emptied_.wait_for(lock, patience, [this] { return parts_.open_count == 0; });
  }

 private:
  AcceptorHooks hooks() {
    return {.take =
                [this](Descriptor socket, std::string address) {
                  parts_.count_opened();
                  loops_[next_loop_++ % loops_.size()]->add(std::move(socket), std::move(address));
                },
            .has_room = [this] { return parts_.open_count < options_.connections_max; },
            .make_room =
                [this] {
                  for (const auto& loop : loops_) loop->shed();
                },
            .busy_answer =
                [this] {
                  // Whoever expects a handshake sees the end alone.
                  if (options_.tls != nullptr) return std::string{};
                  const Reply reply = handlers_.refuse(full(), Request{});
                  return head_of(reply, {.last = true}) + reply.body;
                }};
  }

  void loop_is_empty() {
    { const std::lock_guard lock(mutex_); }  // whoever waits has looked at the count before, or will see it
    emptied_.notify_all();
  }

  const ListenerOptions options_;
  const ListenerHandlers handlers_;
  LibraryServer library_;
  WorkerPool requests_;
  WorkerPool streams_;
  ServerParts parts_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable emptied_;  // some loop has no connection left while it drains
  std::vector<std::unique_ptr<ConnectionLoop>> loops_;
  std::size_t next_loop_ = 0;  // the acceptor's thread alone
  Acceptor acceptor_;
};

HttpServer::HttpServer(ListenerOptions options, ListenerHandlers handlers)
    : machinery_(std::make_unique<Machinery>(std::move(options), std::move(handlers))) {}

HttpServer::~HttpServer() = default;

Status HttpServer::bind() {
  return machinery_->bind();
}
std::string HttpServer::address() const {
  return machinery_->address();
}
std::uint16_t HttpServer::port() const {
  return machinery_->port();
}
Status HttpServer::start() {
  return machinery_->start();
}
void HttpServer::begin_stop() {
  machinery_->begin_stop();
}
bool HttpServer::wait_stopped(std::chrono::milliseconds patience) {
  return machinery_->wait_stopped(patience);
}

}  // namespace keyglass::http
