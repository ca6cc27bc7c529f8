// Carrying out a plan: see plan_run.hpp.
#include "service/plan_run.hpp"

#include <utility>

#include "keyglass/plan_codecs.hpp"
#include "service/plan_moves.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::service {
namespace {

using storage::key_of;

// A batch is tried again after entries of it expired: each time there are fewer.
constexpr int attempts_max = 16;

}  // namespace

storage::Note note_of(const Plan& plan) {
  return {std::string(plan_note_prefix) + plan.id, encode_plan(plan)};
}

PlanRun::PlanRun(storage::Store& store, Plan plan, storage::Clock clock)
    : store_(store), plan_(std::move(plan)), clock_(std::move(clock)) {}

Plan PlanRun::run(PlanWalk& walk, const PlanRunHooks& hooks) {
  while (!walk.at_end()) {
    if (!hooks.go_on()) return plan_;
    auto steps = walk.next();
    if (!steps) {
      stop(steps.error());
      return plan_;
    }
    if (!carry_out(std::move(steps).value())) return plan_;
    hooks.progress(plan_);
  }
  // What expired before the walk began was never met.
  plan_.skipped = plan_.count > plan_.done ? plan_.count - plan_.done : 0;
  plan_.state = PlanState::done;
  return plan_;
}

// False if the plan is stopped.
bool PlanRun::carry_out(std::vector<PlanStep> steps) {
  for (int attempt = 1; !steps.empty(); ++attempt) {
    Plan next = after(steps);
    const auto commit = store_.commit(batch_of(steps, next));
    if (commit) {
      plan_ = std::move(next);
      return true;
    }
    if (commit.error().code != ErrorCode::precondition_failed || attempt == attempts_max) {
      return stop(commit.error());
    }
    auto left = without_expired(std::move(steps));
    if (!left) return stop(left.error());
    if (plan_.state == PlanState::stopped) return false;
    steps = std::move(left).value();
  }
  return true;
}

storage::WriteBatch PlanRun::batch_of(const std::vector<PlanStep>& steps, const Plan& after) const {
  storage::WriteBatch batch;
  batch.conditions.reserve(steps.size());
  batch.writes.reserve(steps.size());
  for (const PlanStep& step : steps) {
    const std::string& key = key_of(step.write);
    if (step.revision == 0) {
      batch.conditions.emplace_back(storage::MustBeAbsent{key});
    } else {
      batch.conditions.emplace_back(storage::MustHaveRevision{key, step.revision});
    }
    batch.writes.push_back(step.write);
  }
  batch.notes.push_back(note_of(after));
  return batch;
}

Plan PlanRun::after(const std::vector<PlanStep>& steps) const {
  Plan plan = plan_;
  plan.done += steps.size();
  plan.last_key = key_of(steps.back().write);
  return plan;
}

// A batch was refused. What expired in it is not to be changed any more, or put back where nothing is; if any
// other key is not as it was selected, the plan is stopped and names those.
Result<std::vector<PlanStep>> PlanRun::without_expired(std::vector<PlanStep> steps) {
  std::vector<PlanStep> left;
  for (PlanStep& step : steps) {
    const auto now = store_.metadata(key_of(step.write));
    if (!now && now.error().code != ErrorCode::not_found) return now.error();
    const std::uint64_t revision = now ? now.value().revision : 0;
    const bool expired = !now && step.expires_at_ms && *step.expires_at_ms <= clock_();
    if (revision == step.revision) {
      left.push_back(std::move(step));
    } else if (!expired) {
      if (plan_.moved.size() < plan_keys_shown) plan_.moved.push_back(key_of(step.write));
      ++plan_.moved_count;
    } else if (plan_.action == PlanAction::restore && std::holds_alternative<storage::Put>(step.write)) {
      step.revision = 0;
      left.push_back(std::move(step));
    } else {
      ++plan_.skipped;
    }
  }
  if (plan_.moved_count > 0) {
    plan_.state = PlanState::stopped;
    plan_.detail = "someone changed " + std::to_string(plan_.moved_count) +
                   " of the keys meanwhile: nothing of their batch was done";
  }
  return left;
}

bool PlanRun::stop(const Error& error) {
  plan_.state = PlanState::stopped;
  plan_.detail = error.message;
  return false;
}

}  // namespace keyglass::service
