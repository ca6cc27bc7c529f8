// Drawing up plans: see plan_draft.hpp.
#include "service/plan_draft.hpp"

#include <random>

#include "service/plan_moves.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::service {
namespace {

std::string random_id() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::random_device device;
  std::string id;
  for (int word = 0; word < 4; ++word) {
    const std::uint32_t bits = device();
    for (int shift = 28; shift >= 0; shift -= 4) id += digits[(bits >> shift) & 15];
  }
  return id;
}

void add_step(Plan& plan, const PlanStep& step) {
  const bool removes = std::holds_alternative<storage::Delete>(step.write);
  const std::string& key = storage::key_of(step.write);
  ++plan.count;
  ++(removes ? plan.deletes : plan.puts);
  plan.bytes += step.bytes;
  if (plan.sample.size() < plan_keys_shown) plan.sample.push_back(key);
  const bool told = removes && plan.action == PlanAction::restore;
  if (told && plan.sample_deletes.size() < plan_keys_shown) plan.sample_deletes.push_back(key);
}

}  // namespace

Selection selection_of(const PlanRequest& request) {
  return {request.prefix.value_or(""), request.glob.value_or(""),
          request.keys.value_or(std::vector<std::string>())};
}

Plan plan_of(const PlanRequest& request) {
  Plan plan;
  plan.id = random_id();
  plan.action = request.action;
  plan.prefix = request.prefix.value_or("");
  plan.glob = request.glob.value_or("");
  plan.ttl_seconds = request.ttl_seconds;
  if (request.action == PlanAction::restore) plan.restore_revision = request.revision;
  return plan;
}

Status check_plan_support(const storage::Capabilities& store, PlanAction action) {
  std::string missing;
  if (!store.consistent_snapshots) missing = "snapshots";
  if (!store.change_feed) missing = "a change feed";
  if (!store.notes) missing = "notes";
  if (!store.atomic_batches || !store.revisions) missing = "revisions and atomic batches";
  if (action == PlanAction::restore && !store.history) missing = "history";
  if (missing.empty()) return Done{};
  return Error{
      .code = ErrorCode::unsupported,
      .message = "plans need a store that keeps " + missing + "; the " + store.engine + " store does not"};
}

Status count_steps(Plan& plan, PlanWalk& walk) {
  while (!walk.at_end()) {
    const auto steps = walk.next();
    if (!steps) return steps.error();
    for (const PlanStep& step : steps.value()) add_step(plan, step);
  }
  return Done{};
}

}  // namespace keyglass::service
