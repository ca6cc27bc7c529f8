// What the view of a large value keeps between frames.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace keyglass::view {

struct LargeView {
  std::string etag;  // of the value that this is about
  // Rows of each part: counted where the part was seen, else a guess.
  std::vector<std::uint32_t> row_counts;
  std::vector<std::uint8_t> is_counted;
  std::map<std::uint64_t, std::vector<std::uint32_t>> rows;  // of the parts in sight: where each row begins
  std::uint64_t first_asked = 0;  // parts [first_asked, end_asked) are what the app was last told
  std::uint64_t end_asked = 0;
};

}  // namespace keyglass::view
