// What a person has made of a stored value and not saved yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/hex_text.hpp"
#include "app/value.hpp"

namespace keyglass::app {

// Hex that was typed for a part of a draft's value but says no bytes, and so is not in the value.
struct UnreadHex {
  std::string text;
  HexPart part;
  HexFault fault;

  bool operator==(const UnreadHex&) const = default;
};

// Unsaved value of one existing key, with what is needed to save it conditionally. Survives navigation.
struct Draft {
  std::string value;                  // as it would be stored
  std::optional<LineEnds> line_ends;  // of its text; nullopt: it is none
  std::string base_etag;              // of the value it started from
  std::string content_type;
  std::optional<std::int64_t> expires_at_ms;
  std::string base;                      // the value it started from
  std::optional<UnreadHex> unread = {};  // while there is any, nothing is saved

  bool operator==(const Draft&) const = default;
};

}  // namespace keyglass::app
