// What the memory engine holds: see memory_state.hpp.
#include "storage/memory_state.hpp"

#include <random>

#include "storage/kept_versions.hpp"

namespace keyglass::storage {
namespace {

// By one commit: readers do not see what is beyond the retention anyway, so a writer need not wait for it to
// go.
constexpr int versions_dropped_max = 1'000;

std::uint64_t random_epoch() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

std::uint64_t size_of(const Entry& entry) {
  return entry.metadata.key.size() + entry.value.size();
}

}  // namespace

MemoryState::MemoryState(MemoryOptions with) : options(std::move(with)), epoch(random_epoch()) {}

CommitBase MemoryState::base(std::int64_t now_ms) const {
  CommitBase base;
  base.newest_revision = revision;
  base.epoch = epoch;
  base.now_ms = now_ms;
  base.find = [this](std::string_view key) -> Result<std::optional<KeyMetadata>> {
    const auto found = entries.find(key);
    return found == entries.end() ? std::nullopt : std::optional(found->second.entry->metadata);
  };
  return base;
}

void MemoryState::apply(const CommitPlan& plan, std::int64_t now_ms) {
  for (const PlannedWrite& write : plan.writes) apply(write, now_ms);
  revision = plan.commit.revision;
  drop_old_versions(now_ms);
  drop_old_changes();
}

void MemoryState::apply(const PlannedWrite& write, std::int64_t now_ms) {
  const std::string& key = *write.key;
  feed.push_back({write.kind, write.metadata});
  const std::uint64_t predecessor = write.before ? write.before->revision : known_removal(key, now_ms);
  if (const auto present = entries.find(key); present != entries.end()) end(present, now_ms);
  if (write.put == nullptr) {
    const auto removal = std::make_shared<const Entry>(Entry{write.metadata, ""});
    keep(key, {write.kind, removal, predecessor, now_ms});
    return;
  }
  const auto entry = std::make_shared<const Entry>(Entry{write.metadata, write.put->value});
  bytes += size_of(*entry);
  if (entry->metadata.expires_at_ms) expiry.emplace(*entry->metadata.expires_at_ms, key);
  entries.emplace(key, PresentEntry{entry, predecessor});
}

EntryPointer MemoryState::find(std::string_view key, std::int64_t now_ms) const {
  const auto found = entries.find(key);
  if (found == entries.end()) return nullptr;
  const EntryPointer& entry = found->second.entry;
  return is_expired(entry->metadata.expires_at_ms, now_ms) ? nullptr : entry;
}

void MemoryState::end(PresentEntries::iterator at, std::int64_t now_ms) {
  const EntryPointer entry = at->second.entry;
  bytes -= size_of(*entry);
  if (entry->metadata.expires_at_ms) expiry.erase({*entry->metadata.expires_at_ms, at->first});
  keep(at->first, {ChangeKind::put, entry, at->second.predecessor, now_ms});
  entries.erase(at);
}

void MemoryState::keep(const std::string& key, PastVersion version) {
  if (!keeps_history()) return;
  past_by_age.emplace_back(version.ended_at_ms, key);
  auto& versions = past[key];
  versions.push_back(std::move(version));
  if (versions.size() > options.history.versions_max) versions.pop_front();
}

std::uint64_t MemoryState::known_removal(const std::string& key, std::int64_t now_ms) const {
  const auto found = past.find(key);
  if (found == past.end()) return 0;
  const PastVersion& newest = found->second.back();
  const bool known = newest.kind != ChangeKind::put && is_recent(options.history, newest.ended_at_ms, now_ms);
  return known ? newest.entry->metadata.revision : 0;
}

void MemoryState::drop_old_versions(std::int64_t now_ms) {
  for (int dropped = 0; dropped < versions_dropped_max && !past_by_age.empty() &&
                        !is_recent(options.history, past_by_age.front().first, now_ms);
       ++dropped) {
    if (const auto found = past.find(past_by_age.front().second); found != past.end()) {
      auto& versions = found->second;
      while (!versions.empty() && !is_recent(options.history, versions.front().ended_at_ms, now_ms))
        versions.pop_front();
      if (versions.empty()) past.erase(found);
    }
    past_by_age.pop_front();
  }
}

void MemoryState::drop_old_changes() {
  if (feed.size() <= options.feed_changes_max) return;
  while (!feed.empty() &&
         (feed.size() > options.feed_changes_max || feed.front().metadata.revision == feed_floor)) {
    feed_floor = feed.front().metadata.revision;
    feed.pop_front();
  }
}

}  // namespace keyglass::storage
