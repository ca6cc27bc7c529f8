// Telling a watcher what was before it is told what happens: a snapshot, and changes since a commit.
#pragma once

#include <cstdint>

#include "http/watcher.hpp"
#include "storage/change_feed.hpp"

namespace keyglass::http {

enum class Replayed {
  piece,   // there is more
  all,     // up to what had happened by then
  failed,  // the watcher is told; nothing more is
};

// One piece of bounded size. May wait for a disk. `feed` is the store's, in which `newest` has happened.
Replayed replay_piece(Watcher& watcher, const storage::ChangeFeed& feed, std::uint64_t newest);

}  // namespace keyglass::http
