// The dialog `Expiry and type`.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void draw_key_settings(const Scene& scene, const app::KeySettingsDialog& state);

}  // namespace keyglass::view
