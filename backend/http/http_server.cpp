// The seam to cpp-httplib: see http_server.hpp.
#define CPPHTTPLIB_LISTEN_BACKLOG 1024
#define CPPHTTPLIB_KEEPALIVE_TIMEOUT_SECOND 30
#include <httplib.h>

#include <atomic>
#include <future>
#include <limits>
#include <thread>
#include <utility>

#include "http/framing.hpp"
#include "http/http_server.hpp"
#include "http/listen_address.hpp"
#include "http/look_ahead.hpp"
#include "http/open_sockets.hpp"
#include "http/problem.hpp"
#include "http/request_target.hpp"
#include "http/socket_wait.hpp"
#include "http/streamed_body.hpp"
#include "http/text.hpp"

namespace keyglass::http {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t requests_per_connection_max = 100'000;
constexpr std::size_t head_bytes_max = 8 * 1024;  // of a header line, and of the target
constexpr milliseconds idle_patience{30'000};     // between two requests of a connection
constexpr milliseconds crowded_patience{200};     // the same while other connections wait for a thread
constexpr milliseconds linger_patience{1'000};    // for a client to stop sending what was refused
constexpr milliseconds poll_slice{100};           // how soon an idle connection notices that the server stops

// The connection's stream, counting what the head of the current request cost.
class CountingStream final : public httplib::Stream {
 public:
  explicit CountingStream(httplib::Stream& stream) : stream_(stream) {}

  void begin_request() { bytes_read_ = 0; }
  std::size_t bytes_read() const { return bytes_read_; }

  // Waits for bytes. True if there was an empty line before the request.
  bool skip_empty_line() {
    return ahead_.skip_empty_line([this](char& byte) { return stream_.read(&byte, 1) == 1; });
  }

  ssize_t read(char* data, std::size_t size) override {
    const ssize_t count = ahead_.empty() ? stream_.read(data, size) : ahead_.take(data, size);
    if (count > 0) bytes_read_ += static_cast<std::size_t>(count);
    return count;
  }
  ssize_t write(const char* data, std::size_t size) override { return stream_.write(data, size); }
  bool is_readable() const override { return !ahead_.empty() || stream_.is_readable(); }
  bool wait_readable() const override { return stream_.wait_readable(); }
  bool wait_writable() const override { return stream_.wait_writable(); }
  bool is_peer_alive() const override { return stream_.is_peer_alive(); }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    stream_.get_remote_ip_and_port(ip, port);
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    stream_.get_local_ip_and_port(ip, port);
  }
  socket_t socket() const override { return stream_.socket(); }
  time_t duration() const override { return stream_.duration(); }
  void set_read_timeout(time_t seconds, time_t microseconds) override {
    stream_.set_read_timeout(seconds, microseconds);
  }

 private:
  httplib::Stream& stream_;
  LookAhead ahead_;
  std::size_t bytes_read_ = 0;
};

// What one connection's thread knows of the request at hand.
struct Exchange {
  Request request;
  httplib::Request* library_request = nullptr;
  CountingStream* stream = nullptr;
  httplib::Error error = httplib::Error::Success;  // why the library refused the request
  std::optional<Problem> fault;                    // its body has no known end
  bool body_held_back = false;                     // until a 100 asks for it
  bool accepts_ranges = false;                     // the reply says so
  bool answered = false;                           // not if the library had nothing to say
  bool last = false;                               // the connection ends after this answer
  bool refused = false;  // the library gave up on the syntax: what follows on the connection means nothing
};
// A thread serves one connection at a time; the library's callbacks carry no context of ours.
thread_local Exchange* exchange = nullptr;

bool has_body(const httplib::Request& request) {
  return request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
}

void fill_request(const httplib::Request& from, Request& to) {
  to.method = from.method;
  to.target = from.target;
  to.http_1_0 = from.version == "HTTP/1.0";
  to.remote_address = from.remote_addr;
  to.headers.clear();
  for (const auto& [name, value] : from.headers) to.headers.push_back(Header{name, value});
  to_origin_form(to);
}

// Takes from the library what it would do by itself: ranges, multipart bodies, WebSockets, regular
// expressions on paths, asking for bodies held back, and waiting for a body that was not announced.
void take_over(httplib::Request& request) {
  fill_request(request, exchange->request);
  exchange->library_request = &request;
  request.ranges.clear();
  request.headers.erase("Upgrade");
  exchange->body_held_back = has_body(request) && expects_continue(exchange->request);
  request.headers.erase("Expect");
  if (request.is_multipart_form_data()) request.headers.erase("Content-Type");
  request.path = "/any";
  exchange->fault = framing_fault(exchange->request.headers);
  if (exchange->fault || !has_body(request)) request.body_consumed_ = true;
  if (asks_to_close(exchange->request.headers)) exchange->last = true;
}
constexpr const char* any_path = "/:any";

void put_reply(Reply reply, httplib::Response& response) {
  response.status = reply.status;
  exchange->accepts_ranges = find_header(reply.headers, "Accept-Ranges").has_value();
  std::string content_type;
  for (const Header& header : reply.headers) {
    if (reply.stream && equal_ignoring_case(header.name, "Content-Type")) {
      content_type = header.value;
    } else {
      response.set_header(header.name, header.value);
    }
  }
  if (!reply.stream) {
    response.body = std::move(reply.body);
    return;
  }
  auto provider = [stream = std::move(reply.stream)](std::size_t, httplib::DataSink& sink) {
    const bool complete =
        stream([&](std::string_view bytes) { return sink.write(bytes.data(), bytes.size()); });
    if (complete) sink.done();
    return complete;
  };
  if (exchange->request.http_1_0) {
    exchange->last = true;  // without chunks only the end of the connection ends the body
    response.set_content_provider(content_type, std::move(provider));
  } else {
    response.set_chunked_content_provider(content_type, std::move(provider));
  }
}

int true_status(int status, const httplib::Request& request) {
  if (status != 400) return status;
  if (!request.version.empty() && !is_known_method(request.method)) return 501;
  const bool large = request.headers.size() >= CPPHTTPLIB_HEADER_MAX_COUNT ||
                     exchange->stream->bytes_read() > request.target.size() + head_bytes_max;
  return large ? 431 : 400;
}

// The library refuses a Range or an Accept that it cannot read; both are to be ignored then (RFC 9110).
bool is_pedantry(const httplib::Request& request) {
  using enum httplib::Error;
  const bool ignorable = exchange->error == InvalidRangeHeader || exchange->error == HTTPParsing;
  return ignorable && (request.method == "GET" || request.method == "HEAD") && !has_body(request);
}

}  // namespace

class HttpServer::Connections final : public httplib::Server {
 public:
  Connections(ListenerOptions options, RequestHandler handle, RefusalHandler refuse)
      : options_(std::move(options)), handle_(std::move(handle)), refuse_(std::move(refuse)) {
    // All threads at once: the library's growing pool lets a burst of connections wait behind idle ones.
    new_task_queue = [this] { return new httplib::ThreadPool(options_.thread_count, options_.thread_count); };
    set_tcp_nodelay(true);
    set_keep_alive_max_count(requests_per_connection_max);
    set_payload_max_length(std::numeric_limits<std::size_t>::max());  // each handler bounds what it reads
    // The library's default (SO_REUSEPORT) would let a second process share a port that is in use.
    set_socket_options([](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
    set_error_logger([this](const httplib::Error&, const httplib::Request*) { bind_errno_ = errno; });
    install_handlers();
  }

  // Explicit, because connections use the members until they have ended.
  ~Connections() override {
    begin_stop();
    cut();
    if (ended_.valid()) ended_.wait();
  }

  Status bind() {
    int port = options_.port;
    bind_errno_ = 0;
    if (port == 0) {
      port = bind_to_any_port(options_.host);
    } else if (!bind_to_port(options_.host, port)) {
      port = -1;
    }
    if (port > 0) {
      port_ = static_cast<std::uint16_t>(port);
      set_error_logger([](const httplib::Error& error, const httplib::Request*) {
        if (exchange != nullptr) exchange->error = error;
      });
      return Done{};
    }
    return listen_failure(options_.host, options_.port, bind_errno_);
  }

  std::uint16_t port() const { return port_; }
  std::string address() const { return http_address(options_.host, port_); }

  void start() {
    ended_ = std::async(std::launch::async, [this] { listen_after_bind(); });
  }

  void begin_stop() {
    if (draining_.exchange(true)) return;
    // Wakes accept(). stop() would also break off streamed bodies.
    if (const socket_t socket = svr_sock_; socket != INVALID_SOCKET) ::shutdown(socket, SHUT_RDWR);
  }

  bool wait_stopped(std::chrono::milliseconds patience) {
    return !ended_.valid() || ended_.wait_for(patience) == std::future_status::ready;
  }

  void cut() { open_.cut(); }

 private:
  void install_handlers() {
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      const bool takes_body = request.method == "POST" || request.method == "PUT" ||
                              request.method == "PATCH" || request.method == "DELETE";
      if (exchange->fault) {
        refuse(*exchange->fault, response);
        return HandlerResponse::Handled;
      }
      if (takes_body) return HandlerResponse::Unhandled;
      answer(nullptr, response);
      return HandlerResponse::Handled;
    });
    const HandlerWithContentReader with_body = [this](const httplib::Request& request,
                                                      httplib::Response& response,
                                                      const httplib::ContentReader& reader) {
      answer(has_body(request) ? &reader : nullptr, response);
    };
    Post(any_path, with_body);
    Put(any_path, with_body);
    Patch(any_path, with_body);
    Delete(any_path, with_body);
    set_error_handler([this](const httplib::Request& request, httplib::Response& response) {
      if (response.has_header("X-Request-Id")) return HandlerResponse::Unhandled;
      fill_request(request, exchange->request);
      if (is_pedantry(request)) {
        exchange->last = true;
        answer(nullptr, response);
      } else {
        refuse(problem_of_status(true_status(response.status, request)), response);
      }
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      // The library ends a connection after any error; ours leave it usable.
      exchange->answered = true;
      if (draining_ || exchange->refused) exchange->last = true;
      response.headers.erase("Connection");
      if (exchange->last) response.headers.erase("Keep-Alive");
      if (exchange->last) response.set_header("Connection", "close");
      if (!exchange->accepts_ranges) response.headers.erase("Accept-Ranges");
      if (response.status == 204 || response.status == 304) response.headers.erase("Content-Length");
    });
  }

