// A JSON text as a plain tree. The JSON library stays in json_value.cpp. For codecs only: everything else
// speaks in messages. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/result.hpp"

namespace keyglass {

struct JsonValue {
  enum class Type { null, boolean, integer, number, string, array, object };

  Type type = Type::null;
  bool boolean = false;
  std::uint64_t integer = 0;        // when Type::integer: a literal without sign, fraction or exponent
  double number = 0;                // when Type::integer or Type::number; finite
  std::string text;                 // when Type::string: UTF-8; when Type::number: its literal
  std::vector<std::string> names;   // when Type::object: of the members, in text order, duplicates kept
  std::vector<JsonValue> elements;  // when Type::array, or the values that belong to `names`
};

// "null", "a boolean", "a number", …: for messages.
std::string_view json_type_name(JsonValue::Type type);

// Arrays and objects inside each other, at most.
inline constexpr std::size_t json_depth_max = 32;

// Values in one text, at most: each takes a hundred bytes of memory, however short its text is.
inline constexpr std::size_t json_values_max = 200'000;

// Parses one JSON value (RFC 8259) with nothing but white space around it. `text` need not be UTF-8.
// Fails with invalid and a message that gives line and column for a syntax error (also bytes that are not
// UTF-8 and surrogates without their other half), for an empty text, for nesting deeper than json_depth_max,
// for more than json_values_max values and for a number outside the range of double. The message is UTF-8 and
// quotes nothing of `text`.
Result<JsonValue> parse_json(std::string_view text);

// `value` as JSON text without spaces. What parse_json() gave comes out with the same members in the same
// order, strings and numbers of the same value.
std::string encode_json(const JsonValue& value);

}  // namespace keyglass
