// The dialog `Command palette`: commands by any letters of their name, keys by their beginning.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void draw_palette(const Scene& scene, const app::PaletteDialog& palette);

}  // namespace keyglass::view
