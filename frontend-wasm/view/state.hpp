// What views keep between frames and nobody else needs to know. The host owns one for the life of the app.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ui/grid.hpp"

namespace keyglass::view {

struct State {
  ui::GridState keys;  // where the list of keys is scrolled to
  // The row that the keyboard went to before its key was known; selected as soon as it is.
  std::optional<std::uint64_t> wanted_row;
  std::string shown_key;            // whose widgets have the scope below
  bool has_second_scope = false;    // the two scopes of open keys take turns
  bool is_value_unscrolled = true;  // the next value drawn begins at its top
};

}  // namespace keyglass::view
