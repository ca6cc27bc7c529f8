// The one way the model changes. Deterministic: same model and action, same result. No I/O, no clock.
#pragma once

#include "app/action.hpp"
#include "app/effect.hpp"
#include "app/model.hpp"

namespace keyglass::app {

// Applies `action` and returns what must be done outside, in order.
Effects update(Model& model, const Action& action);

}  // namespace keyglass::app
