// What stands where values would be while they are hidden: on the screen and in the mirror nothing is left of
// them.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

// In what is left of a pane; draws nothing and is false while values are shown.
bool draw_hidden(const Scene& scene);

// The same as a line of text, for dialogs.
bool draw_hidden_line(const Scene& scene);

// The button that hides values or shows them again.
void draw_hiding_button(const Scene& scene);

}  // namespace keyglass::view
