// What arrived from outside since the last frame. UI thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/event_stream.hpp"
#include "app/http.hpp"
#include "app/transfer_actions.hpp"

namespace keyglass::platform {

// Of the event stream (stream.hpp), in the order of the members.
struct StreamNews {
  std::uint64_t id = 0;
  bool is_opened = false;  // it was answered
  std::vector<app::StreamEvent> events;
  std::string last_id;  // where to go on after them
  bool has_gap = false;
  std::optional<app::HttpReply> end;
};

struct Inbox {
  std::vector<app::HttpReply> replies;
  std::vector<app::FileSent> files_sent;
  std::vector<app::FileChosen> files;
  std::optional<StreamNews> stream;
  std::optional<std::string> location_hash;  // it changed to this, not by set_location_hash()
  std::vector<int> downloads;                // HTTP status of each that ended, 0 where nothing answered
  bool environment_changed = false;          // ask environment() again
};

// Hands everything over and starts empty again. Once a frame.
Inbox take_inbox();

}  // namespace keyglass::platform
