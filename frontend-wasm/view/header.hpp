// The bar across the top, and the banner below it while the API cannot be reached.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

void draw_header(const Scene& scene, const ui::Rect& rect);

// Only while offline. On a narrow page its words take two lines.
float offline_banner_height(float page_width);
void draw_offline_banner(const Scene& scene, const ui::Rect& rect);

}  // namespace keyglass::view
