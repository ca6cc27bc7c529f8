// Bytes <-> base64 text (RFC 4648). Pure functions; any thread.
// Decoders accept only what the encoder makes: no white space, no other alphabet, unused bits zero.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// Section 4, with padding. Decoding fails with invalid, saying what is wrong; the caller adds the field.
std::string encode_base64(std::string_view bytes);
Result<std::string> decode_base64(std::string_view text);

// Section 5 (URL-safe alphabet), without padding. nullopt for any other text.
std::string encode_base64url(std::string_view bytes);
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace keyglass
