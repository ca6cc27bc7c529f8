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

#include "storage/history.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

// The state a batch meets. Nothing else may change it until the plan is carried out.
struct CommitBase {
  // Metadata of what is stored under a key, also if its time of expiry has come (the plan counts it as absent
  // from then on); nullopt if nothing is.
  std::function<Result<std::optional<KeyMetadata>>(std::string_view key)> find;
  std::uint64_t newest_revision = 0;
  std::uint64_t epoch = 0;  // of the store: makes ETags of another store's life differ
  std::int64_t now_ms = 0;
};

// What a commit does to one key, all its writes taken together. Pointers are into what was planned.
struct PlannedWrite {
  const std::string* key = nullptr;
  ChangeKind kind = ChangeKind::put;
  const Put* put = nullptr;  // the last one, for a value; nullptr: remove the key
  KeyMetadata metadata;      // after a put; of a removal only key, revision and updated_at_ms
  // What base.find gave: the version that this one replaces, also if it had expired. A removal has one.
  std::optional<KeyMetadata> before;
};

struct CommitPlan {
  Commit commit;
  std::vector<PlannedWrite> writes;  // by key, each key once; a key that was and stays absent is not here
};

// Fails with precondition_failed as Store::commit() does, and as base.find does. `batch` must outlive the
// plan.
Result<CommitPlan> plan_commit(const WriteBatch& batch, const CommitBase& base);

// Removes those of `keys` whose time of expiry has come at base.now_ms; one that was renewed or removed
// meanwhile is left as it is. One outcome for each that is removed. Fails as base.find does. `keys` must
// outlive the plan.
Result<CommitPlan> plan_expiry(const std::vector<std::string>& keys, const CommitBase& base);

// Strong ETag, quotes included: revision and epoch in hexadecimal. Two commits never give the same one.
std::string revision_etag(std::uint64_t revision, std::uint64_t epoch);

// True once `expires_at_ms` has come.
bool is_expired(const std::optional<std::int64_t>& expires_at_ms, std::int64_t now_ms);

}  // namespace keyglass::storage
