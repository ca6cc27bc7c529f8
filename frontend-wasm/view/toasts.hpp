// Results shown for some seconds at the bottom right.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void draw_toasts(const Scene& scene);

}  // namespace keyglass::view
