// The opaque text of a listing's cursor <-> the bytes an engine gave. Pure functions; any thread.
// The text names the listing that it belongs to, so that one of another listing is refused. Clients pass a
// cursor back unchanged; only the engine that made the bytes understands them. A cursor is no secret: whoever
// forges one sees nothing that the same listing would not show.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// What a listing selects. Its pages may differ in size, but not in this.
struct CursorQuery {
  std::string_view prefix = {};
  std::string_view delimiter = {};
  std::string_view glob = {};
};

// base64url without padding (RFC 4648 section 5): safe in a URL as it stands. No bytes give empty text.
std::string encode_cursor(const CursorQuery& query, std::string_view engine_bytes);

// Empty text gives no bytes. Fails with invalid, field "after", for text that encode_cursor() of the same
// query cannot have made.
Result<std::string> decode_cursor(const CursorQuery& query, std::string_view text);

// The same for a listing that has one form only.
std::string encode_cursor(std::string_view engine_bytes);
Result<std::string> decode_cursor(std::string_view text);

}  // namespace keyglass
