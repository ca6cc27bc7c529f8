// Carries a plan out, batch by batch, each under the condition that its keys are as they were selected, and
// each together with a note that says how far the plan has come.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "keyglass/plan_messages.hpp"
#include "service/plan_walk.hpp"
#include "storage/clock.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

inline constexpr std::string_view plan_note_prefix = "plan/";

// What is kept of a plan beside the entries; stored together with what it tells.
storage::Note note_of(const Plan& plan);

struct PlanRunHooks {
  std::function<bool()> go_on;                // asked before each batch; false: no further one
  std::function<void(const Plan&)> progress;  // told after each batch
};

// One run, one thread.
class PlanRun {
 public:
  // `store` must outlive the run. `plan` is running.
  PlanRun(storage::Store& store, Plan plan, storage::Clock clock);

  // The plan at its end: done, stopped, or still running where go_on() ended it. Its last note is not written
  // yet.
  Plan run(PlanWalk& walk, const PlanRunHooks& hooks);

 private:
  bool carry_out(std::vector<PlanStep> steps);
  storage::WriteBatch batch_of(const std::vector<PlanStep>& steps, const Plan& after) const;
  Plan after(const std::vector<PlanStep>& steps) const;
  Result<std::vector<PlanStep>> without_expired(std::vector<PlanStep> steps);
  bool stop(const Error& error);

  storage::Store& store_;
  Plan plan_;
  const storage::Clock clock_;
};

}  // namespace keyglass::service
