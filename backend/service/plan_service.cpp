// Keeping, committing and cancelling plans: see plan_service.hpp.
#include "service/plan_service.hpp"

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>

#include "keyglass/plan_codecs.hpp"
#include "service/plan_draft.hpp"
#include "service/plan_moves.hpp"
#include "service/plan_past.hpp"
#include "service/plan_run.hpp"

namespace keyglass::service {
namespace {

Error plan_not_found() {
  return {.code = ErrorCode::not_found,
          .message = "no such plan; one that is not committed is kept for 15 minutes"};
}

bool has_ended(const Plan& plan) {
  return plan.state != PlanState::pending && plan.state != PlanState::running;
}

}  // namespace

// What a running plan reads: its selection as it was when it was committed.
struct PlanService::Run {
  Plan plan;  // as it begins
  Selection selection;
  std::unique_ptr<const storage::Snapshot> snapshot;
  std::unique_ptr<PlanWalk> walk;
};

PlanService::PlanService(storage::Store& store, PlanOptions options, storage::Clock clock)
    : store_(store), options_(options), clock_(std::move(clock)) {}

PlanService::~PlanService() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  for (auto& [id, kept] : plans_) {
    if (kept->thread.joinable()) kept->thread.join();
  }
}

Status PlanService::recover() {
  if (!store_.capabilities().notes) return Done{};
  const auto notes = store_.notes(plan_note_prefix);
  if (!notes) return notes.error();
  const std::lock_guard lock(mutex_);
  for (const storage::Note& note : notes.value()) {
    auto kept = std::make_shared<Kept>();
    auto plan = decode_plan(note.bytes.value_or(""));
    if (plan) {
      kept->plan = std::move(plan).value();
    } else {
      kept->plan.state = PlanState::interrupted;
      kept->plan.detail = "what was noted of this plan cannot be read: " + plan.error().message;
    }
    kept->plan.id = note.name.substr(plan_note_prefix.size());
    kept->selection = {.prefix = kept->plan.prefix, .glob = kept->plan.glob, .keys = {}};
    if (kept->plan.state == PlanState::running) {
      kept->plan.state = PlanState::interrupted;
      kept->plan.detail = "the server ended meanwhile; for what is left, make a new plan";
    }
    plans_.insert_or_assign(kept->plan.id, std::move(kept));
  }
  return Done{};
}

Result<Plan> PlanService::create(const PlanRequest& request, Moves* moved) {
  if (const Status supported = check_plan_support(store_.capabilities(), request.action); !supported)
    return supported.error();
  auto selection = checked_selection(selection_of(request));
  if (!selection) return selection.error();
  if (request.glob && request.glob->empty()) {
    return Error{.code = ErrorCode::invalid, .message = "glob is empty", .field = "glob"};
  }
  auto kept = std::make_shared<Kept>();
  kept->selection = std::move(selection).value();
  // The snapshot first: what changes after it is met by the check, or by the one when it is committed.
  const auto snapshot = store_.snapshot();
  if (!snapshot) return snapshot.error();
  if (const Status pinned = check_pin(request, kept->selection, moved); !pinned) return pinned.error();
  kept->plan = plan_of(request);
  kept->plan.revision = snapshot.value()->revision();
  kept->plan.created_at_ms = clock_();
  const PlanSource source{.selection = kept->selection,
                          .snapshot = *snapshot.value(),
                          .history = store_.history(),
                          .now_ms = kept->plan.created_at_ms,
                          .with_values = false};
  const auto walk = walk_of_plan(kept->plan, source);
  if (const Status counted = count_steps(kept->plan, *walk); !counted) return counted.error();
  kept->plan.expires_at_ms = clock_() + options_.pending_ms;
  const Plan plan = kept->plan;
  if (const Status kept_it = keep(std::move(kept)); !kept_it) return kept_it.error();
  return plan;
}

// With a revision of its own, a plan is made only if nothing of the selection changed since then; one that
// goes back to a revision, only if all of the selection is still known as of then.
Status PlanService::check_pin(const PlanRequest& request, const Selection& selection, Moves* moved) const {
  if (!request.revision) return Done{};
  if (request.action == PlanAction::restore)
    return check_past_is_known(store_, selection, *request.revision, clock_());
  const auto moves = moves_since(*store_.change_feed(), selection, *request.revision);
  if (!moves) {
    Error error = pin_error(moves.error());
    if (error.field == "since") error.field = "revision";
    return error;
  }
  if (moves.value().count == 0) return Done{};
  if (moved != nullptr) *moved = moves.value();
  return moved_error(moves.value());
}

std::unique_ptr<PlanWalk> PlanService::walk_of_plan(const Plan& plan, const PlanSource& source) const {
  if (plan.restore_revision) return restoring_walk(*plan.restore_revision, source);
  return walk_of(plan.action, plan.ttl_seconds, source);
}

