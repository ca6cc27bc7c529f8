// What views keep between frames and nobody else needs to know. The host owns one for the life of the app.
#pragma once

#include "ui/grid.hpp"

namespace keyglass::view {

struct State {
  ui::GridState keys;  // where the list of keys is scrolled to
};

}  // namespace keyglass::view
