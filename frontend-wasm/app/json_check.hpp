// Is this text JSON (RFC 8259), and if not, where does it go wrong? Pure; any thread; needs no JSON library.
// Memory grows with the nesting only; the call stack does not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace keyglass::app {

struct JsonFault {
  std::size_t line = 1;    // from 1
  std::size_t column = 1;  // from 1, in characters (UTF-8)
  std::string message;     // "expected a comma or ]"

  bool operator==(const JsonFault&) const = default;
};

// nullopt if `text`, which must be UTF-8, is one JSON value with nothing after it but white space.
std::optional<JsonFault> check_json(std::string_view text);

// True if the first visible character opens an object or an array: a person means JSON.
bool looks_like_json(std::string_view text);

}  // namespace keyglass::app
