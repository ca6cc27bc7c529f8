// The opaque text of a listing's cursor <-> the bytes an engine gave. Pure functions; any thread.
// Clients pass a cursor back unchanged; only the engine that made the bytes understands them.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// base64url without padding (RFC 4648 section 5): safe in a URL as it stands. No bytes give empty text.
std::string encode_cursor(std::string_view engine_bytes);

// Fails with invalid, field "after", for text that encode_cursor() cannot have made.
Result<std::string> decode_cursor(std::string_view text);

}  // namespace keyglass
