// What a key may be. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// Checks that `key` has 1..limits::key_bytes_max bytes, is valid UTF-8 (RFC 3629), holds no control character
// (U+0000-001F, U+007F) and is not "." or "..".
// Fails with invalid, field "key", with limit and actual when it is the length;
// the message names the broken rule.
Status check_key(std::string_view key);

// True if `bytes` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
bool is_utf8(std::string_view bytes);

// How many bytes from the begin are well-formed UTF-8: bytes.size() if all are.
std::size_t utf8_prefix_size(std::string_view bytes);

}  // namespace keyglass
