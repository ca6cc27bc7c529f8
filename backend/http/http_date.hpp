// Dates of HTTP header fields (RFC 9110 section 5.6.7). Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keyglass::http {

// Milliseconds since 1970, cut to the second: "Sat, 31 Jan 2026 09:30:00 GMT".
std::string http_date(std::int64_t time_ms);

// The same form, and the two obsolete ones that must still be read ("Saturday, 31-Jan-26 09:30:00 GMT",
// "Sat Jan 31 09:30:00 2026"), as milliseconds since 1970. nullopt for anything else, also for a day that
// does not exist; the day's name is not looked at. Of a year in two digits, the one that is at most 50 years
// ahead of `now_ms`.
std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now_ms = 0);

}  // namespace keyglass::http
