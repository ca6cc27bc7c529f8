// The seam to the frame scheduler: nothing is drawn unless someone asks. UI thread.
#pragma once

namespace keyglass::platform {

// Draws one frame soon. Any number of calls until then are one.
void request_redraw(const char* reason);

// Draws one frame after `ms` at the latest; an earlier wish stands.
void wake_after(double ms);

}  // namespace keyglass::platform
