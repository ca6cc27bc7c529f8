// Rules on what accompanies a value: see value_rules.hpp.
#include "keyglass/value_rules.hpp"

#include <cstdint>

#include "keyglass/key_rules.hpp"
#include "keyglass/limits.hpp"

namespace keyglass {
namespace {

Error broken(std::string_view field, std::string message) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = std::move(message);
  error.field = field;
  return error;
}

bool is_printable(std::string_view text) {
  for (const char c : text) {
    if (c < ' ' || c > '~') return false;
  }
  return true;
}

}  // namespace

Status check_content_type(std::string_view content_type) {
  if (content_type.empty()) return broken("content_type", "content_type is empty");
  if (content_type.size() > limits::content_type_bytes_max) {
    Error error = broken("content_type", "content_type has " + std::to_string(content_type.size()) +
                                             " bytes, at most " +
                                             std::to_string(limits::content_type_bytes_max) + " are allowed");
    error.limit = limits::content_type_bytes_max;
    error.actual = content_type.size();
    return error;
  }
  if (!is_printable(content_type)) {
    return broken("content_type", "content_type may hold printable ASCII characters only");
  }
  // They would be lost on the way: a header's value does not have them (RFC 9110, 5.5).
  if (content_type.front() == ' ' || content_type.back() == ' ') {
    return broken("content_type", "content_type must not begin or end with a space");
  }
  return Done{};
}

Status check_ttl(double ttl_seconds) {
  // Written so that NaN fails.
  if (ttl_seconds > 0 && ttl_seconds <= limits::ttl_seconds_max) return Done{};
  const auto seconds_max = static_cast<std::uint64_t>(limits::ttl_seconds_max);
  return broken("ttl", "ttl must be more than 0 and at most " + std::to_string(seconds_max) + " seconds");
}

std::string_view content_type_of(std::string_view value) {
  return is_utf8(value) ? "text/plain; charset=utf-8" : "application/octet-stream";
}

}  // namespace keyglass
