// Texts cut into rows that are no wider than what shows them. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace keyglass::app {

struct TextRow {
  std::size_t first = 0;  // byte
  std::size_t line = 0;   // counted from 0; rows of one line follow each other

  bool operator==(const TextRow&) const = default;
};

inline constexpr std::size_t never_wrapped = std::numeric_limits<std::size_t>::max();

// Where the rows of `text` begin: after each line feed, and where a line is wider than `columns` (at least
// 1), after its last space that fits, or where there is none in the last two thirds of a row, between
// characters. Characters of CJK scripts and emoji count twice, tabs too; it is a guess where the font has
// other ideas. One pass; at least one row, and at most one a byte.
std::vector<TextRow> rows_of_text(std::string_view text, std::size_t columns);

// Row `index` of those, without its line feed.
std::string_view row_of_text(std::string_view text, const std::vector<TextRow>& rows, std::size_t index);

// The row that holds byte `at`.
std::size_t row_at_byte(const std::vector<TextRow>& rows, std::size_t at);

}  // namespace keyglass::app
