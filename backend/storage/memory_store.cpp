// The engine in memory: see memory_store.hpp.
#include "storage/memory_store.hpp"

#include <mutex>
#include <utility>

#include "storage/memory_keys.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

class MemorySnapshot final : public Snapshot {
 public:
  // `state` needs its mutex held, shared.
  MemorySnapshot(const MemoryState& state, std::int64_t now_ms) : revision_(state.revision) {
    entries_.reserve(state.entries.size());
    for (const auto& [key, present] : state.entries) {
      if (!is_expired(present.entry->metadata.expires_at_ms, now_ms)) entries_.push_back(present.entry);
    }
  }

  Result<Page> scan(const ScanQuery& query) const override {
    SnapshotKeys keys(entries_);
    return scan_in_order(keys, query);
  }
  std::uint64_t revision() const override { return revision_; }

 private:
  const std::uint64_t revision_;
  std::vector<EntryPointer> entries_;
};

}  // namespace

MemoryStore::MemoryStore(MemoryOptions options) : state_(std::move(options)) {}

MemoryStore::MemoryStore(Clock clock) : MemoryStore(MemoryOptions{std::move(clock), {}}) {}

Result<Entry> MemoryStore::get(std::string_view key) const {
  std::shared_lock lock(state_.mutex);
  const EntryPointer entry = state_.find(key, state_.options.clock());
  lock.unlock();
  if (entry == nullptr) return key_not_found(key);
  return *entry;
}

Result<KeyMetadata> MemoryStore::metadata(std::string_view key) const {
  const std::shared_lock lock(state_.mutex);
  const EntryPointer entry = state_.find(key, state_.options.clock());
  if (entry == nullptr) return key_not_found(key);
  return entry->metadata;
}

Result<Commit> MemoryStore::commit(const WriteBatch& batch) {
  auto done = commit_unannounced(batch);
  if (done) announce();
  return done;
}

Result<Commit> MemoryStore::commit_unannounced(const WriteBatch& batch) {
  const std::unique_lock lock(state_.mutex);
  const std::int64_t now_ms = state_.options.clock();
  auto plan = plan_commit(batch, state_.base(now_ms));
  if (!plan) return plan.error();
  state_.apply(plan.value(), now_ms);
  for (const Note& note : batch.notes) {
    if (note.bytes) {
      state_.notes[note.name] = *note.bytes;
    } else {
      state_.notes.erase(note.name);
    }
  }
  return std::move(plan.value().commit);
}

void MemoryStore::announce() {
  std::shared_lock lock(state_.mutex);
  const std::uint64_t newest = state_.revision;
  lock.unlock();
  feed_.tell(newest);
}

Result<std::vector<std::optional<Entry>>> MemoryStore::get_many(const std::vector<std::string>& keys) const {
  const std::shared_lock lock(state_.mutex);
  const std::int64_t now_ms = state_.options.clock();
  std::vector<std::optional<Entry>> entries;
  entries.reserve(keys.size());
  for (const std::string& key : keys) {
    const EntryPointer entry = state_.find(key, now_ms);
    entries.push_back(entry == nullptr ? std::nullopt : std::optional(*entry));
  }
  return entries;
}

Result<Page> MemoryStore::scan(const ScanQuery& query) const {
  const std::shared_lock lock(state_.mutex);
  PresentKeys keys(state_, state_.options.clock());
  return scan_in_order(keys, query);
}

Result<std::unique_ptr<const Snapshot>> MemoryStore::snapshot() const {
  const std::shared_lock lock(state_.mutex);
  return std::unique_ptr<const Snapshot>(std::make_unique<MemorySnapshot>(state_, state_.options.clock()));
}

Result<StoreStats> MemoryStore::stats(std::string_view prefix) const {
  const std::shared_lock lock(state_.mutex);
  const std::int64_t now_ms = state_.options.clock();
  if (!prefix.empty()) {
    PresentKeys keys(state_, now_ms);
    auto stats = count_in_order(keys, prefix);
    if (stats) stats.value().revision = state_.revision;
    return stats;
  }
  StoreStats stats{state_.entries.size(), state_.bytes, true, state_.revision};
  for (const auto& [time, key] : state_.expiry) {
    if (time > now_ms) break;
    --stats.count;
    stats.bytes -= key.size() + state_.entries.at(key).entry->value.size();
  }
  return stats;
}

Result<std::size_t> MemoryStore::expire_due(std::size_t max) {
  const std::size_t expired = expire_unannounced(max);
  if (expired > 0) announce();
  return expired;
}

std::size_t MemoryStore::expire_unannounced(std::size_t max) {
  const std::unique_lock lock(state_.mutex);
  const std::int64_t now_ms = state_.options.clock();
  std::vector<std::string> keys;
  for (const auto& [time, key] : state_.expiry) {
    if (time > now_ms || keys.size() == max) break;
    keys.push_back(key);
  }
  const auto plan = plan_expiry(keys, state_.base(now_ms));
  if (!plan) return 0;  // cannot happen: finding a key in memory does not fail
  state_.apply(plan.value(), now_ms);
  return plan.value().writes.size();
}

Result<std::vector<Note>> MemoryStore::notes(std::string_view prefix) const {
  const std::shared_lock lock(state_.mutex);
  std::vector<Note> notes;
  for (auto at = state_.notes.lower_bound(prefix); at != state_.notes.end(); ++at) {
    if (!at->first.starts_with(prefix)) break;
    notes.push_back({at->first, at->second});
  }
  return notes;
}

Capabilities MemoryStore::capabilities() const {
  Capabilities capabilities;
  capabilities.engine = "memory";
  capabilities.durability = Durability::none;
  capabilities.ordered_scan = true;
  capabilities.revisions = true;
  capabilities.content_types = true;
  capabilities.atomic_batches = true;
  capabilities.waitless_submit = true;
  capabilities.consistent_snapshots = true;
  capabilities.notes = true;
  capabilities.history = state_.keeps_history();
  capabilities.change_feed = true;
  capabilities.exact_counts = true;
  if (capabilities.history) {
    capabilities.history_versions_max = state_.options.history.versions_max;
    capabilities.history_hours_max = state_.options.history.hours_max;
  }
  capabilities.feed_changes_max = state_.options.feed_changes_max;
  return capabilities;
}

Status MemoryStore::check_ready() const {
  return Done{};
}

}  // namespace keyglass::storage
