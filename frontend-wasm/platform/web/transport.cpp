// Requests to web/transport.js and its replies, whose bytes are written once, into the string that keeps
// them.
#include "platform/transport.hpp"

#include <emscripten.h>

#include <map>
#include <string>
#include <utility>

#include "platform/web/inbox_store.hpp"
#include "platform/web/javascript.hpp"

namespace keyglass::platform {
namespace {

// Read by web/transport.js: 32-bit words and a double, in this order.
struct Exchange {
  double id;
  const char* method;
  const char* url;
  const char* headers;  // "name: value\n" each
  const char* body;
  std::size_t body_bytes;
  int idle_timeout_ms;
  int timeout_ms;
  const char* save_entries_as;
};

std::string base_url;
std::string token;
std::map<std::uint64_t, app::HttpReply> arriving;

std::string header_lines(const std::vector<app::HttpHeader>& headers) {
  std::string lines = authorization_line();
  for (const app::HttpHeader& header : headers)
    lines.append(header.name).append(": ").append(header.value).append("\n");
  return lines;
}

std::vector<app::HttpHeader> parse_header_lines(std::string_view lines) {
  std::vector<app::HttpHeader> headers;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos) {
      headers.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
    }
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return headers;
}

}  // namespace

void set_api_url(std::string_view url) {
  base_url = url;
}

const std::string& api_url() {
  return base_url;
}

void set_token(std::string_view wanted) {
  token = wanted;
}

std::string authorization_line() {
  return token.empty() ? std::string() : "Authorization: Bearer " + token + "\n";
}

std::string api_url_of(std::string_view target) {
  return base_url + std::string(target);
}

void send(const app::HttpRequest& request) {
  const std::string url = api_url_of(request.target);
  const std::string headers = header_lines(request.headers);
  const Exchange exchange{static_cast<double>(request.id),
                          request.method.c_str(),
                          url.c_str(),
                          headers.c_str(),
                          request.body.data(),
                          request.body.size(),
                          request.idle_timeout_ms,
                          request.timeout_ms,
                          request.save_entries_as.c_str()};
  if (request.file != 0) return kg_send_file(&exchange, static_cast<double>(request.file));
  kg_send(&exchange);
}

void abort(std::uint64_t id) {
  kg_abort(static_cast<double>(id));
}

}  // namespace keyglass::platform

using namespace keyglass;

extern "C" {

// Room for a reply's body; the caller fills it and then calls kg_on_reply().
EMSCRIPTEN_KEEPALIVE char* kg_reply_body(double id, std::size_t bytes) {
  std::string& body = platform::arriving[static_cast<std::uint64_t>(id)].body;
  body.resize(bytes);
  return body.data();
}

EMSCRIPTEN_KEEPALIVE void kg_on_reply(double id, int failure, int status, const char* headers,
                                      double duration_ms) {
  const auto key = static_cast<std::uint64_t>(id);
  app::HttpReply reply = std::move(platform::arriving[key]);
  platform::arriving.erase(key);
  reply.id = key;
  reply.failure = static_cast<app::HttpFailure>(failure);
  reply.status = status;
  reply.headers = platform::parse_header_lines(headers);
  reply.duration_ms = duration_ms;
  platform::waiting_inbox().replies.push_back(std::move(reply));
}

}  // extern "C"
