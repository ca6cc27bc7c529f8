// The last exchanges with the API, as they can be shown and repeated. Bounded in number and bytes; they never
// hold a token.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "app/http.hpp"

namespace keyglass::app {

inline constexpr std::size_t request_log_max = 50;
inline constexpr std::size_t logged_body_bytes_max = 16 * 1024;

// One finished exchange.
struct LoggedRequest {
  std::string method;
  std::string target;
  HttpFailure failure = HttpFailure::none;
  int status = 0;
  double duration_ms = 0;
  std::int64_t finished_at_ms = 0;
  std::vector<HttpHeader> headers = {};
  std::string body = {};
  std::size_t body_bytes = 0;  // more than body.size(): it was too long to be kept
  std::string timing = {};     // the reply's Server-Timing

  bool operator==(const LoggedRequest&) const = default;
};

// One part of a Server-Timing header.
struct TimingPart {
  std::string name;
  double duration_ms = 0;

  bool operator==(const TimingPart&) const = default;
};

// The parts of `header` that have a duration (W3C Server Timing, "dur" in milliseconds), in its order.
std::vector<TimingPart> parse_server_timing(std::string_view header);

struct RequestsDialog {
  std::size_t chosen = 0;  // index in the log

  bool operator==(const RequestsDialog&) const = default;
};

}  // namespace keyglass::app
