// The bar across the bottom: the newest result in words, the newest request in figures.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

void draw_status_bar(const Scene& scene, const ui::Rect& rect);

}  // namespace keyglass::view
