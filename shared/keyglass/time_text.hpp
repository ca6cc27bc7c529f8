// Milliseconds since 1970 <-> RFC 3339 text. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// In UTC with milliseconds: "2026-01-31T09:30:00.000Z".
// `time_ms` outside the years 0000-9999, which RFC 3339 cannot write, is clamped to their first or last
// millisecond.
std::string encode_time(std::int64_t time_ms);

// The same form back; the fraction may have 0 to 9 digits (cut to milliseconds), the zone must be Z.
// Fails with invalid for anything else, also for a day that does not exist; the caller adds the field.
Result<std::int64_t> decode_time(std::string_view text);

}  // namespace keyglass
