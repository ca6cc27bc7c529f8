// The form for a key that is not stored yet; on an empty store also the welcome.
#pragma once

#include "ui/semantics.hpp"
#include "view/layout.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

void draw_new_key(const Scene& scene, const ui::Rect& rect, Width width);

}  // namespace keyglass::view
