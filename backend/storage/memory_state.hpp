// What the memory engine holds, and the one function that changes it. Its faces (memory_store,
// memory_history, memory_feed) share it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>

#include "storage/clock.hpp"
#include "storage/commit_plan.hpp"
#include "storage/history.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

struct MemoryOptions {
  Clock clock = system_time_ms;
  HistoryRetention history = {};
  std::uint64_t feed_changes_max = 1'000'000;
};

// Readers keep what they were given, whatever is written meanwhile.
using EntryPointer = std::shared_ptr<const Entry>;

struct PresentEntry {
  EntryPointer entry;
  std::uint64_t predecessor = 0;  // see kept_versions.hpp
};

// A version that was replaced, or a removal. Of a removal the entry has only key, revision and updated_at_ms.
struct PastVersion {
  ChangeKind kind = ChangeKind::put;
  EntryPointer entry;
  std::uint64_t predecessor = 0;
  std::int64_t ended_at_ms = 0;  // when it was replaced or removed; of a removal when it happened
};

using PresentEntries = std::map<std::string, PresentEntry, std::less<>>;
using PastVersions = std::map<std::string, std::deque<PastVersion>, std::less<>>;

// Everything but `options` and `epoch` is protected by `mutex`.
struct MemoryState {
  explicit MemoryState(MemoryOptions options);

  const MemoryOptions options;
  const std::uint64_t epoch;  // random: ETags of an earlier process never match
  mutable std::shared_mutex mutex;

  std::uint64_t revision = 0;                             // of the newest commit
  PresentEntries entries;                                 // one that has expired stays until it is swept
  std::uint64_t bytes = 0;                                // of their keys and values
  std::set<std::pair<std::int64_t, std::string>> expiry;  // time and key of each entry that expires
  PastVersions past;  // of each key the oldest first; no key without a version
  std::deque<std::pair<std::int64_t, std::string>> past_by_age;  // ended_at_ms and key of each past version
  std::deque<Version> feed;                                      // the newest changes, the oldest first
  std::uint64_t feed_floor = 0;                                  // changes after this revision are in it
  std::map<std::string, std::string, std::less<>> notes;

  bool keeps_history() const { return options.history.versions_max > 0 && options.history.hours_max > 0; }
  // What a plan is made on. Needs the mutex as long as it is used.
  CommitBase base(std::int64_t now_ms) const;
  // Carries out a plan of base(), and lets go what is beyond the retention. Needs the mutex.
  void apply(const CommitPlan& plan, std::int64_t now_ms);
  // The entry if it is there and has not expired at `now_ms`, else nullptr. Needs the mutex, shared.
  EntryPointer find(std::string_view key, std::int64_t now_ms) const;

 private:
  void apply(const PlannedWrite& write, std::int64_t now_ms);
  // Takes the entry out, and keeps it as a past version.
  void end(PresentEntries::iterator entry, std::int64_t now_ms);
  void keep(const std::string& key, PastVersion version);
  // The newest removal of an absent key, if it is still known; else 0.
  std::uint64_t known_removal(const std::string& key, std::int64_t now_ms) const;
  void drop_old_versions(std::int64_t now_ms);
  void drop_old_changes();
};

}  // namespace keyglass::storage
