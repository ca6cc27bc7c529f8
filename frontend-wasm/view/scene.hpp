// What every view gets: the model to show, what it may keep, and where actions go.
#pragma once

#include "app/action.hpp"
#include "app/model.hpp"
#include "view/state.hpp"

namespace keyglass::view {

struct Scene {
  const app::Model& model;
  State& state;
  const app::Dispatch& dispatch;

  // True in the frame in which `field` is to take the keyboard.
  bool gives_focus(app::Field field) const { return model.focus_wish == field; }
};

}  // namespace keyglass::view
