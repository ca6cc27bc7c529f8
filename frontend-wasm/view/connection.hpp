// The connection to the server: what it is, its address, and the token.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

// The dialog `Connection`.
void draw_connection_dialog(const Scene& scene);

// In place of all panes while the server asks for a token.
void draw_sign_in(const Scene& scene, const ui::Rect& rect);

}  // namespace keyglass::view
