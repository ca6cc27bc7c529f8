// Sorting by one number a row.
#include "app/row_order.hpp"

#include <algorithm>

namespace keyglass::app {
namespace {

struct Words {
  std::string_view by;
  std::string_view ascending;
  std::string_view descending;
};

// In the order of SortBy.
constexpr Words words[] = {{"key", "ascending", "descending"},
                           {"last change", "oldest first", "newest first"},
                           {"size", "smallest first", "largest first"},
                           {"expiry", "soonest first", "latest first"}};

std::uint64_t ascending_weight(const KeyMetadata& row, std::uint32_t place, SortBy by) {
  if (by == SortBy::size) return row.size_bytes;
  if (by == SortBy::changed) return static_cast<std::uint64_t>(row.updated_at_ms);
  if (by == SortBy::key) return place;
  return row.expires_at_ms ? static_cast<std::uint64_t>(*row.expires_at_ms) : UINT64_MAX;
}

}  // namespace

std::string order_words(RowOrder order) {
  const Words& said = words[static_cast<std::size_t>(order.by)];
  return std::string(said.by).append(", ").append(order.descending ? said.descending : said.ascending);
}

RowOrder next_order(RowOrder now, SortBy by) {
  if (now.by == by) return {by, !now.descending};
  return {by, by == SortBy::changed || by == SortBy::size};
}

std::uint64_t weight(const KeyMetadata& row, std::uint32_t place, RowOrder order) {
  const std::uint64_t weight = ascending_weight(row, place, order.by);
  return order.descending ? ~weight : weight;
}

RowPlaces sorted_places(const std::vector<std::uint64_t>& weights, RowPlaces before) {
  const auto precedes = [&](std::uint32_t one, std::uint32_t other) {
    return weights[one] != weights[other] ? weights[one] < weights[other] : one < other;
  };
  // Of a change now and then nothing else moves: most often this is all there is to do.
  if (before.size() == weights.size() && std::is_sorted(before.begin(), before.end(), precedes))
    return before;
  // One after the other: for so few, std::sort() is four times the code and hardly faster.
  before.resize(weights.size());
  auto end = before.begin();
  for (std::uint32_t place = 0; place < weights.size(); ++place, ++end) {
    const auto at = std::upper_bound(before.begin(), end, place, precedes);
    std::copy_backward(at, end, end + 1);
    *at = place;
  }
  return before;
}

}  // namespace keyglass::app
