// A value too large to be held: read part by part as it is looked at, a bounded number of them in memory.
// Plain values and pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/remote.hpp"

namespace keyglass::app {

inline constexpr std::uint64_t value_part_bytes = 128 * 1024;
inline constexpr std::size_t held_value_parts_max = 24;
// Beyond a part's end, so that its last character is whole.
inline constexpr std::uint64_t value_part_overlap = 3;

struct ValuePart {
  Remote<std::string> bytes;  // of value_part_bytes, with up to value_part_overlap more
  std::uint64_t used = 0;     // larger = looked at later

  bool operator==(const ValuePart&) const = default;
};

struct LargeValue {
  std::string etag;  // of the value that the parts are of
  std::map<std::uint64_t, ValuePart> parts;
  std::uint64_t uses = 0;

  bool operator==(const LargeValue&) const = default;
};

std::uint64_t value_part_count(std::uint64_t size_bytes);

// Parts [first, end) are being looked at: which of them, and of their neighbours, must be asked for. Those
// from before `held_bytes` are not: the beginning of the value is held elsewhere.
struct ValueWindow {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
  std::uint64_t size_bytes = 0;
  std::uint64_t held_bytes = 0;
};
std::vector<std::uint64_t> look_at_parts(LargeValue& value, const ValueWindow& window);

// Where the rows of a part begin when it is shown as text: after each line feed, and within long lines after
// every text_row_bytes at most, between characters. `part` has the overlap; the first row of any part but the
// first of the value begins at its first whole character. Empty only if the part holds no character's
// beginning.
inline constexpr std::size_t text_row_bytes = 200;
std::vector<std::uint32_t> text_rows_of(std::string_view part, bool is_first);

// Row `index` of those, without its line feed.
std::string_view text_row(std::string_view part, const std::vector<std::uint32_t>& rows, std::size_t index);

}  // namespace keyglass::app
