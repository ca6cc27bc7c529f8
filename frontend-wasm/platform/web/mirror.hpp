// The semantics in the page. Private to platform/web.
#pragma once

#include "ui/frame.hpp"

namespace keyglass::platform {

// Makes the page's mirror show the frame that just ended.
void show_semantics(const ui::Context& context);

}  // namespace keyglass::platform
