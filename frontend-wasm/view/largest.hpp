// The dialog of the largest keys.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void draw_largest(const Scene& scene, const app::LargestDialog& state);

}  // namespace keyglass::view
