// In what order a flat list shows its keys. The server lists in key order alone: any other order is made
// here, of rows that are all in memory. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/messages.hpp"

namespace keyglass::app {

enum class SortBy { key, changed, size, expiry };

// A key that never expires expires last.
struct RowOrder {
  SortBy by = SortBy::key;
  bool descending = false;

  bool operator==(const RowOrder&) const = default;
};

// More are not held in memory for that: each refresh reads all of them again.
inline constexpr std::size_t sorted_rows_max = 2'000;

// "size, largest first".
std::string order_words(RowOrder order);

// What a first press sorts by: newest, largest, next to expire first. Pressed again, the other way round.
RowOrder next_order(RowOrder now, SortBy by);

// What the row at `place` of the key order is sorted by: the least comes first.
std::uint64_t weight(const KeyMetadata& row, std::uint32_t place, RowOrder order);

// The places of rows sorted by their weights: the row shown at i is the one at result[i]. Rows of equal
// weight stay in key order. `before` is an earlier result, which is returned where it still holds.
using RowPlaces = std::vector<std::uint32_t>;
RowPlaces sorted_places(const std::vector<std::uint64_t>& weights, RowPlaces before);

}  // namespace keyglass::app
