// Many reads and writes as one: see batch_service.hpp.
#include "service/batch_service.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "service/batch_plan.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::service {
namespace {

constexpr int attempts_max = 16;
constexpr std::size_t keys_per_read = 16;  // values may be large: memory is looked at in between

using Entries = std::vector<std::optional<storage::Entry>>;

Error too_much_read() {
  return Error{.code = ErrorCode::too_large,
               .message = "the gets of the batch give more than " + std::to_string(batch_read_bytes_max) +
                          " bytes of values: ask for fewer",
               .key = {},
               .field = "ops",
               .etag = {},
               .limit = batch_read_bytes_max};
}

// The entries of plan.reads, in their order.
Result<Entries> read_all(const storage::Store& store, const BatchPlan& plan) {
  Entries entries;
  std::uint64_t bytes = plan.written_read_bytes;
  for (std::size_t first = 0; first < plan.reads.size(); first += keys_per_read) {
    const std::size_t last = std::min(first + keys_per_read, plan.reads.size());
    std::vector<std::string> keys;
    for (std::size_t i = first; i < last; ++i) keys.push_back(plan.reads[i].key);
    auto read = store.get_many(keys);
    if (!read) return read.error();
    for (auto& entry : read.value()) {
      if (entry) bytes += entry->value.size() * plan.reads[entries.size()].times;
      entries.push_back(std::move(entry));
    }
    if (bytes > batch_read_bytes_max) return too_much_read();
  }
  if (bytes > batch_read_bytes_max) return too_much_read();
  return entries;
}

// Lets plan.batch happen only if what was read is still so; its first `own` conditions are the request's.
void tie(BatchPlan& plan, std::size_t own, const Entries& entries) {
  auto& conditions = plan.batch.conditions;
  conditions.resize(own);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i]) {
      conditions.emplace_back(storage::MustHaveEtag{plan.reads[i].key, entries[i]->metadata.etag});
    } else {
      conditions.emplace_back(storage::MustBeAbsent{plan.reads[i].key});
    }
  }
}

bool holds(const BatchCondition& condition, const std::optional<KeyMetadata>& current) {
  if (condition.absent) return !current;
  if (!current) return false;
  return condition.etag ? current->etag == *condition.etag : current->revision == condition.revision;
}

// Every condition that does not hold now.
Result<std::vector<FailedCondition>> failed_now(const storage::Store& store,
                                                const std::vector<BatchCondition>& conditions) {
  std::vector<FailedCondition> failed;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    auto metadata = store.metadata(conditions[i].key);
    if (!metadata && metadata.error().code != ErrorCode::not_found) return metadata.error();
    const auto current =
        metadata ? std::optional<KeyMetadata>(std::move(metadata).value()) : std::optional<KeyMetadata>{};
    if (holds(conditions[i], current)) continue;
    failed.push_back({.index = i,
                      .key = conditions[i].key,
                      .etag = current ? current->etag : "",
                      .revision = current ? current->revision : 0});
  }
  return failed;
}

// Why the store refused: what does not hold now, or, if that moved back since, what the store named. nullopt:
// only what the batch read has changed.
Result<std::optional<BatchRefusal>> refusal_of(const storage::Store& store, const BatchRequest& request,
                                               const BatchPlan& plan, const Error& error) {
  auto failed = failed_now(store, request.conditions);
  if (!failed) return failed.error();
  if (!failed.value().empty()) {
    const FailedCondition& first = failed.value().front();
    return std::optional(
        BatchRefusal{storage::condition_failed(plan.batch.conditions[first.index], first.etag),
                     std::move(failed).value()});
  }
  const auto is_named = [&](const auto& one) { return one.key == error.key; };
  const auto named = std::ranges::find_if(request.conditions, is_named);
  if (named == request.conditions.end() || std::ranges::any_of(plan.reads, is_named)) {
    return std::optional<BatchRefusal>{};
  }
  const auto index = static_cast<std::uint64_t>(named - request.conditions.begin());
  return std::optional(
      BatchRefusal{error, {{.index = index, .key = error.key, .etag = error.etag, .revision = 0}}});
}

BatchResult found(const std::string& value, KeyMetadata metadata) {
  return {.status = 200, .value = value, .metadata = std::move(metadata)};
}

BatchResult result_of(const BatchStep& step, const BatchPlan& plan, const Entries& entries,
                      const storage::Commit& commit) {
  using Kind = storage::WriteOutcome::Kind;
  const BatchResult absent{.status = 404, .value = {}, .metadata = {}};
  switch (step.kind) {
    case BatchStep::Kind::get_stored: {
      const auto& entry = entries[step.index];
      return entry ? found(entry->value, entry->metadata) : absent;
    }
    case BatchStep::Kind::get_written:
      return found(std::get<storage::Put>(plan.batch.writes[step.index]).value,
                   commit.outcomes[step.index].metadata);
    case BatchStep::Kind::get_absent:
      return absent;
    case BatchStep::Kind::erase: {
      const bool deleted = commit.outcomes[step.index].kind == Kind::deleted;
      return deleted ? BatchResult{.status = 200, .value = {}, .metadata = {}} : absent;
    }
    case BatchStep::Kind::put:
      break;
  }
  const storage::WriteOutcome& outcome = commit.outcomes[step.index];
  return {.status = outcome.kind == Kind::created ? 201 : 200, .value = {}, .metadata = outcome.metadata};
}

}  // namespace

BatchService::BatchService(storage::Store& store, ValueLimits limits, storage::Clock clock)
    : store_(store), limits_(limits), clock_(std::move(clock)) {}

Result<BatchOutcome> BatchService::run(BatchRequest request) {
  auto planned = plan_batch(request, limits_, clock_());
  if (!planned) return planned.error();
  BatchPlan& plan = planned.value();
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    const auto entries = read_all(store_, plan);
    if (!entries) return entries.error();
    tie(plan, request.conditions.size(), entries.value());
    const auto commit = store_.commit(plan.batch);
    if (commit) {
      BatchReply reply{.revision = commit.value().revision, .results = {}};
      for (const BatchStep& step : plan.steps) {
        reply.results.push_back(result_of(step, plan, entries.value(), commit.value()));
      }
      return BatchOutcome(std::move(reply));
    }
    if (commit.error().code != ErrorCode::precondition_failed) return commit.error();
    auto refusal = refusal_of(store_, request, plan, commit.error());
    if (!refusal) return refusal.error();
    if (refusal.value()) return BatchOutcome(*std::move(refusal).value());
  }
  return Error{.code = ErrorCode::unavailable,
               .message = "others changed what the batch reads on each of " + std::to_string(attempts_max) +
                          " attempts; nothing was changed by this request"};
}

}  // namespace keyglass::service
