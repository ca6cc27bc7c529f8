// Binary documents as JSON text, for people to read. Pure functions; any thread.
//
// What JSON does not have is written so: bytes as {"base64": "…"}; what the format marks with a type or tag
// of its own as {"type": n, "base64": "…"} or {"tag": n, "value": …}; numbers that are not finite as "NaN",
// "Infinity" and "-Infinity"; names that are no text as their JSON text. Members keep their order, also where
// a name comes twice.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass::app {

// Beyond these a document is refused: a few bytes can claim to be gigabytes of text.
inline constexpr std::size_t document_depth_max = 64;
inline constexpr std::size_t document_values_max = 200'000;
inline constexpr std::size_t document_name_bytes_max = 64 * 1024;  // of a name that is no text

// MessagePack, by its specification of 2013 with the timestamp extension. `bytes` must be one document and
// nothing else. Fails with invalid and a message that says what is wrong and at which byte, and quotes
// nothing.
Result<std::string> message_pack_to_json(std::string_view bytes);

// CBOR (RFC 8949), with indefinite lengths. The same.
Result<std::string> cbor_to_json(std::string_view bytes);

}  // namespace keyglass::app
