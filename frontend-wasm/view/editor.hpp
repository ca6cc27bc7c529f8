// The pane for one key: its value to read, edit, save and delete. Also what stands there while nothing is
// open.
#pragma once

#include "ui/semantics.hpp"
#include "view/layout.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

void draw_editor(const Scene& scene, const ui::Rect& rect, Width width);

// Discard and Save at the bottom of the pane, for an existing and for a new key.
void draw_editor_footer(const Scene& scene, const ui::Rect& rect);

// The button that leads back to the list where only one pane fits.
void draw_back_button(const Scene& scene, Width width);

// Height of the footer in pixels: taller while it tells of a failure, 0 where nothing can be changed.
float editor_footer_height(const Scene& scene);

}  // namespace keyglass::view
