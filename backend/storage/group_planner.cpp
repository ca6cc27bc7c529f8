// Planning a group of commits: see group_planner.hpp.
#include "storage/group_planner.hpp"

#include <utility>

namespace keyglass::storage {

GroupPlanner::GroupPlanner(CommitBase base) : base_(std::move(base)) {}

Result<CommitPlan> GroupPlanner::plan(const WriteBatch& batch) {
  return plan_commit(batch, state());
}

Result<CommitPlan> GroupPlanner::plan_due(const std::vector<std::string>& keys) {
  return plan_expiry(keys, state());
}

CommitBase GroupPlanner::state() {
  rests_on_accepted_ = false;
  CommitBase state = base_;
  state.find = [this](std::string_view key) -> Result<std::optional<KeyMetadata>> {
    const auto written = accepted_.find(key);
    if (written == accepted_.end()) return base_.find(key);
    rests_on_accepted_ = true;
    return written->second;
  };
  return state;
}

void GroupPlanner::accept(const CommitPlan& plan) {
  for (const PlannedWrite& write : plan.writes) {
    accepted_[*write.key] = write.put == nullptr ? std::nullopt : std::optional(write.metadata);
  }
  base_.newest_revision = plan.commit.revision;
}

}  // namespace keyglass::storage
