// JSON for people: spread over lines, and the kinds of its parts for colours. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keyglass::app {

// `text`, which must be valid JSON (check_json()), with one member or element a line, indented by two spaces;
// names, strings and numbers stay byte for byte. Empty containers stay on their line.
std::string format_json(std::string_view text);

enum class JsonPart : std::uint8_t { space, punctuation, name, string, number, word };

struct JsonToken {
  std::size_t first = 0;
  std::size_t end = 0;
  JsonPart part = JsonPart::space;

  bool operator==(const JsonToken&) const = default;
};

// One past the string that begins at `first`, its quote; the end of `text` where it is not closed.
std::size_t end_of_json_string(std::string_view text, std::size_t first);

// The parts of one line, all of it in order. What is not JSON is a word.
std::vector<JsonToken> json_tokens(std::string_view line);

}  // namespace keyglass::app
