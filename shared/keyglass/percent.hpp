// Percent-encoding of keys in URL paths and queries (RFC 3986 section 2.1). Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// Every byte outside RFC 3986's unreserved set (A-Z a-z 0-9 - . _ ~) becomes %XX, upper case: "/" is "%2F",
// so the result is one path segment or one query value whatever the key holds.
std::string encode_percent(std::string_view bytes);

// The bytes that `text` names: %XX (either case) is one byte, any other character stands for itself; "+" is a
// plus sign, not a space. The result may be any bytes: check_key() judges them.
// Fails with invalid, field "key", naming the bad escape and its position (bytes, from 0).
Result<std::string> decode_percent(std::string_view text);

}  // namespace keyglass
