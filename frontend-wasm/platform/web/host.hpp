// The browser's side of the composition root: what main.cpp gives, and when it is called. UI thread.
#pragma once

#include <string>
#include <string_view>

#include "ui/frame.hpp"

namespace keyglass::platform {

struct Host {
  void (*start)() = nullptr;   // once, before the first frame
  void (*update)() = nullptr;  // before each frame: take the inbox, let time pass
  void (*draw)() = nullptr;    // within ui::begin_frame() and ui::end_frame()
  void (*settle)() = nullptr;  // after each frame: apply what the views asked for
};

// Draws by `host` for the life of the page, with `context`, which must live as long. Returns at once.
void run(const Host& host, ui::Context& context);

// A value of config.json ("api_url", "version"), or "".
std::string setting(std::string_view name);

}  // namespace keyglass::platform
