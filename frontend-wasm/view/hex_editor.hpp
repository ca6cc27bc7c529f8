// The text box `Value` that edits bytes as pairs of hex digits; long values part by part.
#pragma once

#include <string_view>

#include "view/scene.hpp"

namespace keyglass::view {

// In what is left of the pane. `bytes` is the open key's value, its draft's where it has one.
void draw_hex_editor(const Scene& scene, std::string_view bytes);

}  // namespace keyglass::view
