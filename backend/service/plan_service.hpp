// Plans: changes of many keys that are counted and shown first, and happen only if the keys are still what
// was shown. Knows neither HTTP nor engines. Any thread may call any method.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "keyglass/plan_messages.hpp"
#include "service/access.hpp"
#include "service/plan_moves.hpp"
#include "service/plan_walk.hpp"
#include "storage/clock.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

struct PlanOptions {
  std::size_t plans_max = 100;  // kept at a time; the oldest that ended makes room
  std::size_t running_max = 2;
  std::int64_t pending_ms = 15 * 60 * 1'000;  // how long a plan can be committed
};

class PlanService {
 public:
  // `store` must outlive the service.
  explicit PlanService(storage::Store& store, PlanOptions options = {},
                       storage::Clock clock = storage::system_time_ms);
  // Running plans end after the batch at hand, as interrupted.
  ~PlanService();
  PlanService(const PlanService&) = delete;
  PlanService& operator=(const PlanService&) = delete;

  // Brings back what was noted of plans that ran in an earlier life of the process; those that had not come
  // to their end are interrupted. Before anything else is called.
  Status recover();

  // Counts what would change. Fails with invalid (field), unsupported where the store cannot pin a plan,
  // precondition_failed where a selected key changed since a given revision (`moved`, if given, then holds
  // which), compacted where history does not reach back far enough, and unavailable when too many plans are
  // kept.
  Result<Plan> create(const PlanRequest& request, Moves* moved = nullptr);

  // Begins to carry a pending plan out; the answer is running, or what a plan that was committed before has
  // become. Fails with not_found, conflict for a plan that cannot be committed any more, unavailable while
  // too many plans run, and precondition_failed where a selected key changed: get() names what moved.
  Result<Plan> commit(std::string_view id);

  // Whether `access` reaches all that the plan selects. Fails with forbidden, or not_found. Keys that were
  // given one by one are known until the process ends; from then on only who reaches every key reaches it.
  Status check_reach(std::string_view id, const Access& access);

  // Fails with not_found, also for a pending plan whose time is over.
  Result<Plan> get(std::string_view id);
  // As get(), once the plan does not run any more, or after `patience`.
  Result<Plan> wait(std::string_view id, std::chrono::milliseconds patience);
  // Those whose keys `access` reaches, the newest first.
  std::vector<Plan> list(const Access& access);

  // A pending or ended plan is forgotten; a running one ends after the batch at hand and is kept as
  // cancelled. The answer is the plan as it is then. Fails with not_found.
  Result<Plan> cancel(std::string_view id);

 private:
  struct Kept {
    Plan plan;
    Selection selection;
    bool starting = false;  // a commit() is on its way
    bool cancelled = false;
    std::thread thread;
  };
  using KeptPlan = std::shared_ptr<Kept>;
  struct Run;

  Status check_pin(const PlanRequest& request, const Selection& selection, Moves* moved) const;
  std::unique_ptr<PlanWalk> walk_of_plan(const Plan& plan, const PlanSource& source) const;
  Status keep(KeptPlan kept);
  struct Begun {
    KeptPlan kept;
    bool starts = false;  // else it was committed before
  };
  Result<Begun> begin_commit(std::string_view id);
  Result<std::shared_ptr<Run>> prepare(const Kept& kept, Plan& plan) const;
  Status start(const KeptPlan& kept, const std::shared_ptr<Run>& run);
  // What a plan's thread does.
  void run(const KeptPlan& kept, const std::shared_ptr<Run>& run) noexcept;
  // The plan at its end, also where something threw.
  Plan carry_out(const KeptPlan& kept, const std::shared_ptr<Run>& run);
  Status note_end(const Plan& plan);
  Plan ended(Plan plan, bool cancelled) const;

  // These need the lock.
  KeptPlan find(std::string_view id);
  void drop_overdue();
  Status make_room();
  std::size_t running_count() const;
  Status forget(const std::string& id);

  storage::Store& store_;
  const PlanOptions options_;
  const storage::Clock clock_;
  std::mutex mutex_;  // protects what follows
  std::condition_variable changed_;
  std::map<std::string, KeptPlan, std::less<>> plans_;
  bool stopping_ = false;
};

}  // namespace keyglass::service
