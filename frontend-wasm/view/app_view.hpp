// The whole page: header, panes, status bar, dialogs, toasts. UI thread, within a frame of ui/frame.hpp.
#pragma once

#include "app/action.hpp"
#include "app/model.hpp"
#include "view/state.hpp"

namespace keyglass::view {

// Draws `model` and hands out what the person does. The model must not change before the frame's end: actions
// are to be kept and applied after it.
void draw_app(const app::Model& model, State& state, const app::Dispatch& dispatch);

}  // namespace keyglass::view
