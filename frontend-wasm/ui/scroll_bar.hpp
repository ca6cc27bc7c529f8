// The bar at the right edge of a virtual window; dragging it moves the window. Private to ui/.
#pragma once

#include <cstdint>

#include "ui/grid.hpp"

namespace keyglass::ui {

// `area` without the bar: an item that covers the bar would keep the mouse from it.
Rect beside_scroll_bar(const Rect& area);
// True while the mouse is over the bar.
bool over_scroll_bar(const Rect& area);

struct ScrollExtent {
  std::uint64_t count = 0;  // of rows
  double visible = 0;       // that fit
};

// Draws nothing while everything fits. `area` is what the window shows, in pixels.
void scroll_bar(VirtualWindow& window, const Rect& area, const ScrollExtent& extent);

}  // namespace keyglass::ui
