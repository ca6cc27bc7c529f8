// The server's figures over time, as charts or as a table, in place of the panes.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

void draw_dashboard(const Scene& scene, const ui::Rect& rect);

}  // namespace keyglass::view
