// What is known of the open key besides its value.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

// The pane beside the editor; nothing where no key is open.
void draw_details(const Scene& scene, const ui::Rect& rect);

// The same rows inside another pane.
void draw_details_content(const Scene& scene, const app::KeyOpen& open);

}  // namespace keyglass::view
