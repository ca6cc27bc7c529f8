// A long text cut into parts of which one is edited at a time, so that a keystroke costs as much as in a
// short one. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace keyglass::app {

// Texts up to here are edited as a whole.
inline constexpr std::size_t whole_text_bytes_max = 64 * 1024;
inline constexpr std::size_t part_bytes = 32 * 1024;

struct TextPart {
  std::size_t first = 0;
  std::size_t end = 0;

  bool operator==(const TextPart&) const = default;
};

// All of `text` in order, at least one part, each up to part_bytes: cut after a line where one ends in the
// second half of a part, else between characters.
std::vector<TextPart> parts_of(std::string_view text);

}  // namespace keyglass::app
