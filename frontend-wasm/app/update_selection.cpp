// Choosing many keys: one by one, a range of rows, all that the filter matches.
#include <algorithm>

#include "app/text.hpp"
#include "app/update_parts.hpp"
#include "keyglass/limits.hpp"

namespace keyglass::app {
namespace {

std::string limit_words() {
  return "At most " + format_count(limits::plan_keys_max) +
         " keys can be chosen one by one. Use a filter and select all that match.";
}

std::string unloaded_words() {
  return "Some keys in between are not loaded. Use a filter and select all that match.";
}

void set_anchor(Model& model, const std::string& key, bool is_folder) {
  model.selection.anchor = key;
  model.selection.anchors_folder = is_folder;
}

void move_cursor(Model& model, const std::string& key, bool is_folder) {
  model.list.selected = key;
  model.list.selects_folder = is_folder;
}

void toggle_folder(Turn& turn, const std::string& prefix) {
  Selection& selection = turn.model.selection;
  const bool was_chosen = selection.whole == prefix;
  selection.keys.clear();
  selection.whole = was_chosen ? std::nullopt : std::optional(prefix);
}

void toggle_key(Turn& turn, const std::string& key) {
  Selection& selection = turn.model.selection;
  if (selection.whole) {
    // One key cannot be taken out of all that match: a new choice begins with it.
    selection.whole.reset();
    selection.keys = {key};
  } else if (selection.keys.erase(key) == 0) {
    if (!has_room(selection, key)) return toast(turn, ToastKind::info, limit_words());
    selection.keys.insert(key);
  }
}

struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};

// The keys of these rows, folders apart; nullopt, with the reason said, if they cannot all be chosen.
std::optional<Selection> choose_range(Turn& turn, const std::vector<TreeSpan>& spans, Range range) {
  Selection chosen;
  std::size_t bytes = 0;
  for (std::size_t at = range.first; at <= range.last; ++at) {
    const TreeRow row = tree_row(spans, at);
    if (!row.metadata) {
      toast(turn, ToastKind::info, unloaded_words());
      return std::nullopt;
    }
    if (is_folder_row(*row.list, row.metadata->key)) continue;
    bytes += row.metadata->key.size();
    if (chosen.keys.size() == limits::plan_keys_max || bytes > limits::plan_key_bytes_max) {
      toast(turn, ToastKind::info, limit_words());
      return std::nullopt;
    }
    chosen.keys.insert(row.metadata->key);
  }
  return chosen;
}

}  // namespace

std::string selection_words(const Model& model) {
  const Selection& selection = model.selection;
  if (!selection.whole) return format_count(selection.keys.size()) + " selected";
  const KeyStats* totals = *selection.whole == model.list.filter ? shown(model.totals) : nullptr;
  if (totals) return (totals->exact ? "" : "at least ") + format_count(totals->count) + " selected";
  return selection.whole->empty() ? "All keys selected"
                                  : "All of " + key_words(*selection.whole) + " selected";
}

void apply(Turn& turn, const ToggleSelected& action) {
  if (action.key.empty()) return;
  action.is_folder ? toggle_folder(turn, action.key) : toggle_key(turn, action.key);
  set_anchor(turn.model, action.key, action.is_folder);
  move_cursor(turn.model, action.key, action.is_folder);
  announce(turn, is_empty(turn.model.selection) ? "Nothing selected" : selection_words(turn.model));
}

void apply(Turn& turn, const SelectUpTo& action) {
  Model& model = turn.model;
  const auto spans = spans_of(model.list, model.folders);
  if (action.row >= row_count(spans)) return;
  const TreeRow target = tree_row(spans, action.row);
  if (!target.metadata) return;
  if (model.selection.anchor.empty()) {
    // Choosing begins where the keyboard is.
    const bool has_cursor = !model.list.selected.empty();
    set_anchor(model, has_cursor ? model.list.selected : target.metadata->key,
               has_cursor ? model.list.selects_folder : is_folder_row(*target.list, target.metadata->key));
  }
  const std::string anchor = model.selection.anchor;
  const bool anchors_folder = model.selection.anchors_folder;
  const auto from = index_of(spans, anchor, anchors_folder);
  if (!from) return toast(turn, ToastKind::info, unloaded_words());
  auto chosen = choose_range(turn, spans, {std::min(*from, action.row), std::max(*from, action.row)});
  if (!chosen) return;
  move_cursor(model, target.metadata->key, is_folder_row(*target.list, target.metadata->key));
  model.selection = std::move(*chosen);
  set_anchor(model, anchor, anchors_folder);
  announce(turn, selection_words(model));
}

void apply(Turn& turn, const SelectAll&) {
  Model& model = turn.model;
  if (row_count(model.list) == 0) return;
  model.selection = {};
  model.selection.whole = model.list.filter;
  announce(turn, selection_words(model));
}

void apply(Turn& turn, const ClearSelection&) {
  if (is_empty(turn.model.selection)) return;
  turn.model.selection = {};
  announce(turn, "Nothing selected");
}

}  // namespace keyglass::app
