// The past of the memory engine: see memory_history.hpp.
#include "storage/memory_history.hpp"

#include <cassert>
#include <mutex>

#include "storage/memory_keys.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {

Result<Entry> MemoryHistory::get_at(std::string_view key, std::uint64_t revision) const {
  const std::shared_lock lock(state_.mutex);
  if (revision > state_.revision) return future_revision("revision", revision, state_.revision);
  const KnownVersions known = known_versions(state_, key);
  for (const PastVersion& version : known.versions) {
    if (version.entry->metadata.revision > revision) continue;
    if (version.kind == ChangeKind::put) return *version.entry;
    return key_not_found(key);
  }
  if (known.versions.empty() || known.complete) return key_not_found(key);
  return version_dropped(key, known.versions.back().entry->metadata.revision);
}

Result<VersionPage> MemoryHistory::versions(const VersionQuery& query) const {
  assert(query.limit > 0);
  const std::shared_lock lock(state_.mutex);
  const KnownVersions known = known_versions(state_, query.key);
  if (known.versions.empty()) return key_not_found(query.key);
  VersionPage page;
  for (const PastVersion& version : known.versions) {
    const KeyMetadata& metadata = version.entry->metadata;
    if (query.before != 0 && metadata.revision >= query.before) continue;
    if (page.versions.size() == query.limit) {
      page.next = page.versions.back().metadata.revision;
      return page;
    }
    page.versions.push_back({version.kind, metadata});
  }
  page.complete = known.complete;
  return page;
}

Result<Page> MemoryHistory::scan_at(const ScanQuery& query, std::uint64_t revision) const {
  const std::shared_lock lock(state_.mutex);
  if (revision > state_.revision) return future_revision("revision", revision, state_.revision);
  PastKeys keys(state_, revision);
  return scan_in_order(keys, query);
}

}  // namespace keyglass::storage
