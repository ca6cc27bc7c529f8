// What a batch does to the current state, worked out before anything is written.
// Shared by the engines that keep revisions, so that conditions, revisions and outcomes mean the same in
// each.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.hpp"

namespace keyglass::storage {

// The state a batch meets. Nothing else may change it until the plan is carried out.
struct CommitBase {
  // Metadata of a stored key, nullopt if there is none. One that has expired at now_ms counts as absent.
  std::function<Result<std::optional<KeyMetadata>>(std::string_view key)> find;
  std::uint64_t newest_revision = 0;
  std::uint64_t epoch = 0;  // of the store: makes ETags of another store's life differ
  std::int64_t now_ms = 0;
};

// One write to carry out. Pointers are into the batch.
struct PlannedWrite {
  const std::string* key = nullptr;
  const Put* put = nullptr;  // nullptr: remove the key
  KeyMetadata metadata;      // after a put
};

struct CommitPlan {
  Commit commit;
  std::vector<PlannedWrite> writes;  // in order; a delete of an absent key gives none
};

// Fails with precondition_failed as Store::commit() does, and as base.find does. `batch` must outlive the
// plan.
Result<CommitPlan> plan_commit(const WriteBatch& batch, const CommitBase& base);

// Strong ETag, quotes included: revision and epoch in hexadecimal. Two commits never give the same one.
std::string revision_etag(std::uint64_t revision, std::uint64_t epoch);

// True once `expires_at_ms` has come.
bool is_expired(const std::optional<std::int64_t>& expires_at_ms, std::int64_t now_ms);

}  // namespace keyglass::storage