  void answer(const httplib::ContentReader* reader, httplib::Response& response) {
    bool consumed = reader == nullptr;
    const auto source = [reader, &consumed](const ByteSink& sink) {
      ask_for_body();
      const auto take = [&](const char* data, std::size_t size) { return sink({data, size}); };
      consumed = reader == nullptr || (*reader)(take);
      if (!consumed) abandon_body();
      return consumed;
    };
    StreamedBody body(exchange->request.declared_length(), source);
    exchange->request.body = &body;
    Reply reply = handle_(exchange->request);
    exchange->request.body = nullptr;
    if (exchange->body_held_back || (!consumed && !is_short_body(exchange->request, options_.body_bytes_max)))
      abandon_body();
    put_reply(std::move(reply), response);
  }

  static void ask_for_body() {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (exchange->body_held_back) exchange->stream->write(go_on.data(), go_on.size());
    exchange->body_held_back = false;
  }

  // What the sender still sends means nothing, if it sends anything; the library would wait for it.
  static void abandon_body() {
    exchange->last = true;
    exchange->library_request->body_consumed_ = true;
  }

  void refuse(const Problem& problem, httplib::Response& response) {
    exchange->refused = true;
    put_reply(refuse_(problem, exchange->request), response);
  }

  bool crowded() { return open_.count() >= options_.thread_count; }

