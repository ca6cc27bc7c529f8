// The list of keys: filter, count, rows, the way to a new key.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

void draw_key_list(const Scene& scene, const ui::Rect& rect);

}  // namespace keyglass::view
