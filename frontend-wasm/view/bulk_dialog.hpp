// The dialogs `Delete keys`, `Expire keys` and `Restore keys`: what would happen, then how far it is.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void draw_bulk_dialog(const Scene& scene, const app::BulkDialog& state);

}  // namespace keyglass::view
