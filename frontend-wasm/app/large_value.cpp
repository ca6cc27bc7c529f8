// Which parts to ask for and which to let go; where the rows of one begin.
#include "app/large_value.hpp"

#include <algorithm>

namespace keyglass::app {
namespace {

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// The end of what begins in the part: a character that begins before its end is wholly in it.
std::size_t end_of(std::string_view part) {
  std::size_t end = std::min<std::size_t>(part.size(), value_part_bytes);
  while (end < part.size() && continues_character(part[end])) ++end;
  return end;
}

std::size_t end_of_row(std::string_view part, std::size_t first, std::size_t end) {
  const std::size_t most = std::min(end, first + text_row_bytes);
  const std::size_t line = part.substr(0, most).find('\n', first);
  if (line != std::string_view::npos) return line + 1;
  std::size_t cut = most;
  while (cut < end && cut > first + 1 && continues_character(part[cut])) --cut;
  return cut;
}

void let_parts_go(LargeValue& value, std::uint64_t first, std::uint64_t end) {
  while (value.parts.size() > held_value_parts_max) {
    auto oldest = value.parts.end();
    for (auto part = value.parts.begin(); part != value.parts.end(); ++part) {
      if (part->first >= first && part->first < end) continue;
      if (oldest == value.parts.end() || part->second.used < oldest->second.used) oldest = part;
    }
    if (oldest == value.parts.end()) return;
    value.parts.erase(oldest);
  }
}

}  // namespace

std::uint64_t value_part_count(std::uint64_t size_bytes) {
  return (size_bytes + value_part_bytes - 1) / value_part_bytes;
}

std::vector<std::uint64_t> look_at_parts(LargeValue& value, const ValueWindow& window) {
  const std::uint64_t first = window.first - std::min<std::uint64_t>(window.first, 1);
  const std::uint64_t end = std::min(window.end + 1, value_part_count(window.size_bytes));
  std::vector<std::uint64_t> missing;
  for (std::uint64_t index = first; index < end; ++index) {
    const std::uint64_t part_end =
        std::min((index + 1) * value_part_bytes + value_part_overlap, window.size_bytes);
    if (part_end <= window.held_bytes) continue;
    ValuePart& part = value.parts[index];
    part.used = ++value.uses;
    if (std::holds_alternative<NotAsked>(part.bytes)) missing.push_back(index);
  }
  let_parts_go(value, first, end);
  return missing;
}

std::vector<std::uint32_t> text_rows_of(std::string_view part, bool is_first) {
  std::vector<std::uint32_t> rows;
  const std::size_t end = end_of(part);
  std::size_t at = 0;
  while (!is_first && at < value_part_overlap && at < end && continues_character(part[at])) ++at;
  while (at < end) {
    rows.push_back(static_cast<std::uint32_t>(at));
    at = end_of_row(part, at, end);
  }
  return rows;
}

std::string_view text_row(std::string_view part, const std::vector<std::uint32_t>& rows, std::size_t index) {
  const std::size_t end = index + 1 < rows.size() ? rows[index + 1] : end_of(part);
  std::string_view row = part.substr(rows[index], end - rows[index]);
  if (row.ends_with('\n')) row.remove_suffix(1);
  return row;
}

}  // namespace keyglass::app
