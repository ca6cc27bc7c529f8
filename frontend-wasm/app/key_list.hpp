// The listing of keys as pages fetched by cursor: any number of keys, a bounded number of rows in memory.
// Pages stay in order without gaps; rows of pages not looked at for long are let go and fetched again by the
// cursor that is kept. A page that ends elsewhere than before drops all after it, so no key is ever hidden.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/remote.hpp"
#include "app/row_order.hpp"
#include "keyglass/messages.hpp"

namespace keyglass::app {

inline constexpr std::size_t page_rows = 200;      // keys asked for at once
inline constexpr std::size_t held_pages_max = 40;  // pages whose rows are in memory
inline constexpr std::size_t prefetch_rows = 100;  // asked for before they are scrolled into view

using KeyRows = std::vector<KeyMetadata>;

struct KeyListPage {
  std::string after;          // the cursor that asks for it, "" for the first
  std::size_t first_row = 0;  // of the whole listing
  std::size_t row_count = 0;  // as last fetched; 0 for the page never fetched yet
  std::uint64_t used = 0;     // larger = looked at later
  Remote<KeyRows> rows;

  bool operator==(const KeyListPage&) const = default;
};

struct RowRange {
  std::size_t first = 0;
  std::size_t end = 0;  // one past the last

  bool operator==(const RowRange&) const = default;
};

struct KeyList {
  std::string filter;              // prefix or pattern; "" lists everything
  std::string delimiter;           // keys that have it after the prefix fold into folders; "" folds nothing
  std::vector<KeyListPage> pages;  // if more keys follow, the last one was never fetched
  RowRange visible;                // what the view shows now
  std::string selected;            // the key or folder the keyboard is on, or ""
  bool selects_folder = false;     // `selected` is a folder's prefix
  std::uint64_t uses = 0;
  RowOrder order;          // wanted
  bool holds_all = false;  // no row is let go, so that they can stand in `order`
  RowPlaces places;        // of the rows as they are shown (sorted_places()); empty: in key order

  bool operator==(const KeyList&) const = default;
};

// True if `filter` is a pattern (keyglass/glob.hpp) rather than a prefix: it has a star.
bool is_pattern(std::string_view filter);

// True if a row of `list` named `key` stands for a folder: its key is the prefix of all keys in it. A key
// that ends with the delimiter is never a row beside folders, for it is inside the folder of that name.
bool is_folder_row(const KeyList& list, std::string_view key);

// Rows known so far, fetched or let go.
std::size_t row_count(const KeyList& list);

// True if the listing's end is known, so that row_count() is the number of matching keys.
bool is_complete(const KeyList& list);

// True if the listing is complete, has no key and no filter: there is nothing in the store.
bool is_store_empty(const KeyList& list);

// The order that the rows are shown in: `list.order` where they could be sorted, else key order.
RowOrder shown_order(const KeyList& list);

// Call after rows came, went or changed. Rows count as shown from here on: row_at(), row_of().
void sort_rows(KeyList& list);

// The metadata of one row, or nullptr while its page is not in memory.
const KeyMetadata* row_at(const KeyList& list, std::size_t row);

// The metadata of `key` if it is in a page in memory.
const KeyMetadata* find_row(const KeyList& list, std::string_view key);

// The row of `key` in the listing if it is in a page in memory.
std::optional<std::size_t> row_of(const KeyList& list, std::string_view key);

// The trouble of the first page that failed, or nullptr.
const Trouble* list_trouble(const KeyList& list);

bool is_any_page_loading(const KeyList& list);

// Starts over with another filter: one page, to be asked for by the caller. Where the filter only narrows,
// its rows are those in memory that match, to be shown until the answer comes.
void restart(KeyList& list, std::string filter);

// Pages that must be asked for so that the visible rows, and some around them, can be shown.
std::vector<std::size_t> missing_pages(const KeyList& list);

// The page that holds `row` is being looked at: its rows are let go last.
void touch_page(KeyList& list, std::size_t row);

// The answer for the page that waits for `request_id`. False if none does (the answer is late).
bool take_page(KeyList& list, std::uint64_t request_id, KeyPage page);
bool fail_page(KeyList& list, std::uint64_t request_id, Trouble trouble);

// Lets everything be fetched again: rows out of sight are let go, the visible pages are returned, to be asked
// for again by the caller while their rows stay.
std::vector<std::size_t> pages_to_refresh(KeyList& list);

std::vector<std::size_t> failed_pages(const KeyList& list);

// After a write or a delete by this app, where the row is in memory. The selection moves on to the next row.
void update_row(KeyList& list, const KeyMetadata& metadata);
void remove_row(KeyList& list, std::string_view key);

}  // namespace keyglass::app
