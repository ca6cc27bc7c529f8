// What the parts of live changes share: one change, and how list and open key follow it. Only update_live.cpp
// and update_followed.cpp include it.
#pragma once

#include <string_view>
#include <unordered_map>

#include "app/update_parts.hpp"

namespace keyglass::app {

struct Change {
  ChangeKind kind = ChangeKind::put;
  KeyMetadata metadata;
  bool is_in_list = false;
};
// The newest change of each key among those that arrived together.
using Changes = std::unordered_map<std::string_view, Change*>;

// Rows in memory change at once; what no row stands for is read again soon.
void update_list(Turn& turn, const Changes& changes);

// The open key was changed.
void note_open(Turn& turn, const Change& change);

// Everything may have changed unseen: all that is shown is read again.
void fall_behind(Turn& turn);

// List and open key catch up with what was noted, no faster than they can be read.
void follow_list(Turn& turn);
void follow_open(Turn& turn);
// The open key wants its turn at this time; 0: not by time alone.
std::int64_t open_wakeup_ms(const Model& model);

// A request of this app changes the key right now: its answer says more than the stream.
bool is_being_written(const Model& model, std::string_view key);

}  // namespace keyglass::app
