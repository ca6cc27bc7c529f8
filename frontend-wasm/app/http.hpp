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
  int idle_timeout_ms = 15'000;  // without a byte of the answer; not with `file`
  int timeout_ms = 120'000;      // of the whole exchange
  std::uint64_t file = 0;        // instead of `body`: a file that the browser holds (app/transfer.hpp)
  // Of POST /batch: what its gets found is saved by the browser as a file of this name, one entry a line as
  // in an export, and the reply's body is empty. "" saves nothing.
  std::string save_entries_as = {};

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
