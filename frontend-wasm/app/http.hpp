// A request of the app to the API, and what came of it. Plain values; the platform's transport carries them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace keyglass::app {

struct HttpHeader {
  std::string name;  // lower case in replies
  std::string value;

  bool operator==(const HttpHeader&) const = default;
};

struct HttpRequest {
  std::uint64_t id = 0;  // returned in the reply, so that late replies can be dropped
  std::string method;    // "GET", "POST", …
  std::string target;    // path and query below the API URL, percent-encoded: "/kv/a%2Fb"
  std::vector<HttpHeader> headers = {};
  std::string body = {};
  int timeout_ms = 15'000;  // of the whole exchange

  bool operator==(const HttpRequest&) const = default;
};

// Kinds of failure are kept apart: each has another remedy. Any status is `none`: the exchange itself worked.
enum class HttpFailure { none, network, timeout, aborted };

struct HttpReply {
  std::uint64_t id = 0;
  HttpFailure failure = HttpFailure::none;
  int status = 0;  // 0 unless failure is none
  std::vector<HttpHeader> headers = {};
  std::string body = {};
  double duration_ms = 0;

  bool operator==(const HttpReply&) const = default;
};

}  // namespace keyglass::app
