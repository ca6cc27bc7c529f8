// What arrived from outside since the last frame. UI thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/http.hpp"
#include "app/transfer_actions.hpp"

namespace keyglass::platform {

struct Inbox {
  std::vector<app::HttpReply> replies;
  std::vector<app::FileSent> files_sent;
  std::vector<app::FileChosen> files;
  std::optional<std::string> location_hash;  // it changed to this, not by set_location_hash()
  std::vector<int> downloads;                // HTTP status of each that ended, 0 where nothing answered
  bool environment_changed = false;          // ask environment() again
};

// Hands everything over and starts empty again. Once a frame.
Inbox take_inbox();

}  // namespace keyglass::platform
