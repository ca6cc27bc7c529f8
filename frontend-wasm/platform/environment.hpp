// The seam to what the user's system prefers. UI thread. Inbox::environment_changed says when to ask again.
#pragma once

namespace keyglass::platform {

struct Environment {
  bool dark = true;
  bool reduced_motion = false;
  bool forced_colors = false;
  bool mac = false;  // Cmd instead of Ctrl
  bool online = true;
  bool touch = false;  // the first pointer is a finger
  bool more_contrast = false;

  bool operator==(const Environment&) const = default;
};

Environment environment();

}  // namespace keyglass::platform
