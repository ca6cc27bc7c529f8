// One pass with a chain of parents instead of a stack; folding skips what a closed node holds.
#include "app/outline.hpp"

#include <algorithm>
#include <utility>

#include "app/json_lines.hpp"
#include "app/text.hpp"

namespace keyglass::app {
namespace {

constexpr std::string_view between_values = " \t\n\r,:";
constexpr std::string_view ends_of_words = " \t\n\r,:{}[]\"";

// FNV-1a.
std::uint64_t mark_of(std::string_view text) {
  std::uint64_t mark = 14695981039346656037ULL;
  for (const char byte : text) mark = (mark ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  return mark == 0 ? 1 : mark;
}

class Outliner {
 public:
  explicit Outliner(std::string_view text) : text_(text) {}

  std::vector<OutlineNode> run() {
    while ((at_ = text_.find_first_not_of(between_values, at_)) != std::string_view::npos) take();
    while (open_ != OutlineNode::none) close(text_.size());
    if (nodes_.empty()) add(0, 0);
    return std::move(nodes_);
  }

 private:
  void take() {
    const char byte = text_[at_];
    if (byte == '}' || byte == ']') {
      ++at_;
      if (open_ != OutlineNode::none) close(at_);
    } else if (byte == '{' || byte == '[') {
      add(at_, text_.size());
      open_ = static_cast<std::uint32_t>(nodes_.size() - 1);
      ++at_;
    } else if (byte == '"') {
      take_string();
    } else {
      const std::size_t end = std::min(text_.find_first_of(ends_of_words, at_), text_.size());
      add(at_, end);
      at_ = end;
    }
  }

  // In an object every other string is a name.
  void take_string() {
    const std::size_t end = end_of_json_string(text_, at_);
    const bool is_name =
        open_ != OutlineNode::none && text_[nodes_[open_].value] == '{' && name_ == OutlineNode::none;
    if (is_name) {
      name_ = static_cast<std::uint32_t>(at_ + 1);
      name_end_ = static_cast<std::uint32_t>(std::max(end - 1, at_ + 1));
    } else {
      add(at_, end);
    }
    at_ = end;
  }

  void add(std::size_t value, std::size_t value_end) {
    OutlineNode node;
    node.name = std::exchange(name_, OutlineNode::none);
    node.name_end = name_end_;
    node.value = static_cast<std::uint32_t>(value);
    node.value_end = static_cast<std::uint32_t>(value_end);
    node.parent = open_;
    node.end = static_cast<std::uint32_t>(nodes_.size() + 1);
    if (open_ != OutlineNode::none) {
      node.position = nodes_[open_].count++;
      node.level = nodes_[open_].level + 1;
    }
    nodes_.push_back(node);
  }

  void close(std::size_t value_end) {
    OutlineNode& node = nodes_[open_];
    node.value_end = static_cast<std::uint32_t>(value_end);
    node.end = static_cast<std::uint32_t>(nodes_.size());
    name_ = OutlineNode::none;
    open_ = node.parent;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t open_ = OutlineNode::none;  // what the next value is in
  std::uint32_t name_ = OutlineNode::none;  // of the next value
  std::uint32_t name_end_ = 0;
  std::vector<OutlineNode> nodes_;
};

std::string_view held_words(const Outline& outline, const OutlineNode& node) {
  return outline.text[node.value] == '{' ? "member" : "element";
}

}  // namespace

Outline outline_of(std::string text) {
  Outline outline;
  outline.nodes = Outliner(text).run();
  outline.mark = mark_of(text);
  outline.text = std::move(text);
  return outline;
}

bool can_fold(const Outline& outline, std::uint32_t node) {
  return outline.nodes[node].count > 0;
}

bool is_open(const Outline& outline, const OutlineFolds& folds, std::uint32_t node) {
  const bool is_turned = folds.mark == outline.mark && folds.turned.count(node) > 0;
  return (node == 0 || !folds.closes_all) != is_turned;
}

std::vector<std::uint32_t> outline_rows(const Outline& outline, const OutlineFolds& folds) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t node = 0; node < outline.nodes.size();) {
    rows.push_back(node);
    node = is_open(outline, folds, node) ? node + 1 : outline.nodes[node].end;
  }
  return rows;
}

std::uint32_t selected_node(const Outline& outline, const OutlineView& view) {
  return view.folds.mark == outline.mark && view.selected < outline.nodes.size() ? view.selected : 0;
}

std::size_t outline_row(const std::vector<std::uint32_t>& rows, std::uint32_t node) {
  const auto after = std::upper_bound(rows.begin(), rows.end(), node);
  return after == rows.begin() ? 0 : static_cast<std::size_t>(after - rows.begin()) - 1;
}

OutlineStep step_out(const Outline& outline, const OutlineFolds& folds, std::uint32_t node) {
  if (can_fold(outline, node) && is_open(outline, folds, node)) return {true, {}};
  const std::uint32_t parent = outline.nodes[node].parent;
  return parent == OutlineNode::none ? OutlineStep{} : OutlineStep{false, parent};
}

OutlineStep step_in(const Outline& outline, const OutlineFolds& folds, std::uint32_t node) {
  if (!can_fold(outline, node)) return {};
  return is_open(outline, folds, node) ? OutlineStep{false, node + 1} : OutlineStep{true, {}};
}

std::string name_in_outline(const Outline& outline, std::uint32_t node) {
  constexpr std::size_t bytes_max = 400;
  const OutlineNode& one = outline.nodes[node];
  if (one.name != OutlineNode::none)
    return shorten(std::string_view(outline.text).substr(one.name, one.name_end - one.name), bytes_max);
  return one.parent == OutlineNode::none ? "Whole value" : std::to_string(one.position);
}

std::string value_in_outline(const Outline& outline, std::uint32_t node, bool is_closed,
                             std::size_t bytes_max) {
  const OutlineNode& one = outline.nodes[node];
  const std::string_view written =
      std::string_view(outline.text).substr(one.value, one.value_end - one.value);
  if (one.count == 0 && written.starts_with('{')) return "{}";
  if (one.count == 0 && written.starts_with('[')) return "[]";
  if (one.count == 0) return shorten(written, bytes_max);
  const std::string held = format_counted(one.count, held_words(outline, one));
  if (!is_closed) return held;
  return (outline.text[one.value] == '{' ? "{\u2026} " : "[\u2026] ") + held;
}

}  // namespace keyglass::app