Status PlanService::keep(KeptPlan kept) {
  const std::lock_guard lock(mutex_);
  if (const Status room = make_room(); !room) return room;
  const std::string id = kept->plan.id;
  plans_.emplace(id, std::move(kept));
  return Done{};
}

Result<Plan> PlanService::commit(std::string_view id) {
  const auto begun = begin_commit(id);
  if (!begun) return begun.error();
  if (!begun.value().starts) return get(id);
  const KeptPlan& kept = begun.value().kept;
  Plan plan = kept->plan;
  auto prepared = prepare(*kept, plan);
  const std::lock_guard lock(mutex_);
  kept->starting = false;
  if (!prepared) {
    kept->plan.moved = plan.moved;
    kept->plan.moved_count = plan.moved_count;
    return prepared.error();
  }
  kept->plan = plan;
  if (const Status started = start(kept, prepared.value()); !started) return started.error();
  return plan;
}

Status PlanService::start(const KeptPlan& kept, const std::shared_ptr<Run>& run) {
  try {
    kept->thread = std::thread([this, kept, run] { this->run(kept, run); });
    return Done{};
  } catch (const std::system_error&) {
    kept->plan.state = PlanState::stopped;
    kept->plan.detail = "no thread could be had to carry it out; nothing was done: make a new plan";
    return Error{.code = ErrorCode::unavailable, .message = kept->plan.detail};
  }
}

// Marks a pending plan as starting; one that was committed before is returned as it is.
Result<PlanService::Begun> PlanService::begin_commit(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const KeptPlan kept = find(id);
  if (!kept) return plan_not_found();
  const PlanState state = kept->plan.state;
  if (kept->starting)
    return Error{.code = ErrorCode::conflict, .message = "the plan is being committed already"};
  if (state == PlanState::running || state == PlanState::done) return Begun{kept, false};
  if (state != PlanState::pending) {
    return Error{.code = ErrorCode::conflict,
                 .message = "the plan has ended and is not taken up again: make a new one"};
  }
  if (running_count() >= options_.running_max) {
    return Error{
        .code = ErrorCode::unavailable,
        .message = std::to_string(options_.running_max) + " plans are running: try again when one is done"};
  }
  kept->starting = true;
  return Begun{kept, true};
}

// The moment that is committed: nothing selected changed until then, and the note says that the plan runs.
Result<std::shared_ptr<PlanService::Run>> PlanService::prepare(const Kept& kept, Plan& plan) const {
  auto run = std::make_shared<Run>();
  run->selection = kept.selection;
  auto snapshot = store_.snapshot();
  if (!snapshot) return snapshot.error();
  run->snapshot = std::move(snapshot).value();
  const auto moves = moves_since(*store_.change_feed(), run->selection, plan.revision);
  if (!moves) return pin_error(moves.error());
  if (moves.value().count > 0) {
    plan.moved = moves.value().keys;
    plan.moved_count = moves.value().count;
    return moved_error(moves.value());
  }
  if (plan.restore_revision) {
    const Status known = check_past_is_known(store_, run->selection, *plan.restore_revision, clock_());
    if (!known) return known.error();
  }
  run->walk = walk_of_plan(plan, {.selection = run->selection,
                                  .snapshot = *run->snapshot,
                                  .history = store_.history(),
                                  .now_ms = clock_(),
                                  .with_values = true});
  plan.state = PlanState::running;
  plan.expires_at_ms.reset();
  storage::WriteBatch start;
  start.notes.push_back(note_of(plan));
  const auto noted = store_.commit(start);
  if (!noted) return noted.error();
  run->plan = plan;
  return run;
}

// Nothing is above this on its thread: whatever is thrown becomes the plan's end.
void PlanService::run(const KeptPlan& kept, const std::shared_ptr<Run>& run) noexcept {
  try {
    Plan plan = carry_out(kept, run);
    if (const Status noted = note_end(plan); !noted) {
      plan.detail += (plan.detail.empty() ? "" : "; ") +
                     std::string("after a restart it will show as interrupted: ") + noted.error().message;
    }
    const std::lock_guard lock(mutex_);
    kept->plan = std::move(plan);
  } catch (const std::exception&) {
    // Not even words for it can be had.
    const std::lock_guard lock(mutex_);
    kept->plan.state = PlanState::stopped;
  }
  const std::lock_guard lock(mutex_);
  changed_.notify_all();
}

Plan PlanService::carry_out(const KeptPlan& kept, const std::shared_ptr<Run>& run) {
  const PlanRunHooks hooks{.go_on =
                               [&] {
                                 const std::lock_guard lock(mutex_);
                                 return !kept->cancelled && !stopping_;
                               },
                           .progress =
                               [&](const Plan& plan) {
                                 const std::lock_guard lock(mutex_);
                                 kept->plan = plan;
                               }};
  try {
    Plan plan = PlanRun(store_, run->plan, clock_).run(*run->walk, hooks);
    const std::lock_guard lock(mutex_);
    return ended(std::move(plan), kept->cancelled);
  } catch (const std::exception& thrown) {
    const std::lock_guard lock(mutex_);
    Plan plan = kept->plan;
    plan.state = PlanState::stopped;
    plan.detail =
        std::string("the server could not go on (") + thrown.what() + "); for what is left, make a new plan";
    return plan;
  }
}

