// What changed between two texts, line by line and within a line. Pure; any thread.
// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986. Texts that differ in more than
// diff_edits_max lines are shown as one block replaced by another between their common beginning and end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace keyglass::app {

inline constexpr std::size_t diff_edits_max = 1000;

enum class DiffKind { same, removed, added };

struct DiffLine {
  DiffKind kind = DiffKind::same;
  std::string text;             // without its line end
  std::size_t before_line = 0;  // from 1; 0: not there
  std::size_t after_line = 0;
  // The bytes of `text` that differ from the line it replaces or that replaces it; empty where all do.
  std::size_t mark_first = 0;
  std::size_t mark_end = 0;

  bool operator==(const DiffLine&) const = default;
};

// Every line of both texts once, in order; removed ones before those added in their place.
std::vector<DiffLine> diff_texts(std::string_view before, std::string_view after);

struct DiffCount {
  std::size_t added = 0;
  std::size_t removed = 0;
};
DiffCount count_changes(const std::vector<DiffLine>& lines);

}  // namespace keyglass::app
