// The newest changes to any key, as they arrive.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

// True where there is something to show: the server tells of changes.
bool has_activity(const app::Model& model);

// The pane below the details.
void draw_activity(const Scene& scene, const ui::Rect& rect);

// The same inside another pane, as high as is left.
void draw_activity_content(const Scene& scene);

}  // namespace keyglass::view