  // True when the next request begins to arrive; false when the connection should end.
  bool wait_for_request(const httplib::Stream& stream, socket_t socket) {
    if (stream.is_readable()) return true;
    const auto begin = std::chrono::steady_clock::now();
    while (!draining_) {
      const SocketState state = wait_for_bytes(socket, poll_slice);
      if (state != SocketState::silent) return state == SocketState::readable;
      const auto idle = std::chrono::steady_clock::now() - begin;
      if (idle > idle_patience || (idle > crowded_patience && crowded())) return false;
    }
    // What came before the stop is still answered.
    return wait_for_bytes(socket, milliseconds{0}) == SocketState::readable;
  }

  bool process_and_close_socket(socket_t socket) override {
    open_.add(socket);
    httplib::detail::SocketStream plain(socket, read_timeout_sec_, read_timeout_usec_, write_timeout_sec_,
                                        write_timeout_usec_);
    CountingStream stream(plain);
    serve(stream, socket);
    if (!draining_) linger(socket, linger_patience);
    open_.remove(socket);
    httplib::detail::close_socket(socket);
    return true;
  }

  void serve(CountingStream& stream, socket_t socket) {
    Exchange current;
    current.stream = &stream;
    exchange = &current;
    std::string remote;
    int remote_port = 0;
    stream.get_remote_ip_and_port(remote, remote_port);
    bool usable = true;
    for (std::size_t served = 1; usable && wait_for_request(stream, socket); ++served) {
      if (stream.skip_empty_line() && !wait_for_request(stream, socket)) break;
      stream.begin_request();
      current.error = httplib::Error::Success;
      current.fault.reset();
      current.body_held_back = current.answered = false;
      current.last = served == requests_per_connection_max || draining_;
      bool closed = false;
      usable = process_request(stream, remote, remote_port, {}, 0, current.last, closed, take_over);
      usable = usable && !closed && !current.last && !current.refused;
    }
    if (!current.answered && stream.bytes_read() >= CPPHTTPLIB_MAX_LINE_LENGTH) refuse_endless_line(stream);
    exchange = nullptr;
  }

  // The library drops a connection whose request line exceeds its buffer without a word.
  void refuse_endless_line(CountingStream& stream) {
    const std::string text = closing_answer("414 URI Too Long", refuse_(problem_of_status(414), Request{}));
    stream.write(text.data(), text.size());
  }

  const ListenerOptions options_;
  const RequestHandler handle_;
  const RefusalHandler refuse_;
  std::uint16_t port_ = 0;
  int bind_errno_ = 0;
  std::future<void> ended_;
  std::atomic<bool> draining_{false};
  OpenSockets open_;  // of connections that have a thread
};

HttpServer::HttpServer(ListenerOptions options, RequestHandler handle, RefusalHandler refuse)
    : connections_(std::make_unique<Connections>(std::move(options), std::move(handle), std::move(refuse))) {}

HttpServer::~HttpServer() = default;

Status HttpServer::bind() {
  return connections_->bind();
}
std::string HttpServer::address() const {
  return connections_->address();
}
std::uint16_t HttpServer::port() const {
  return connections_->port();
}
void HttpServer::start() {
  connections_->start();
}
void HttpServer::begin_stop() {
  connections_->begin_stop();
}
bool HttpServer::wait_stopped(std::chrono::milliseconds patience) {
  return connections_->wait_stopped(patience);
}

}  // namespace keyglass::http
