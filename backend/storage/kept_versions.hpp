// Which versions of one key are known by the retention: the same rule for every engine that keeps history,
// and for every read, whether what is beyond it has left the disk or not.
//
// Each version names its predecessor, the version of the key that it replaced: the entry stored before it
// (also one that had expired), or the removal before it if that was still known then, or none (0). Versions
// are known as far as they can be reached so from the newest.
#pragma once

#include <cstdint>
#include <optional>

#include "storage/history.hpp"

namespace keyglass::storage {

// True while an earlier version that ended at `ended_at_ms` is kept by its age.
inline bool is_recent(const HistoryRetention& retention, std::int64_t ended_at_ms, std::int64_t now_ms) {
  return ended_at_ms > now_ms - std::int64_t{retention.hours_max} * 3'600'000;
}

// Told the versions of one key from the newest, it says how far they are known. For one thread.
class KeptVersions {
 public:
  KeptVersions(const HistoryRetention& retention, std::int64_t now_ms)
      : retention_(retention), now_ms_(now_ms) {}

  // The key has an entry now (also one that has expired): it is known whatever the retention.
  void begin_with_entry(std::uint64_t predecessor) { expected_ = predecessor; }

  // Whether the next earlier version is known; if not, none before it is. `ended_at_ms`: when it was replaced
  // or removed, of a removal when it happened.
  bool keeps(std::uint64_t revision, std::uint64_t predecessor, std::int64_t ended_at_ms) {
    const bool follows = !expected_ || *expected_ == revision;
    if (!follows || kept_ == retention_.versions_max || !is_recent(retention_, ended_at_ms, now_ms_))
      return false;
    expected_ = predecessor;
    ++kept_;
    return true;
  }

  // Of the versions told so far the oldest known one is the key's first.
  bool complete() const { return expected_ == std::uint64_t{0}; }

 private:
  const HistoryRetention& retention_;
  const std::int64_t now_ms_;
  std::optional<std::uint64_t> expected_;  // the revision of the next earlier version
  std::uint32_t kept_ = 0;
};

}  // namespace keyglass::storage
