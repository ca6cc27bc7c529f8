// What is asked before something is lost. At most one at a time, over everything else.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void draw_dialog(const Scene& scene);

}  // namespace keyglass::view
