// What is chosen in the list, and what can be done with it.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

// 0 while nothing is chosen.
float selection_bar_height(const Scene& scene);

void draw_selection_bar(const Scene& scene, const ui::Rect& rect);

}  // namespace keyglass::view
