// Text of one option value -> typed value. Pure functions; each fails with invalid and says what it takes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "config/options.hpp"
#include "keyglass/result.hpp"

namespace keyglass::config {

// "HOST:PORT" or "[IPv6]:PORT", port 0..65535.
Result<ListenAddress> parse_listen_address(std::string_view text);

// A decimal number within least..most.
Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t least, std::uint64_t most);

// "http://host[:port]" or https, nothing after it: an origin as browsers send it (RFC 6454 section 6.1).
Result<std::string> parse_origin(std::string_view text);

// "debug", "info", "warn" or "error".
Result<LogLevel> parse_log_level(std::string_view text);

// "1", "true", "on", "yes" and "0", "false", "off", "no".
Result<bool> parse_toggle(std::string_view text);

}  // namespace keyglass::config
