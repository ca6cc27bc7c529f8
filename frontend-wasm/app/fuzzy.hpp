// How well a few typed letters fit a name: what the command palette sorts by. Pure functions; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace keyglass::app {

// The letters of `typed` occur in `name` in this order, whatever their case (ASCII); spaces in `typed` do not
// count. Larger fits better: beginnings of words and neighbours count more, gaps less. Absent: it does not
// fit. Everything fits nothing typed with 0.
std::optional<int> fuzzy_score(std::string_view typed, std::string_view name);

}  // namespace keyglass::app
