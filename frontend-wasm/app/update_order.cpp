// The order of the list's rows: what the person wants, and whether it can be had.
#include "app/update_parts.hpp"

namespace keyglass::app {

std::string_view sort_fault(const Model& model, SortBy by) {
  if (shows_tree(model)) return "Folders stand in key order: show the flat list to sort";
  const KeyStats* totals = shown(model.totals);
  const std::uint64_t told = totals && totals->exact ? totals->count : UINT64_MAX;
  const std::uint64_t count = is_complete(model.list) ? row_count(model.list) : told;
  if (count > sorted_rows_max) return "Sorting needs all keys loaded, at most 2,000: narrow the filter";
  const KeyMetadata* first = row_at(model.list, 0);
  if (by == SortBy::changed && first && first->updated_at_ms == 0)
    return "This store keeps no times of change";
  return "";
}

void keep_order(Turn& turn) {
  KeyList& list = turn.model.list;
  list.holds_all = list.order != RowOrder{} && sort_fault(turn.model, list.order.by).empty();
  if (list.holds_all) request_missing_pages(turn);
  sort_rows(list);
}

void apply(Turn& turn, const SortRows& action) {
  Model& model = turn.model;
  if (const std::string_view fault = sort_fault(model, action.by); !fault.empty())
    return announce(turn, std::string(fault));
  model.list.order = next_order(shown_order(model.list), action.by);
  keep_order(turn);
  const bool is_done = shown_order(model.list) == model.list.order;
  announce(turn, is_done ? "Sorted by " + order_words(model.list.order) : "Loading all keys to sort them");
}

}  // namespace keyglass::app
