// Bytes as hex digits that are edited as a text, and such a text as bytes. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keyglass::app {

struct HexFault {
  std::size_t line = 1;        // from 1
  std::size_t column = 1;      // from 1, in characters (UTF-8)
  std::string message;         // "a digit is missing"
  bool is_unfinished = false;  // a digit more mends it

  bool operator==(const HexFault&) const = default;
};

// What a text of hex digits says. Where there is a fault, the bytes and lines are those of all pairs of
// digits around it.
struct HexReading {
  std::string bytes;
  std::vector<std::size_t> lines = {0};  // how many of them stand before each line of the text
  std::optional<HexFault> fault;         // the first
};

// Reads pairs of digits, of either case, with or without white space between them; `text` must be UTF-8.
HexReading read_hex(std::string_view text);

// "48 65 6c\n6c 6f": `bytes_a_line` pairs a line, at least 1, with two spaces between groups of them.
inline constexpr std::size_t hex_group_bytes = 8;
std::string write_hex(std::string_view bytes, std::size_t bytes_a_line);

// "Line 2, column 7: a digit is missing".
std::string hex_fault_words(const HexFault& fault);

// Bytes that are edited as one text, [first, end) of a value: so many that a keystroke stays quick.
struct HexPart {
  std::size_t first = 0;
  std::size_t end = 0;

  bool operator==(const HexPart&) const = default;
};
inline constexpr std::size_t hex_part_bytes = 16 * 1024;

// The part around byte `at` of a value of this size; its end and beginning are multiples of hex_part_bytes,
// or those of the value.
HexPart hex_part_at(std::size_t at, std::size_t size_bytes);

}  // namespace keyglass::app
