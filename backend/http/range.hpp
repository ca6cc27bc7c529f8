// The Range header on a body whose size is known (RFC 9110 section 14). Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/message.hpp"

namespace keyglass::http {

// What of the body is sent.
struct RangeChoice {
  enum class Kind { whole, part, unsatisfiable };
  Kind kind = Kind::whole;
  std::uint64_t first = 0;   // when Kind::part
  std::uint64_t length = 0;  // when Kind::part; at least 1

  bool operator==(const RangeChoice&) const = default;
};

// `text` is the header's value. Anything but one well-formed byte range is answered with the whole body, as
// the RFC allows: another unit, several ranges, broken syntax. So is a range of an empty body that begins at
// its begin or counts from its end: it asks for all there is, and no Content-Range can say that this is
// nothing.
RangeChoice choose_range(std::string_view text, std::uint64_t size);

// Cuts `reply.body` to what `request` asks for: 206 with Content-Range, 416, or unchanged. If-Range with
// another ETag than `etag` asks for the whole, and so does any method but GET. Sets Accept-Ranges.
void apply_range(const Request& request, std::string_view etag, Reply& reply);

}  // namespace keyglass::http
