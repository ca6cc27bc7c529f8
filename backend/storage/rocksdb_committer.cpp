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

// Nobody gets it: it stands where the result will be.
Error unsettled_error() {
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = "the commit is not settled";
  return error;
}

bool only_looks(const CommitRequest& request) {
  const auto* const batch = std::get_if<const WriteBatch*>(&request);
  return batch != nullptr && (*batch)->writes.empty() && (*batch)->notes.empty();
}

}  // namespace

struct RocksdbCommitter::GroupInWork {
  GroupInWork(const RocksdbFiles& files, RocksdbCommitRows::Base base)
      : now_ms(base.now_ms), rows(files, std::move(base)), planner(base_of(files)) {}

  CommitBase base_of(const RocksdbFiles& files) {
    CommitBase state;
    state.newest_revision = rows.totals().revision;
    state.epoch = files.epoch;
    state.now_ms = now_ms;
    state.find = [this](std::string_view key) { return rows.find(key); };
    return state;
  }

  const std::int64_t now_ms;
  std::deque<std::vector<std::string>> due;  // what plans of expiry point into
  std::string sweep_from;
  std::vector<std::string_view> changed_keys;  // views into the requests and `due`
  RocksdbCommitRows rows;
  GroupPlanner planner;
};

struct RocksdbCommitter::GroupWritten final : WrittenGroup {
  std::vector<Planned> planned;
  bool wrote = false;
  Status write = Done{};                 // what became of it
  bool changed = false;                  // entries, not only notes
  std::vector<std::size_t> cache_slots;  // of those
  // It was planned on what readers might see by then.
  bool on_settled = true;
  Totals totals;
  HeldSnapshot state;  // with all that it has written; nullptr: the newest
};

RocksdbCommitter::RocksdbCommitter(const RocksdbFiles& files, Options options)
    : files_(files),
      options_(std::move(options)),
      log_(files, options_.sync),
      revision_(files.totals.revision),
      totals_(files.totals),
      queue_(*this) {
  if (options_.sync.mode == SyncPolicy::Mode::always)
    files_.read_point->move_to(take_snapshot(*files_.database));
}

RocksdbCounts RocksdbCommitter::counts() const {
  return {commits_, groups_, log_.syncs(), queue_.waiting()};
}

std::unique_ptr<WrittenGroup> RocksdbCommitter::write(const Group& group) {
  count_nothing();
  auto written = std::make_unique<GroupWritten>();
  const auto ready = check_ready();
  RocksdbCommitRows::Base base{options_.history, options_.clock(), totals_, {}};
  written->on_settled = !ready || unsettled_writes_ == 0;
  if (!ready) {
    // What was settled before the failure stays readable, and so it can be looked at; the rest may be lost.
    base.state = files_.read_point->held();
    base.totals.revision = revision_;
  }
  GroupInWork work(files_, std::move(base));
  work.sweep_from = sweep_from_;
  written->planned.reserve(group.size());
  for (const CommitRequest& request : group) {
    const bool may = ready || only_looks(request);
    written->planned.push_back(may ? plan(work, request) : Planned{ready.error(), false, true});
    if (work.rows.bytes() > group_bytes_max) break;
  }
  written->results.assign(written->planned.size(), unsettled_error());
  if (!work.rows.empty()) write(work, *written);
  return written;
}

void RocksdbCommitter::write(GroupInWork& work, GroupWritten& written) {
  written.write = work.rows.finish();
  if (written.write) begin_changes(work, written);
  if (written.write) written.write = log_.write(work.rows.batch(), reach_of(work.rows.totals()));
  if (!written.write) return;
  written.wrote = true;
  ++unsettled_writes_;
  written.changed = totals_.revision != work.rows.totals().revision;
  totals_ = written.totals = work.rows.totals();
  if (options_.sync.mode == SyncPolicy::Mode::always) {
    written.state = take_snapshot(*files_.database);
  } else {
    end_changes(written);
  }
  sweep_from_ = std::min(work.sweep_from, work.rows.first_expiry_row().value_or(work.sweep_from));
}

void RocksdbCommitter::settle(const std::vector<WrittenGroup*>& groups) {
  const GroupWritten* newest = nullptr;
  bool changed = false;
  for (const WrittenGroup* group : groups) {
    const auto& written = static_cast<const GroupWritten&>(*group);
    if (!written.wrote) continue;
    newest = &written;
    changed = changed || written.changed;
  }
  // Without a write there is nothing to sync, but what a group rests on must not have failed meanwhile.
  const Status settled = newest != nullptr ? log_.settle(reach_of(newest->totals)) : log_.check_ready();
  if (newest != nullptr && settled) publish(*newest, changed);
  for (WrittenGroup* group : groups) {
    auto& written = static_cast<GroupWritten&>(*group);
    if (written.wrote) {
      --unsettled_writes_;
      if (settled) count(written);
      if (settled && written.state) end_changes(written);
    }
    finish(written, settled);
  }
}

void RocksdbCommitter::begin_changes(GroupInWork& work, GroupWritten& written) const {
  written.cache_slots.reserve(work.changed_keys.size());
  for (const std::string_view key : work.changed_keys)
    written.cache_slots.push_back(options_.cache.begin_change(key));
}

void RocksdbCommitter::end_changes(const GroupWritten& written) const {
  for (const std::size_t slot : written.cache_slots) options_.cache.end_change(slot);
}

void RocksdbCommitter::count(const GroupWritten& group) {
  ++groups_;
  commits_ += static_cast<std::uint64_t>(std::count_if(group.planned.begin(), group.planned.end(),
                                                       [](const Planned& one) { return one.writes; }));
}

void RocksdbCommitter::publish(const GroupWritten& newest, bool changed) {
  files_.read_point->move_to(newest.state);
  revision_ = newest.totals.revision;
  if (changed && options_.on_written) options_.on_written(newest.totals);
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
  for (const PlannedWrite& write : plan.value().writes) work.changed_keys.push_back(*write.key);
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

void RocksdbCommitter::finish(GroupWritten& group, const Status& settled) const {
  const Status outcome = !group.write                       ? group.write
                         : group.wrote || !group.on_settled ? settled
                                                            : Status(Done{});
  for (std::size_t n = 0; n < group.planned.size(); ++n) {
    Planned& one = group.planned[n];
    Result<Commit>& result = group.results[n];
    if (outcome || (one.stands_alone && group.on_settled)) {
      result = std::move(one.result);
    } else if (one.writes) {
      result = outcome.error();
    } else {
      // It has written nothing, so it must not say that it may have.
      const auto ready = check_ready();
      result = ready ? outcome.error() : ready.error();
    }
  }
}

}  // namespace keyglass::storage
