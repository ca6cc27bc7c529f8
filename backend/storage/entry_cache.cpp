// Slots of entries: see entry_cache.hpp.
#include "storage/entry_cache.hpp"

#include <cassert>
#include <functional>

namespace keyglass::storage {

EntryCache::EntryCache(std::size_t slots) : slots_(slots) {
  assert(slots > 0);
}

EntryCache::Lookup EntryCache::find(std::string_view key) {
  const std::uint64_t hash = std::hash<std::string_view>{}(key);
  const std::size_t at = hash % slots_.size();
  Slot& slot = slots_[at];
  const std::lock_guard lock(slot.mutex);
  if (slot.entry && slot.entry->metadata.key == key) return {slot.entry, {}};
  const bool again = slot.missed == hash;
  slot.missed = hash;
  return {nullptr, {at, slot.changes, again && slot.changing == 0}};
}

void EntryCache::keep(const Miss& miss, const Entry& entry) {
  if (!miss.worth_keeping || entry.metadata.key.size() + entry.value.size() > entry_bytes_max) return;
  auto kept = std::make_shared<const Entry>(entry);
  Slot& slot = slots_[miss.slot];
  const std::lock_guard lock(slot.mutex);
  // Under changes that have begun since, what was read may be old.
  if (slot.changes == miss.changes) slot.entry.swap(kept);
}

std::size_t EntryCache::begin_change(std::string_view key) {
  const std::size_t at = std::hash<std::string_view>{}(key) % slots_.size();
  Slot& slot = slots_[at];
  const std::lock_guard lock(slot.mutex);
  slot.entry.reset();
  ++slot.changes;
  ++slot.changing;
  return at;
}

void EntryCache::end_change(std::size_t slot) {
  const std::lock_guard lock(slots_[slot].mutex);
  assert(slots_[slot].changing > 0);
  --slots_[slot].changing;
}

}  // namespace keyglass::storage
