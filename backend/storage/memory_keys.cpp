// Ways through the memory engine's keys: see memory_keys.hpp.
#include "storage/memory_keys.hpp"

#include <algorithm>

#include "storage/kept_versions.hpp"

namespace keyglass::storage {
namespace {

Entry copy_of(const Entry& entry, bool with_value) {
  return {entry.metadata, with_value ? entry.value : std::string()};
}

}  // namespace

Result<std::optional<Entry>> PresentKeys::read(bool with_value) const {
  const Entry& entry = *at_->second.entry;
  if (is_expired(entry.metadata.expires_at_ms, now_ms_)) return std::optional<Entry>();
  return std::optional(copy_of(entry, with_value));
}

void SnapshotKeys::seek(std::string_view key) {
  at_ = std::lower_bound(
      entries_.begin(), entries_.end(), key,
      [](const EntryPointer& entry, std::string_view wanted) { return entry->metadata.key < wanted; });
}

Result<std::optional<Entry>> SnapshotKeys::read(bool with_value) const {
  return std::optional(copy_of(**at_, with_value));
}

KnownVersions known_versions(const MemoryState& state, std::string_view key) {
  KnownVersions known;
  KeptVersions kept(state.options.history, state.options.clock());
  if (const auto present = state.entries.find(key); present != state.entries.end()) {
    const auto& [entry, predecessor] = present->second;
    kept.begin_with_entry(predecessor);
    known.versions.push_back({ChangeKind::put, entry, predecessor, 0});
  }
  if (const auto past = state.past.find(key); past != state.past.end()) {
    for (auto version = past->second.rbegin(); version != past->second.rend(); ++version) {
      if (!kept.keeps(version->entry->metadata.revision, version->predecessor, version->ended_at_ms)) break;
      known.versions.push_back(*version);
    }
  }
  known.complete = kept.complete();
  return known;
}

PastKeys::PastKeys(const MemoryState& state, std::uint64_t revision)
    : state_(state), revision_(revision), present_(state.entries.end()), past_(state.past.end()) {}

void PastKeys::seek(std::string_view key) {
  present_ = state_.entries.lower_bound(key);
  past_ = state_.past.lower_bound(key);
}

void PastKeys::next() {
  const std::string_view passed = key();
  const bool in_past = past_ != state_.past.end() && past_->first == passed;
  if (present_ != state_.entries.end() && present_->first == passed) ++present_;
  if (in_past) ++past_;
}

std::string_view PastKeys::key() const {
  if (present_ == state_.entries.end()) return past_->first;
  if (past_ == state_.past.end()) return present_->first;
  return std::min<std::string_view>(present_->first, past_->first);
}

Result<std::optional<Entry>> PastKeys::read(bool with_value) const {
  for (const PastVersion& version : known_versions(state_, key()).versions) {
    if (version.entry->metadata.revision > revision_) continue;
    if (version.kind != ChangeKind::put) break;
    return std::optional(copy_of(*version.entry, with_value));
  }
  return std::optional<Entry>();
}

}  // namespace keyglass::storage
