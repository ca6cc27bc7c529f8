// The `traceparent` header (W3C Trace Context, section 3.2): which trace a request belongs to, for the log.
#pragma once

#include <optional>
#include <string_view>

namespace keyglass::http {

// Views into the header's text.
struct TraceContext {
  std::string_view trace_id;   // 32 hexadecimal digits, not all 0
  std::string_view parent_id;  // 16 hexadecimal digits, not all 0: the caller's span
};

// nullopt unless `header` is as the section says: "00-<trace-id>-<parent-id>-<2 digits>" in lower case; later
// versions may go on after a further "-", version ff is none.
std::optional<TraceContext> parse_traceparent(std::string_view header);

}  // namespace keyglass::http
