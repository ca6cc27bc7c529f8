// A value too large to be held, as text or bytes, of which only what is in sight is asked for.
#pragma once

#include "app/value.hpp"
#include "view/code.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

// `entry` is what is known of the open key's value.
void draw_large_value(const Scene& scene, const CodeBox& box, const app::Entry& entry, app::ValueMode mode);

}  // namespace keyglass::view