Status PlanService::note_end(const Plan& plan) {
  try {
    storage::WriteBatch end;
    end.notes.push_back(note_of(plan));
    const auto noted = store_.commit(end);
    if (!noted) return noted.error();
    return Done{};
  } catch (const std::exception& thrown) {
    return Error{.code = ErrorCode::unavailable, .message = thrown.what()};
  }
}

Plan PlanService::ended(Plan plan, bool cancelled) const {
  if (plan.state != PlanState::running) return plan;
  plan.state = cancelled ? PlanState::cancelled : PlanState::interrupted;
  plan.detail = cancelled ? "cancelled; for what is left, make a new plan"
                          : "the server ended meanwhile; for what is left, make a new plan";
  return plan;
}

Result<Plan> PlanService::get(std::string_view id) {
  return wait(id, std::chrono::milliseconds{0});
}

Status PlanService::check_reach(std::string_view id, const Access& access) {
  const std::lock_guard lock(mutex_);
  const KeptPlan kept = find(id);
  return kept ? check_selection(access, kept->selection) : plan_not_found();
}

Result<Plan> PlanService::wait(std::string_view id, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const KeptPlan kept = find(id);
  if (!kept) return plan_not_found();
  changed_.wait_for(lock, patience, [&] { return kept->plan.state != PlanState::running; });
  return kept->plan;
}

std::vector<Plan> PlanService::list(const Access& access) {
  const std::lock_guard lock(mutex_);
  drop_overdue();
  std::vector<Plan> plans;
  for (const auto& [id, kept] : plans_) {
    if (check_selection(access, kept->selection)) plans.push_back(kept->plan);
  }
  std::ranges::sort(plans, std::ranges::greater{},
                    [](const Plan& plan) { return std::pair(plan.created_at_ms, plan.id); });
  return plans;
}

Result<Plan> PlanService::cancel(std::string_view id) {
  constexpr std::chrono::seconds batch_patience{10};
  std::unique_lock lock(mutex_);
  const KeptPlan kept = find(id);
  if (!kept) return plan_not_found();
  if (kept->starting)
    return Error{.code = ErrorCode::conflict, .message = "the plan is being committed: try again"};
  if (kept->plan.state == PlanState::running) {
    kept->cancelled = true;
    kept->plan.detail = "it ends after the batch at hand";
    changed_.wait_for(lock, batch_patience, [&] { return kept->plan.state != PlanState::running; });
    return kept->plan;
  }
  if (const Status forgotten = forget(std::string(id)); !forgotten) return forgotten.error();
  if (kept->plan.state == PlanState::pending) kept->plan.state = PlanState::cancelled;
  return kept->plan;
}

PlanService::KeptPlan PlanService::find(std::string_view id) {
  drop_overdue();
  const auto found = plans_.find(id);
  return found == plans_.end() ? nullptr : found->second;
}

void PlanService::drop_overdue() {
  const std::int64_t now_ms = clock_();
  std::erase_if(plans_, [now_ms](const auto& row) {
    const Kept& kept = *row.second;
    return kept.plan.state == PlanState::pending && !kept.starting && kept.plan.expires_at_ms <= now_ms;
  });
}

Status PlanService::make_room() {
  drop_overdue();
  if (plans_.size() < options_.plans_max) return Done{};
  const Plan* oldest = nullptr;
  for (const auto& [id, kept] : plans_) {
    const bool older = oldest == nullptr || kept->plan.created_at_ms < oldest->created_at_ms;
    if (has_ended(kept->plan) && older) oldest = &kept->plan;
  }
  if (oldest != nullptr) return forget(std::string(oldest->id));
  return Error{.code = ErrorCode::unavailable,
               .message = std::to_string(options_.plans_max) +
                          " plans are waiting or running: commit or delete some (GET /plans names them)"};
}

std::size_t PlanService::running_count() const {
  return static_cast<std::size_t>(std::ranges::count_if(plans_, [](const auto& row) {
    return row.second->starting || row.second->plan.state == PlanState::running;
  }));
}

Status PlanService::forget(const std::string& id) {
  const auto found = plans_.find(id);
  const KeptPlan kept = found->second;
  if (kept->plan.state != PlanState::pending) {
    storage::WriteBatch removal;
    removal.notes.push_back({std::string(plan_note_prefix) + id, std::nullopt});
    const auto removed = store_.commit(removal);
    if (!removed) return removed.error();
  }
  // Its thread has told its end and needs nothing any more.
  if (kept->thread.joinable()) kept->thread.join();
  plans_.erase(found);
  return Done{};
}

}  // namespace keyglass::service
