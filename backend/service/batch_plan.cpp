// What the ops of a batch mean for the store: see batch_plan.hpp.
#include "service/batch_plan.hpp"

#include <unordered_map>
#include <utility>

#include "keyglass/key_rules.hpp"

namespace keyglass::service {
namespace {

Error placed(Error error, const std::string& array, std::size_t index) {
  const std::string place = array + "[" + std::to_string(index) + "]";
  error.message = place + ": " + error.message;
  error.field = place + (error.field.empty() ? "" : "." + error.field);
  return error;
}

storage::Condition condition_of(const BatchCondition& condition) {
  if (condition.absent) return storage::MustBeAbsent{condition.key};
  if (condition.etag) return storage::MustHaveEtag{condition.key, *condition.etag};
  return storage::MustHaveRevision{condition.key, condition.revision.value_or(0)};
}

// Follows the ops in their order.
class Planner {
 public:
  Planner(const ValueLimits& limits, std::int64_t now_ms) : limits_(limits), now_ms_(now_ms) {}

  Status add(BatchPut& op) {
    auto put = put_of(std::move(op), limits_, now_ms_);
    if (!put) return put.error();
    std::string key = put.value().key;
    return add_write(std::move(key), BatchStep::Kind::put, std::move(put).value());
  }
  Status add(BatchDelete& op) {
    if (const Status checked = check_key(op.key); !checked) return checked;
    return add_write(op.key, BatchStep::Kind::erase, storage::Delete{op.key});
  }
  Status add(BatchGet& op) {
    if (const Status checked = check_key(op.key); !checked) return checked;
    if (const auto written = written_.find(op.key); written != written_.end()) {
      return add_get_written(written->second);
    }
    const auto [read, is_new] = read_.emplace(op.key, plan.reads.size());
    if (is_new) plan.reads.push_back({op.key, 0});
    ++plan.reads[read->second].times;
    plan.steps.push_back({BatchStep::Kind::get_stored, read->second});
    return Done{};
  }

  BatchPlan plan;

 private:
  Status add_write(std::string key, BatchStep::Kind kind, storage::Write write) {
    written_[std::move(key)] = plan.batch.writes.size();
    plan.steps.push_back({kind, plan.batch.writes.size()});
    plan.batch.writes.push_back(std::move(write));
    return Done{};
  }
  Status add_get_written(std::size_t index) {
    const auto* put = std::get_if<storage::Put>(&plan.batch.writes[index]);
    if (put != nullptr) plan.written_read_bytes += put->value.size();
    plan.steps.push_back(
        {put != nullptr ? BatchStep::Kind::get_written : BatchStep::Kind::get_absent, index});
    return Done{};
  }

  const ValueLimits& limits_;
  const std::int64_t now_ms_;
  std::unordered_map<std::string, std::size_t> written_;  // key -> its last write
  std::unordered_map<std::string, std::size_t> read_;     // key -> its place in plan.reads
};

}  // namespace

Result<BatchPlan> plan_batch(BatchRequest& request, const ValueLimits& limits, std::int64_t now_ms) {
  Planner planner(limits, now_ms);
  for (std::size_t i = 0; i < request.conditions.size(); ++i) {
    if (const Status checked = check_key(request.conditions[i].key); !checked) {
      return placed(checked.error(), "conditions", i);
    }
    planner.plan.batch.conditions.push_back(condition_of(request.conditions[i]));
  }
  for (std::size_t i = 0; i < request.ops.size(); ++i) {
    const Status added = std::visit([&](auto& op) { return planner.add(op); }, request.ops[i]);
    if (!added) return placed(added.error(), "ops", i);
  }
  return std::move(planner.plan);
}

}  // namespace keyglass::service
