// Writing groups of commits: see rocksdb_committer.hpp.
#include "storage/rocksdb_committer.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace keyglass::storage {
namespace {

// Beyond this the rest of a group waits for the next one; replaced values count, too.
constexpr std::size_t group_bytes_max = 64u << 20;

// Of entries removed in one sweep; their values move into the history.
constexpr std::uint64_t swept_bytes_max = 8u << 20;

const std::vector<Note> no_notes;

bool only_looks(const CommitRequest& request) {
  const auto* const batch = std::get_if<const WriteBatch*>(&request);
  return batch != nullptr && (*batch)->writes.empty() && (*batch)->notes.empty();
}

}  // namespace

struct RocksdbCommitter::GroupInWork {
  GroupInWork(const RocksdbFiles& files, RocksdbCommitRows::Base base)
      : now_ms(base.now_ms), rows(files, base), planner(base_of(files, base)) {}

  CommitBase base_of(const RocksdbFiles& files, const RocksdbCommitRows::Base& base) {
    CommitBase state;
    state.newest_revision = base.totals.revision;
    state.epoch = files.epoch;
    state.now_ms = base.now_ms;
    state.find = [this](std::string_view key) { return rows.find(key); };
    return state;
  }

  const std::int64_t now_ms;
  std::deque<std::vector<std::string>> due;  // what plans of expiry point into
  std::string sweep_from;
  RocksdbCommitRows rows;
  GroupPlanner planner;
};

RocksdbCommitter::RocksdbCommitter(const RocksdbFiles& files, Options options)
    : files_(files),
      options_(std::move(options)),
      log_(files, options_.sync),
      revision_(files.totals.revision),
      totals_(files.totals),
      queue_([this](const CommitQueue::Group& group) { return commit_group(group); }) {}

RocksdbCounts RocksdbCommitter::counts() const {
  return {commits_, groups_, log_.syncs(), queue_.waiting()};
}

std::vector<Result<Commit>> RocksdbCommitter::commit_group(const CommitQueue::Group& group) {
  count_nothing();
  const auto ready = check_ready();
  GroupInWork work(files_, {options_.history, options_.clock(), totals_});
  work.sweep_from = sweep_from_;
  std::vector<Planned> planned;
  planned.reserve(group.size());
  for (const CommitRequest& request : group) {
    // What was written before a failure stays readable, and so it can be looked at.
    const bool may = ready || only_looks(request);
    planned.push_back(may ? plan(work, request) : Planned{ready.error(), false, true});
    if (work.rows.bytes() > group_bytes_max) break;
  }
  if (work.rows.empty()) return results_of(std::move(planned), Done{});
  Status written = work.rows.finish();
  if (written) written = log_.write(work.rows.batch(), reach_of(work.rows.totals()));
  if (!written) return results_of(std::move(planned), written);
  ++groups_;
  commits_ += static_cast<std::uint64_t>(
      std::count_if(planned.begin(), planned.end(), [](const Planned& one) { return one.writes; }));
  const bool changed = totals_.revision != work.rows.totals().revision;
  totals_ = work.rows.totals();
  revision_ = totals_.revision;
  sweep_from_ = std::min(work.sweep_from, work.rows.first_expiry_row().value_or(work.sweep_from));
  if (changed && options_.on_written) options_.on_written(totals_);
  return results_of(std::move(planned), written);
}

RocksdbCommitter::Planned RocksdbCommitter::plan(GroupInWork& work, const CommitRequest& request) {
  if (const auto* const due = std::get_if<ExpireDue>(&request)) return plan_due(work, due->max);
  const WriteBatch& batch = *std::get<const WriteBatch*>(request);
  return add(work, work.planner.plan(batch), batch.notes);
}

RocksdbCommitter::Planned RocksdbCommitter::add(GroupInWork& work, Result<CommitPlan> plan,
                                                const std::vector<Note>& notes) {
  if (!plan) return {plan.error(), false, !work.planner.rests_on_accepted()};
  if (plan.value().writes.empty() && notes.empty()) return {std::move(plan.value().commit), false, false};
  const auto added = work.rows.add(plan.value(), notes);
  if (!added) return {added.error(), false, !work.planner.rests_on_accepted()};
  work.planner.accept(plan.value());
  return {std::move(plan.value().commit), true, false};
}

RocksdbCommitter::Planned RocksdbCommitter::plan_due(GroupInWork& work, std::size_t max) {
  while (true) {
    auto due = next_due(work, max);
    if (!due) return {due.error(), false, true};
    if (due.value().keys.empty()) return {Commit{work.planner.newest_revision(), {}}, false, true};
    work.due.push_back(std::move(due.value().keys));
    auto plan = work.planner.plan_due(work.due.back());
    if (!plan && plan.error().code == ErrorCode::corrupt && damaged_.insert(plan.error().key).second) {
      // It must not keep the others from expiring; who reads the key is told what is wrong with it.
      continue;
    }
    Planned planned = add(work, std::move(plan), no_notes);
    if (planned.result) work.sweep_from = std::move(due.value().behind);
    // Nothing to write: commits before it in the group have renewed or removed them all.
    if (!planned.result || planned.writes) return planned;
  }
}

Result<RocksdbCommitter::Due> RocksdbCommitter::next_due(const GroupInWork& work, std::size_t max) const {
  rocksdb::ReadOptions options;
  const std::string end = expiry_key(work.now_ms + 1, "");
  const rocksdb::Slice upper_bound = end;
  options.iterate_upper_bound = &upper_bound;
  const std::unique_ptr<rocksdb::Iterator> at(files_.database->NewIterator(options, files_.families.expiry));
  Due due;
  std::uint64_t bytes = 0;
  for (at->Seek(work.sweep_from); at->Valid(); at->Next()) {
    const auto row = decode_expiry(view(at->key()), view(at->value()));
    if (!row) return row.error();
    if (damaged_.contains(row.value().key)) continue;
    bytes += row.value().bytes;
    if (due.keys.size() == max || (bytes > swept_bytes_max && !due.keys.empty())) break;
    due.keys.emplace_back(row.value().key);
    due.behind = at->key().ToString() + '\0';
  }
  if (!at->status().ok()) return rocksdb_error("cannot read the expiry index", at->status());
  return due;
}

std::vector<Result<Commit>> RocksdbCommitter::results_of(std::vector<Planned> planned,
                                                         const Status& written) const {
  std::vector<Result<Commit>> results;
  results.reserve(planned.size());
  for (Planned& one : planned) {
    if (written || one.stands_alone) {
      results.push_back(std::move(one.result));
    } else if (one.writes) {
      results.push_back(written.error());
    } else {
      // It has written nothing, so it must not say that it may have.
      const auto ready = check_ready();
      results.push_back(ready ? written.error() : ready.error());
    }
  }
  return results;
}

}  // namespace keyglass::storage
