// Other people's bytes made safe to look at. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

namespace keyglass::ui {

// `bytes` with everything that would not be seen, or would change how its surroundings are seen, written out:
// control characters as "\n", "\t", "\x1b"; bidirectional controls, zero-width and other invisible characters
// as
// "\u{202e}"; bytes that are not UTF-8 as "\xff".
std::string escape_invisible(std::string_view bytes);

// The same for text of several lines: line feeds and tabs stay as they are.
std::string escape_invisible_lines(std::string_view bytes);

// False only if both would return `bytes` unchanged: cheap, for the common case of printable ASCII.
bool needs_escape(std::string_view bytes);

// The first `bytes_max` bytes of `text` at most, cut between characters, with "…" where something was left
// out.
std::string shorten(std::string_view text, std::size_t bytes_max);

// Length of the first UTF-8 character of `bytes`, and its code point; length 0 if it is not well formed.
struct Utf8Character {
  std::size_t length = 0;
  char32_t code_point = 0;
};
Utf8Character first_character(std::string_view bytes);

// Offsets of the same place in the UTF-8 text `text` and in what a browser's text box holds for it: UTF-16
// code units, with every "\r\n" counted as one line feed. Offsets past the end give the end.
std::size_t browser_offset(std::string_view text, std::size_t byte_offset);
std::size_t byte_offset(std::string_view text, std::size_t browser_offset);

}  // namespace keyglass::ui
