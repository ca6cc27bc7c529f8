// The engine in memory: see memory_store.hpp.
#include "storage/memory_store.hpp"

#include <cassert>
#include <mutex>
#include <random>
#include <utility>

#include "storage/commit_plan.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

std::uint64_t random_epoch() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace

MemoryStore::MemoryStore(Clock clock) : clock_(std::move(clock)), epoch_(random_epoch()) {}

Result<Entry> MemoryStore::get(std::string_view key) const {
  const std::shared_lock lock(mutex_);
  if (const Entry* entry = find(key, clock_())) return *entry;
  return key_not_found(key);
}

Result<KeyMetadata> MemoryStore::metadata(std::string_view key) const {
  const std::shared_lock lock(mutex_);
  if (const Entry* entry = find(key, clock_())) return entry->metadata;
  return key_not_found(key);
}

Result<Commit> MemoryStore::commit(const WriteBatch& batch) {
  const std::unique_lock lock(mutex_);
  CommitBase base;
  base.newest_revision = revision_;
  base.epoch = epoch_;
  base.now_ms = clock_();
  base.find = [this](std::string_view key) -> Result<std::optional<KeyMetadata>> {
    const auto found = entries_.find(key);
    return found == entries_.end() ? std::nullopt : std::optional(found->second.metadata);
  };
  auto plan = plan_commit(batch, base);
  if (!plan) return plan.error();
  for (PlannedWrite& write : plan.value().writes) {
    if (write.put == nullptr) {
      entries_.erase(*write.key);
    } else {
      entries_.insert_or_assign(*write.key, Entry{std::move(write.metadata), write.put->value});
    }
  }
  revision_ = plan.value().commit.revision;
  return std::move(plan.value().commit);
}

Result<Page> MemoryStore::scan(const ScanQuery& query) const {
  assert(query.limit > 0);
  if (!query.after.empty() && !query.after.starts_with(query.prefix)) return foreign_cursor();
  const std::shared_lock lock(mutex_);
  const std::int64_t now_ms = clock_();
  Page page;
  std::size_t value_bytes = 0;
  auto at = query.after.empty() ? entries_.lower_bound(query.prefix) : entries_.upper_bound(query.after);
  for (; at != entries_.end() && at->first.starts_with(query.prefix); ++at) {
    const auto& [key, entry] = *at;
    if (is_expired(entry.metadata.expires_at_ms, now_ms)) continue;
    if (page.entries.size() == query.limit || value_bytes > page_value_bytes_max) {
      page.next = page.entries.back().metadata.key;
      break;
    }
    page.entries.push_back({entry.metadata, query.with_values ? entry.value : std::string()});
    value_bytes += page.entries.back().value.size();
  }
  return page;
}

Capabilities MemoryStore::capabilities() const {
  Capabilities capabilities;
  capabilities.engine = "memory";
  capabilities.durability = Durability::none;
  capabilities.ordered_scan = true;
  capabilities.revisions = true;
  capabilities.content_types = true;
  capabilities.atomic_batches = true;
  return capabilities;
}

Status MemoryStore::check_ready() const {
  return Done{};
}

const Entry* MemoryStore::find(std::string_view key, std::int64_t now_ms) const {
  const auto found = entries_.find(key);
  if (found == entries_.end() || is_expired(found->second.metadata.expires_at_ms, now_ms)) return nullptr;
  return &found->second;
}

}  // namespace keyglass::storage
