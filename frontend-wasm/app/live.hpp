// Changes as they happen: the state of the event stream, and what the newest changes were. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "app/trouble.hpp"

namespace keyglass::app {

inline constexpr std::size_t activity_max = 200;
inline constexpr std::size_t flashes_max = 256;
inline constexpr std::size_t unlisted_keys_max = 64;

enum class LiveState {
  off,          // not begun, or the server does not say that it tells of changes
  connecting,   // asked, not answered yet
  live,         // changes arrive
  waiting,      // broken off; asked again at retry_at_ms
  paused,       // by the person
  unavailable,  // not offered here; `trouble` says why
};

enum class ChangeKind { put, removed, expired };

// One change, as the feed shows it.
struct Activity {
  std::uint64_t number = 0;  // counts up
  ChangeKind kind = ChangeKind::put;
  std::string key;
  std::uint64_t size_bytes = 0;  // of a put
  std::uint64_t revision = 0;
  std::int64_t at_ms = 0;  // when this app heard of it

  bool operator==(const Activity&) const = default;
};

// A row that changed a moment ago.
struct Flash {
  std::string key;
  std::uint64_t revision = 0;
  std::int64_t at_ms = 0;

  bool operator==(const Flash&) const = default;
};

struct Live {
  LiveState state = LiveState::off;
  std::uint64_t stream_id = 0;    // of the stream that counts; events of others are dropped
  std::string last_event_id;      // where to go on; "" for what happens from now on
  std::int64_t since_ms = 0;      // when `state` began
  std::int64_t retry_at_ms = 0;   // while waiting
  int attempts = 0;               // without an answer
  Trouble trouble;                // why waiting or unavailable
  std::deque<Activity> activity;  // newest first, at most activity_max
  std::vector<Flash> flashes;     // oldest first, at most flashes_max

  // What the list has to catch up with. Keys that no row in memory stands for, at most unlisted_keys_max.
  std::vector<std::string> unlisted;
  bool is_list_behind = false;     // more than `unlisted` can tell
  std::int64_t refresh_at_ms = 0;  // 0: nothing to catch up with
  std::int64_t refreshed_at_ms = 0;

  // What the open key has to catch up with.
  std::string open_key;
  std::uint64_t open_revision = 0;  // the newest change of it; 0: none
  bool is_open_removed = false;
  ChangeKind open_removal = ChangeKind::removed;
  std::int64_t followed_at_ms = 0;

  // Said now and then, never change by change.
  std::string words;
  std::uint64_t untold = 0;
  std::int64_t told_at_ms = 0;

  std::uint64_t changes = 0;  // all so far
};

}  // namespace keyglass::app
