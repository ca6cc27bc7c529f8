// The change feed of the memory engine: see memory_feed.hpp.
#include "storage/memory_feed.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <mutex>
#include <utility>

#include "storage/memory_keys.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

Change change_of(const MemoryState& state, const Version& version, bool with_value) {
  Change change{version, "", false};
  if (!with_value || version.kind != ChangeKind::put) return change;
  for (const PastVersion& known : known_versions(state, version.metadata.key).versions) {
    if (known.entry->metadata.revision != version.metadata.revision) continue;
    change.value = known.entry->value;
    change.has_value = true;
  }
  return change;
}

}  // namespace

Result<ChangePage> MemoryFeed::changes(const ChangeQuery& query) const {
  assert(query.limit > 0);
  const std::shared_lock lock(state_.mutex);
  if (query.since > state_.revision) return future_revision("since", query.since, state_.revision);
  if (query.since < state_.feed_floor) return changes_dropped(state_.feed_floor);
  ChangePage page;
  page.upto = query.since;
  const auto begin = std::upper_bound(
      state_.feed.begin(), state_.feed.end(), query.since,
      [](std::uint64_t since, const Version& version) { return since < version.metadata.revision; });
  std::size_t value_bytes = 0;
  for (auto at = begin; at != state_.feed.end(); ++at) {
    const std::uint64_t revision = at->metadata.revision;
    const bool full = page.changes.size() >= query.limit || value_bytes > page_value_bytes_max ||
                      at - begin >= std::ptrdiff_t{page_examined_max};
    if (full && revision > page.upto) {
      page.more = true;
      return page;
    }
    page.upto = revision;
    if (!at->metadata.key.starts_with(query.prefix)) continue;
    page.changes.push_back(change_of(state_, *at, query.with_values));
    value_bytes += page.changes.back().value.size();
  }
  page.upto = state_.revision;
  return page;
}

std::unique_ptr<ChangeFeed::Subscription> MemoryFeed::subscribe(OnCommit on_commit) {
  return subscribers_.add(std::move(on_commit));
}

}  // namespace keyglass::storage
