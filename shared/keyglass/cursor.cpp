// Cursor text: see cursor.hpp.
#include "keyglass/cursor.hpp"

#include "keyglass/base64.hpp"

namespace keyglass {

std::string encode_cursor(std::string_view engine_bytes) {
  return encode_base64url(engine_bytes);
}

Result<std::string> decode_cursor(std::string_view text) {
  if (auto bytes = decode_base64url(text)) return *std::move(bytes);
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "after is not a cursor of this listing: pass back \"next\" unchanged";
  error.field = "after";
  return error;
}

}  // namespace keyglass
