// The versions of the open key on a time line, and the comparison of two of them.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

// Nothing where the store keeps no history.
void draw_history(const Scene& scene, const app::KeyOpen& open);

// In place of the value while a version is looked at.
void draw_comparison(const Scene& scene, const app::KeyOpen& open);

}  // namespace keyglass::view
