// A bare HTTP/1.1 connection: see http_connection.hpp.
#include "integration/http_connection.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool names_header(const Ask& ask, std::string_view name) {
  return std::ranges::any_of(ask.headers, [&](const auto& header) { return lower(header.first) == name; });
}

std::string text_of(const Ask& ask, const std::string& host) {
  std::string text = ask.method + " " + ask.target + " HTTP/1.1\r\n";
  if (!names_header(ask, "host")) text += "Host: " + host + "\r\n";
  const bool sized = names_header(ask, "content-length") || names_header(ask, "transfer-encoding");
  const bool has_body = ask.method == "POST" || ask.method == "PUT" || ask.method == "PATCH";
  if ((!ask.body.empty() || has_body) && !sized)
    text += "Content-Length: " + std::to_string(ask.body.size()) + "\r\n";
  for (const auto& [name, value] : ask.headers) {
    if (value.empty() && name == "Content-Length") continue;
    text += name + ": " + value + "\r\n";
  }
  return text + "\r\n" + ask.body;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
  for (const auto& [known, value] : headers) {
    if (known == name) return value;
  }
  return {};
}

bool Answer::header_contains(std::string_view name, std::string_view text) const {
  return std::ranges::any_of(headers, [&](const auto& header) {
    return header.first == name && header.second.find(text) != std::string::npos;
  });
}

HttpConnection::HttpConnection(const std::string& address, TlsClientOptions tls)
    : host_(address.substr(address.rfind('/') + 1)) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval limit{patience.count() / 1000, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(host_.substr(host_.rfind(':') + 1))));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    const int reason = errno;
    ::close(socket_);
    throw std::system_error(reason, std::generic_category(), "connect to " + address);
  }
  if (!address.starts_with("https:")) return;
  try {
    tls_ = std::make_unique<TlsClient>(socket_, std::move(tls));
  } catch (...) {
    ::close(socket_);
    throw;
  }
}

HttpConnection::~HttpConnection() {
  ::close(socket_);
}

void HttpConnection::send_bytes(std::string_view bytes) {
  if (tls_) {
    tls_->send(bytes);
    return;
  }
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the server closed early: its answer tells why
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool HttpConnection::fill() {
  if (tls_) {
    const bool more = tls_->receive(pending_);
    was_reset_ = tls_->was_reset();
    return more;
  }
  char buffer[16 * 1024];
  const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    throw std::runtime_error("the server says nothing");
  if (count < 0 && errno == ECONNRESET) was_reset_ = true;
  if (count <= 0) return false;
  pending_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

std::string HttpConnection::take_line() {
  auto end = pending_.find("\r\n");
  while (end == std::string::npos) {
    if (!fill()) return std::exchange(pending_, {});
    end = pending_.find("\r\n");
  }
  std::string line = pending_.substr(0, end);
  pending_.erase(0, end + 2);
  return line;
}

std::string HttpConnection::take(std::size_t size, bool& complete) {
  while (pending_.size() < size && fill()) {
  }
  complete = pending_.size() >= size;
  std::string bytes = pending_.substr(0, size);
  pending_.erase(0, bytes.size());
  return bytes;
}

std::string HttpConnection::take_chunks(bool& complete) {
  std::string body;
  while (true) {
    const std::string line = take_line();
    if (line.empty()) return body;
    const std::size_t size = std::stoul(line, nullptr, 16);
    body += take(size, complete);
    take_line();
    if (size == 0 || !complete) return body;
    complete = false;
  }
}

std::optional<std::string> HttpConnection::read_chunk() {
  const std::string line = take_line();
  if (line.empty()) return std::nullopt;
  bool complete = false;
  std::string chunk = take(std::stoul(line, nullptr, 16), complete);
  take_line();
  return complete ? std::optional(std::move(chunk)) : std::nullopt;
}

bool HttpConnection::read_past(std::string_view text) {
  auto at = pending_.find(text);
  while (at == std::string::npos) {
    if (!fill()) return false;
    at = pending_.find(text);
  }
  pending_.erase(0, at + text.size());
  return true;
}

Answer HttpConnection::read_answer(bool bodiless) {
  Answer answer;
  const std::string status_line = take_line();
  if (status_line.size() < 12) return answer;
  answer.status = std::stoi(status_line.substr(9, 3));
  for (std::string line = take_line(); !line.empty(); line = take_line()) {
    const auto colon = line.find(':');
    const auto value = line.find_first_not_of(' ', colon + 1);
    answer.headers.emplace_back(lower(line.substr(0, colon)),
                                value == std::string::npos ? std::string{} : line.substr(value));
  }
  if (answer.status == 100) {
    Answer final_answer = read_answer(bodiless);
    final_answer.continued = true;
    return final_answer;
  }
  const bool is_endless = answer.header("content-type") == "text/event-stream";
  if (bodiless || is_endless || answer.status == 204 || answer.status == 304) {
    answer.complete = true;
  } else if (answer.header("transfer-encoding") == "chunked") {
    answer.body = take_chunks(answer.complete);
  } else if (!answer.header("content-length").empty()) {
    answer.body = take(std::stoul(answer.header("content-length")), answer.complete);
  } else {
    while (fill()) {
    }
    answer.body = std::exchange(pending_, {});
    answer.complete = !was_reset_;
  }
  return answer;
}

Answer HttpConnection::ask(const Ask& ask) {
  send_bytes(text_of(ask, host_));
  return read_answer(ask.method == "HEAD");
}

void HttpConnection::end_sending() {
  if (tls_) return tls_->end_sending();
  ::shutdown(socket_, SHUT_WR);
}

bool HttpConnection::is_closed() {
  return !fill();
}

Answer ask(const std::string& address, const Ask& ask) {
  return HttpConnection(address).ask(ask);
}
Answer get(const std::string& address, const std::string& target) {
  return ask(address, {.target = target});
}
Answer post_json(const std::string& address, const std::string& target, const std::string& json) {
  return ask(address,
             {"POST",
              target,
              {{"Content-Type", "application/json"}, {"Content-Length", std::to_string(json.size())}},
              json});
}

}  // namespace keyglass::test
