// The small button at the left of a dialog's buttons: what the dialog sends, as a command for a shell.
#pragma once

#include <string_view>

#include "view/scene.hpp"

namespace keyglass::view {

// On the line of the buttons just drawn, `whole` pixels from the right edge: what width_left() said before
// them.
void draw_copy_curl(const Scene& scene, float whole, std::string_view tooltip);

}  // namespace keyglass::view
