// Plans batch after batch on one state, each seeing what those before it will have written.
// This is what makes conditions exact inside a group of commits that is written at once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "storage/commit_plan.hpp"

namespace keyglass::storage {

// For one thread. What is planned must outlive the planner.
class GroupPlanner {
 public:
  // `base` is the state before the group; nothing else may change it while the group is planned and written.
  explicit GroupPlanner(CommitBase base);

  // Plans `batch` on the base and every accepted plan. Fails as plan_commit() does.
  Result<CommitPlan> plan(const WriteBatch& batch);
  // The same for entries whose time of expiry has come; fails as plan_expiry() does.
  Result<CommitPlan> plan_due(const std::vector<std::string>& keys);
  // Whether the newest plan, also a failed one, has looked at a key that an accepted plan writes: if those
  // writes fail, its answer is worth nothing.
  bool rests_on_accepted() const { return rests_on_accepted_; }
  // From now on `plan` is part of the state. It must be of this planner and the newest.
  void accept(const CommitPlan& plan);

  // Of the newest accepted plan; the base's if there is none.
  std::uint64_t newest_revision() const { return base_.newest_revision; }

 private:
  // The base with every accepted plan on it.
  CommitBase state();

  CommitBase base_;                                                  // its revision moves with accept()
  std::map<std::string_view, std::optional<KeyMetadata>> accepted_;  // keys are views into the batches
  bool rests_on_accepted_ = false;
};

}  // namespace keyglass::storage
