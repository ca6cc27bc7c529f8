// Pages of the listing: placing answers, letting rows go, finding what is missing.
#include "app/key_list.hpp"

#include <algorithm>
#include <optional>

namespace keyglass::app {
namespace {

void renumber(KeyList& list) {
  std::size_t row = 0;
  for (KeyListPage& page : list.pages) {
    page.first_row = row;
    row += page.row_count;
  }
}

bool is_tail(const KeyListPage& page) {
  return page.row_count == 0 && !shown<KeyRows>(page.rows);
}

// The rows a page stands for; one without rows stands for the row where it begins.
RowRange range_of(const KeyListPage& page) {
  return {page.first_row, page.first_row + std::max<std::size_t>(page.row_count, 1)};
}

bool overlaps(RowRange left, RowRange right) {
  return left.first < right.end && right.first < left.end;
}

RowRange wanted_range(const KeyList& list) {
  if (list.holds_all) return {0, SIZE_MAX};
  const std::size_t first = list.visible.first - std::min(list.visible.first, prefetch_rows);
  return {first, std::max(list.visible.end, list.visible.first + 1) + prefetch_rows};
}

KeyListPage* find_loading(KeyList& list, std::uint64_t request_id) {
  for (KeyListPage& page : list.pages) {
    if (is_loading(page.rows, request_id)) return &page;
  }
  return nullptr;
}

// The index of the page that holds `row`, or pages.size().
std::size_t page_of_row(const KeyList& list, std::size_t row) {
  const auto after =
      std::upper_bound(list.pages.begin(), list.pages.end(), row,
                       [](std::size_t wanted, const KeyListPage& p) { return wanted < p.first_row; });
  // Pages without rows share their first row with the next one: walk back to the one that holds it.
  for (auto index = static_cast<std::size_t>(after - list.pages.begin()); index-- > 0;) {
    const KeyListPage& page = list.pages[index];
    if (row < page.first_row + page.row_count) return index;
    if (page.row_count > 0) break;
  }
  return list.pages.size();
}

// Places of rows that have come or gone since say nothing.
bool are_placed(const KeyList& list) {
  return !list.places.empty() && list.places.size() == row_count(list);
}

// Of every row in key order; none where not all of them are in memory.
std::vector<std::uint64_t> weights_of(const KeyList& list) {
  std::vector<std::uint64_t> weights;
  for (const KeyListPage& page : list.pages) {
    const KeyRows* rows = shown<KeyRows>(page.rows);
    if (!rows || !list.holds_all) return {};
    for (const KeyMetadata& row : *rows)
      weights.push_back(weight(row, static_cast<std::uint32_t>(weights.size()), list.order));
  }
  return weights;
}

// Keys and folders in one order.
KeyRows rows_of(KeyPage page) {
  if (page.prefixes.empty()) return std::move(page.keys);
  KeyRows rows;
  rows.reserve(page.keys.size() + page.prefixes.size());
  std::size_t key = 0;
  for (std::string& prefix : page.prefixes) {
    while (key < page.keys.size() && page.keys[key].key < prefix) rows.push_back(std::move(page.keys[key++]));
    rows.emplace_back();
    rows.back().key = std::move(prefix);
  }
  while (key < page.keys.size()) rows.push_back(std::move(page.keys[key++]));
  return rows;
}

// Lets go of the rows of the pages looked at longest ago until at most held_pages_max have theirs.
void let_rows_go(KeyList& list) {
  std::vector<KeyListPage*> held;
  for (KeyListPage& page : list.pages) {
    if (std::holds_alternative<KeyRows>(page.rows)) held.push_back(&page);
  }
  if (held.size() <= held_pages_max) return;
  std::sort(held.begin(), held.end(), [](const auto* a, const auto* b) { return a->used < b->used; });
  held.resize(held.size() - held_pages_max);
  for (KeyListPage* page : held) {
    if (!overlaps(range_of(*page), wanted_range(list))) page->rows = NotAsked{};
  }
}

}  // namespace

bool is_pattern(std::string_view filter) {
  return filter.find('*') != std::string_view::npos;
}

bool is_folder_row(const KeyList& list, std::string_view key) {
  return !list.delimiter.empty() && key.size() > list.filter.size() && key.ends_with(list.delimiter);
}

std::size_t row_count(const KeyList& list) {
  if (list.pages.empty()) return 0;
  return list.pages.back().first_row + list.pages.back().row_count;
}

bool is_complete(const KeyList& list) {
  return !list.pages.empty() && !is_tail(list.pages.back());
}

bool is_store_empty(const KeyList& list) {
  return list.filter.empty() && is_complete(list) && row_count(list) == 0;
}

RowOrder shown_order(const KeyList& list) {
  return are_placed(list) ? list.order : RowOrder{};
}

void sort_rows(KeyList& list) {
  list.places = sorted_places(weights_of(list), std::move(list.places));
}

const KeyMetadata* row_at(const KeyList& list, std::size_t row) {
  if (are_placed(list) && row < list.places.size()) row = list.places[row];
  const std::size_t index = page_of_row(list, row);
  if (index == list.pages.size()) return nullptr;
  const KeyListPage& page = list.pages[index];
  const KeyRows* rows = shown<KeyRows>(page.rows);
  return rows && row - page.first_row < rows->size() ? &(*rows)[row - page.first_row] : nullptr;
}

void touch_page(KeyList& list, std::size_t row) {
  const std::size_t index = page_of_row(list, row);
  if (index < list.pages.size()) list.pages[index].used = ++list.uses;
}

std::optional<std::size_t> row_of(const KeyList& list, std::string_view key) {
  for (const KeyListPage& page : list.pages) {
    const KeyRows* rows = shown<KeyRows>(page.rows);
    if (!rows) continue;
    const auto found =
        std::find_if(rows->begin(), rows->end(), [&](const KeyMetadata& row) { return row.key == key; });
    if (found == rows->end()) continue;
    const std::size_t place = page.first_row + static_cast<std::size_t>(found - rows->begin());
    if (!are_placed(list)) return place;
    const auto at = std::find(list.places.begin(), list.places.end(), place);
    return static_cast<std::size_t>(at - list.places.begin());
  }
  return std::nullopt;
}

const KeyMetadata* find_row(const KeyList& list, std::string_view key) {
  const auto row = row_of(list, key);
  return row ? row_at(list, *row) : nullptr;
}

const Trouble* list_trouble(const KeyList& list) {
  for (const KeyListPage& page : list.pages) {
    if (const Trouble* trouble = trouble_of(page.rows)) return trouble;
  }
  return nullptr;
}

bool is_any_page_loading(const KeyList& list) {
  return std::any_of(list.pages.begin(), list.pages.end(),
                     [](const auto& page) { return is_loading(page.rows); });
}

void restart(KeyList& list, std::string filter) {
  KeyRows matching;
  for (KeyListPage& page : list.pages) {
    const KeyRows* rows = shown<KeyRows>(page.rows);
    if (!rows) break;
    std::copy_if(rows->begin(), rows->end(), std::back_inserter(matching),
                 [&](const KeyMetadata& row) { return row.key.starts_with(filter); });
  }
  if (matching.size() > page_rows) matching.resize(page_rows);
  const bool narrows = list.delimiter.empty() && !is_pattern(list.filter) && !is_pattern(filter) &&
                       filter.starts_with(list.filter);
  list.filter = std::move(filter);
  list.pages.clear();
  KeyListPage first;
  if (narrows && !matching.empty()) {
    first.row_count = matching.size();
    first.rows = std::move(matching);
  }
  list.pages.push_back(std::move(first));
  list.visible = {
      0, std::max<std::size_t>(list.visible.end - std::min(list.visible.first, list.visible.end), 1)};
}

std::vector<std::size_t> missing_pages(const KeyList& list) {
  std::vector<std::size_t> missing;
  for (std::size_t index = 0; index < list.pages.size(); ++index) {
    const KeyListPage& page = list.pages[index];
    if (!std::holds_alternative<NotAsked>(page.rows)) continue;
    if (overlaps(range_of(page), wanted_range(list))) missing.push_back(index);
  }
  return missing;
}

bool take_page(KeyList& list, std::uint64_t request_id, KeyPage page) {
  KeyListPage* slot = find_loading(list, request_id);
  if (!slot) return false;
  std::string following = std::move(page.next);
  KeyRows rows = rows_of(std::move(page));
  slot->row_count = rows.size();
  slot->rows = std::move(rows);
  slot->used = ++list.uses;
  const auto next = static_cast<std::size_t>(slot - list.pages.data()) + 1;
  const bool same_end = next < list.pages.size() && list.pages[next].after == following;
  if (following.empty() || !same_end) list.pages.resize(next);
  if (!following.empty() && !same_end) {
    KeyListPage tail;
    tail.after = std::move(following);
    list.pages.push_back(std::move(tail));
  }
  renumber(list);
  let_rows_go(list);
  return true;
}

bool fail_page(KeyList& list, std::uint64_t request_id, Trouble trouble) {
  KeyListPage* slot = find_loading(list, request_id);
  if (!slot) return false;
  fail(slot->rows, std::move(trouble));
  return true;
}

std::vector<std::size_t> pages_to_refresh(KeyList& list) {
  std::vector<std::size_t> visible;
  for (std::size_t index = 0; index < list.pages.size(); ++index) {
    KeyListPage& page = list.pages[index];
    if (overlaps(range_of(page), wanted_range(list))) {
      visible.push_back(index);
    } else {
      page.rows = NotAsked{};
    }
  }
  return visible;
}

std::vector<std::size_t> failed_pages(const KeyList& list) {
  std::vector<std::size_t> failed;
  for (std::size_t index = 0; index < list.pages.size(); ++index) {
    if (trouble_of(list.pages[index].rows)) failed.push_back(index);
  }
  return failed;
}

void update_row(KeyList& list, const KeyMetadata& metadata) {
  for (KeyListPage& page : list.pages) {
    KeyRows* rows = shown<KeyRows>(page.rows);
    if (!rows) continue;
    for (KeyMetadata& row : *rows) {
      if (row.key == metadata.key) row = metadata;
    }
  }
}

void remove_row(KeyList& list, std::string_view key) {
  const auto row = row_of(list, key);
  const bool was_selected = list.selected == key;
  const KeyMetadata* next = row ? row_at(list, *row + 1) : nullptr;
  if (!next && row && *row > 0) next = row_at(list, *row - 1);
  const std::string neighbour = next ? next->key : std::string();
  for (KeyListPage& page : list.pages) {
    KeyRows* rows = shown<KeyRows>(page.rows);
    if (!rows) continue;
    const auto removed =
        std::erase_if(*rows, [&](const KeyMetadata& candidate) { return candidate.key == key; });
    page.row_count -= std::min<std::size_t>(page.row_count, static_cast<std::size_t>(removed));
  }
  renumber(list);
  if (!was_selected) return;
  list.selected = neighbour;
  list.selects_folder = is_folder_row(list, list.selected);
}

}  // namespace keyglass::app
