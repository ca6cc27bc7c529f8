// The ways a value can be looked at, and what its bytes look like. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/value.hpp"

namespace keyglass::app {

// How a value is looked at. All but text only show.
enum class ValueMode { text, json, hex, base64, message_pack, cbor };

// Those that make sense for `value` of this kind, in the order of the choice; the first is taken where
// another was asked for.
std::vector<ValueMode> modes_of(ValueKind kind, std::string_view value);

// `wanted` where modes_of() has it, else the first of those.
ValueMode mode_for(ValueKind kind, std::string_view value, ValueMode wanted);

// False for short words, and where the first 4 KiB say that it is no Base64: a quick look.
bool may_be_base64(std::string_view text);

std::string_view mode_name(ValueMode mode);

// What a value was decoded to.
struct DecodedValue {
  std::string bytes;
  bool is_text = false;  // UTF-8 without NUL
  bool is_json = false;
  std::string fault;  // "Not MessagePack: it ends too early at byte 12"; then the rest is empty
};

// `value` decoded by `mode`, one of base64, message_pack and cbor. Base64 may be of either alphabet, over
// several lines, and with or without padding.
DecodedValue decode_value(std::string_view value, ValueMode mode);

// What bytes look like: "gzip", "MessagePack", "text with NUL bytes"; "" for nothing known. A guess: by the
// first bytes, or because all of it can be read so.
std::string_view looks_like(std::string_view bytes);

}  // namespace keyglass::app
