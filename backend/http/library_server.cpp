// The seam to cpp-httplib: see library_server.hpp.
#include <httplib.h>

#include <algorithm>
#include <utility>

#include "http/library_server.hpp"
#include "http/listen_address.hpp"
#include "http/plain_head.hpp"
#include "http/request_framing.hpp"

namespace keyglass::http {
namespace {

static_assert(CPPHTTPLIB_REQUEST_URI_MAX_LENGTH == head_limits::line_bytes_max);
static_assert(CPPHTTPLIB_HEADER_MAX_LENGTH >= head_limits::line_bytes_max);
static_assert(CPPHTTPLIB_HEADER_MAX_COUNT >= head_limits::headers_max);

// A head in memory. What the library writes is not wanted: replies are written by reply_writer.
class HeadStream final : public httplib::Stream {
 public:
  explicit HeadStream(std::string_view head) : left_(head) {}

  ssize_t read(char* data, std::size_t size) override {
    const std::size_t count = left_.copy(data, size);
    left_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* /*data*/, std::size_t size) override { return static_cast<ssize_t>(size); }
  bool is_readable() const override { return !left_.empty(); }
  bool wait_readable() const override { return is_readable(); }
  bool wait_writable() const override { return true; }
  bool is_peer_alive() const override { return true; }
  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }
  time_t duration() const override { return 0; }

 private:
  std::string_view left_;
};

// The library's callbacks carry no context of ours.
thread_local ParsedHead* parsed = nullptr;
thread_local httplib::Error parse_error = httplib::Error::Success;

void fill_request(const httplib::Request& from, Request& to) {
  to.method = from.method;
  to.target = from.target;
  to.http_1_0 = from.version == "HTTP/1.0";
}

// The library refuses a Range or an Accept that it cannot read; both are to be ignored then (RFC 9110).
bool is_pedantry(httplib::Error error) {
  return error == httplib::Error::InvalidRangeHeader || error == httplib::Error::HTTPParsing;
}

int true_status(int status, const httplib::Request& request) {
  if (status == 400 && !request.version.empty() && !is_known_method(request.method)) return 501;
  return status;
}

}  // namespace

class LibraryServer::Server final : public httplib::Server {
 public:
  Server() {
    set_tcp_nodelay(true);
    // The library's default (SO_REUSEPORT) would let a second process share a port that is in use.
    set_socket_options([](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
    note_parse_errors();
    // All that follows the head is ours: routing, bodies, answers.
    set_pre_routing_handler(
        [](const httplib::Request&, httplib::Response&) { return HandlerResponse::Handled; });
    // The answer that it then writes goes nowhere: it need not be put together.
    set_header_writer([](httplib::Stream&, httplib::Headers&) { return ssize_t{1}; });
    set_error_handler([](const httplib::Request& request, httplib::Response& response) {
      fill_request(request, parsed->request);
      if (!is_pedantry(parse_error)) parsed->refused = true_status(response.status, request);
      return HandlerResponse::Handled;
    });
  }

  Result<std::uint16_t> bind(const std::string& host, std::uint16_t port) {
    int reason = 0;
    set_error_logger([&reason](const httplib::Error&, const httplib::Request*) { reason = errno; });
    int bound = port;
    if (port == 0) {
      bound = bind_to_any_port(host);
    } else if (!bind_to_port(host, port)) {
      bound = -1;
    }
    note_parse_errors();
    if (bound <= 0) return listen_failure(host, port, reason);
    return static_cast<std::uint16_t>(bound);
  }

  int socket() const { return svr_sock_; }
  void close() {
    if (const socket_t socket = svr_sock_.exchange(INVALID_SOCKET); socket != INVALID_SOCKET) {
      httplib::detail::close_socket(socket);
    }
  }

  void parse(std::string_view head, ParsedHead& into) {
    parsed = &into;
    parse_error = httplib::Error::Success;
    HeadStream stream(head);
    bool closed = false;
    constexpr bool close_connection = true;  // this is the shorter answer
    const bool understood = process_request(stream, {}, 0, {}, 0, close_connection, closed, take_over);
    if (!understood && into.refused == 0) into.refused = 400;
    parsed = nullptr;
  }

 private:
  void note_parse_errors() {
    set_error_logger([](const httplib::Error& error, const httplib::Request*) { parse_error = error; });
  }

  // Takes from the library what it would do by itself: ranges, WebSockets, asking for bodies held back,
  // reading bodies.
  static void take_over(httplib::Request& request) {
    fill_request(request, parsed->request);
    request.ranges.clear();
    request.headers.clear();
    request.body_consumed_ = true;
  }
};

LibraryServer::LibraryServer() : server_(std::make_unique<Server>()) {}

LibraryServer::~LibraryServer() {
  close();
}

Result<std::uint16_t> LibraryServer::bind(const std::string& host, std::uint16_t port) {
  return server_->bind(host, port);
}
int LibraryServer::socket() const {
  return server_->socket();
}
void LibraryServer::close() {
  server_->close();
}

ParsedHead LibraryServer::parse(std::string_view head) {
  auto plain = plain_request(head);
  if (!plain) return parse_by_library(head);
  ParsedHead result;
  result.request = *std::move(plain);
  result.request.headers = headers_of(head);
  return result;
}

// The library judges the fields, but it decodes percent signs in their values and forgets their order.
ParsedHead LibraryServer::parse_by_library(std::string_view head) {
  ParsedHead result;
  server_->parse(head, result);
  result.request.headers = headers_of(head);
  return result;
}

}  // namespace keyglass::http
