// Keyboard shortcuts of the whole page, and the dialog that lists them. They rest while a dialog is open;
// plain letters also while typing.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void follow_shortcuts(const Scene& scene);

// The dialog `Keyboard shortcuts`.
void draw_shortcuts(const Scene& scene);

}  // namespace keyglass::view
