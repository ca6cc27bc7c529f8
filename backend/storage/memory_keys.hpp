// The ways through the memory engine's keys that listings take: the present, a snapshot, the past.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/memory_state.hpp"
#include "storage/ordered_scan.hpp"

namespace keyglass::storage {

// The entries of `state` that have not expired at `now_ms`. Needs the state's mutex, shared, as long as it
// lives.
class PresentKeys final : public OrderedKeys {
 public:
  PresentKeys(const MemoryState& state, std::int64_t now_ms)
      : entries_(state.entries), now_ms_(now_ms), at_(entries_.end()) {}

  void seek(std::string_view key) override { at_ = entries_.lower_bound(key); }
  void next() override { ++at_; }
  bool valid() const override { return at_ != entries_.end(); }
  std::string_view key() const override { return at_->first; }
  Result<std::optional<Entry>> read(bool with_value) const override;

 private:
  const PresentEntries& entries_;
  const std::int64_t now_ms_;
  PresentEntries::const_iterator at_;
};

// `entries` in the order of their keys, none of them hidden.
class SnapshotKeys final : public OrderedKeys {
 public:
  explicit SnapshotKeys(const std::vector<EntryPointer>& entries) : entries_(entries), at_(entries.end()) {}

  void seek(std::string_view key) override;
  void next() override { ++at_; }
  bool valid() const override { return at_ != entries_.end(); }
  std::string_view key() const override { return (*at_)->metadata.key; }
  Result<std::optional<Entry>> read(bool with_value) const override;

 private:
  const std::vector<EntryPointer>& entries_;
  std::vector<EntryPointer>::const_iterator at_;
};

// What is known of one key: its entry, and the past versions that the retention keeps, newest first.
struct KnownVersions {
  std::vector<PastVersion> versions;
  bool complete = false;  // the oldest is the key's first
};

// Needs the state's mutex, shared.
KnownVersions known_versions(const MemoryState& state, std::string_view key);

// Every key that is or was there, with what it was once commit `revision` had happened; a key whose versions
// of that time are not known is hidden. Needs the state's mutex, shared, as long as it lives.
class PastKeys final : public OrderedKeys {
 public:
  PastKeys(const MemoryState& state, std::uint64_t revision);

  void seek(std::string_view key) override;
  void next() override;
  bool valid() const override { return present_ != state_.entries.end() || past_ != state_.past.end(); }
  std::string_view key() const override;
  Result<std::optional<Entry>> read(bool with_value) const override;

 private:
  const MemoryState& state_;
  const std::uint64_t revision_;
  PresentEntries::const_iterator present_;
  PastVersions::const_iterator past_;
};

}  // namespace keyglass::storage
