// JSON as an outline: one row a member or element, in the text's order; objects and arrays close and open.
// Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace keyglass::app {

inline constexpr std::size_t outline_bytes_max = 1 << 20;

// A value of the text. Nodes are numbered as they begin in it, from 0, the whole: what a node holds follows
// it without a gap.
struct OutlineNode {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t name = none;  // byte after the opening quote; none: no member of an object
  std::uint32_t name_end = 0;
  std::uint32_t value = 0;  // byte
  std::uint32_t value_end = 0;
  std::uint32_t parent = none;
  std::uint32_t end = 0;       // one past the last node that it holds, or past itself
  std::uint32_t count = 0;     // of the nodes right in it
  std::uint32_t position = 0;  // among those of its parent, from 0
  std::uint32_t level = 1;

  bool operator==(const OutlineNode&) const = default;
};

struct Outline {
  std::string text;
  std::uint64_t mark = 0;          // tells texts apart; never 0
  std::vector<OutlineNode> nodes;  // at least one
};

// One pass over `text`, of at most outline_bytes_max bytes, which should be valid JSON (check_json()). Of
// other text something within bounds comes.
Outline outline_of(std::string text);

// What is closed. `turned` are the nodes that differ from the rest; they belong to the text of that mark.
struct OutlineFolds {
  bool closes_all = false;  // all but the whole, rather than nothing
  std::uint64_t mark = 0;
  std::set<std::uint32_t> turned;

  bool operator==(const OutlineFolds&) const = default;
};

// How the app looks at values as outlines.
struct OutlineView {
  bool is_shown = false;
  OutlineFolds folds;
  std::uint32_t selected = 0;  // the node that the keyboard is on, of the text of `folds.mark`

  bool operator==(const OutlineView&) const = default;
};

// True if it holds something, so that it opens and closes.
bool can_fold(const Outline& outline, std::uint32_t node);
// Of a node that can.
bool is_open(const Outline& outline, const OutlineFolds& folds, std::uint32_t node);

// The nodes that nothing closed hides, in order: at least the whole.
std::vector<std::uint32_t> outline_rows(const Outline& outline, const OutlineFolds& folds);

// The node that the keyboard is on in this text.
std::uint32_t selected_node(const Outline& outline, const OutlineView& view);

// The row of `node`, or where that is hidden, of the closed one around it.
std::size_t outline_row(const std::vector<std::uint32_t>& rows, std::uint32_t node);

// What an arrow key does on `node`: closes or opens it, or goes to another node.
struct OutlineStep {
  bool turns = false;
  std::optional<std::uint32_t> to;

  bool operator==(const OutlineStep&) const = default;
};
OutlineStep step_out(const Outline& outline, const OutlineFolds& folds, std::uint32_t node);
OutlineStep step_in(const Outline& outline, const OutlineFolds& folds, std::uint32_t node);

// The member's name as it is written, without quotes; an element's place in its array; "Whole value".
std::string name_in_outline(const Outline& outline, std::uint32_t node);

// A value as it is written, at most `bytes_max` bytes of it; of what opens and closes what it holds:
// "{…} 3 members" closed, "3 members" open.
std::string value_in_outline(const Outline& outline, std::uint32_t node, bool is_closed,
                             std::size_t bytes_max);

}  // namespace keyglass::app
