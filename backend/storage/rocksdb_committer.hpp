// The one writer of a RocksDB store: plans each group of commits on the newest state and writes it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "storage/clock.hpp"
#include "storage/commit_queue.hpp"
#include "storage/entry_cache.hpp"
#include "storage/group_planner.hpp"
#include "storage/rocksdb_commit_rows.hpp"
#include "storage/rocksdb_log.hpp"

namespace keyglass::storage {

// What commits have cost since the store was opened: commits / syncs is what group commit saves.
struct RocksdbCounts {
  std::uint64_t commits = 0;  // that were written, not those that changed nothing or failed
  std::uint64_t groups = 0;   // RocksDB writes that carried them
  std::uint64_t syncs = 0;    // of the log: of a group, or of an interval
  std::size_t waiting = 0;    // commits in the queue now, those being written included
};

// Commits that arrive at the same time share one write and one sync; conditions are exact and revisions rise
// in the order of the queue all the same. The next group is planned on what is written while that is synced;
// readers see it, and are told of it, once it is. After a write or sync that failed every commit that rests
// on it and every later one fails with unavailable, but for what holds on what had been synced before: a
// condition that failed still says so, and a later commit that only has conditions is answered. Any thread
// may call any method.
class RocksdbCommitter final : private GroupCommit {
 public:
  struct Options {
    SyncPolicy sync;
    HistoryRetention history;
    Clock clock = system_time_ms;
    // Told after each group that changed entries, or several at once, when readers may see it and before its
    // commits return; by one thread at a time.
    std::function<void(const Totals&)> on_written;
    EntryCache& cache;  // of what readers see; must outlive the committer
  };
  RocksdbCommitter(const RocksdbFiles& files, Options options);

  Result<Commit> commit(const WriteBatch& batch) { return queue_.commit(&batch); }
  void submit(WriteBatch batch, CommitDone done) { queue_.submit(std::move(batch), std::move(done)); }
  // One outcome for each entry removed.
  Result<Commit> expire(std::size_t max) { return queue_.commit(ExpireDue{max}); }

  // Of the newest commit that readers may see.
  std::uint64_t newest_revision() const { return revision_; }
  Status check_ready() const { return log_.check_ready(); }
  // Each number is exact, but they are not of one moment.
  RocksdbCounts counts() const;

 private:
  // What one commit of a group gets once the group is settled.
  struct Planned {
    Result<Commit> result;
    bool writes;        // it is part of the group's write
    bool stands_alone;  // the result holds even if that write fails
  };
  // One group while it is planned, and once it is written.
  struct GroupInWork;
  struct GroupWritten;

  // For the queue.
  std::unique_ptr<WrittenGroup> write(const Group& group) override;
  void settle(const std::vector<WrittenGroup*>& groups) override;

  Planned plan(GroupInWork& work, const CommitRequest& request);
  Planned add(GroupInWork& work, Result<CommitPlan> plan, const std::vector<Note>& notes);
  Planned plan_due(GroupInWork& work, std::size_t max);
  struct Due {
    std::vector<std::string> keys;
    std::string behind;  // the expiry rows of all these come before it
  };
  // The next entries of the expiry index whose time has come, at most `max` and about what a group may hold.
  Result<Due> next_due(const GroupInWork& work, std::size_t max) const;
  // Writes what was planned; says what became of it in `written`.
  void write(GroupInWork& work, GroupWritten& written);
  // Readers may see `newest` and all before it.
  void publish(const GroupWritten& newest, bool changed);
  // Around the moment from which readers see what the group has written: keeps its entries out of the cache.
  void begin_changes(GroupInWork& work, GroupWritten& written) const;
  void end_changes(const GroupWritten& written) const;
  void count(const GroupWritten& group);
  void finish(GroupWritten& group, const Status& settled) const;

  const RocksdbFiles& files_;
  const Options options_;
  RocksdbLog log_;
  std::atomic<std::uint64_t> revision_;
  std::atomic<std::uint64_t> commits_ = 0;
  std::atomic<std::uint64_t> groups_ = 0;
  std::atomic<std::size_t> unsettled_writes_ = 0;  // groups

  // Only the queue's writer touches these.
  Totals totals_;
  // No row of the expiry index comes before this key: those were swept, and passing over what RocksDB keeps
  // of them until compaction would slow each sweep down more than the one before.
  std::string sweep_from_;
  std::set<std::string, std::less<>> damaged_;  // due, but their records do not decode

  CommitQueue queue_;  // last: its threads use all of the above
};

}  // namespace keyglass::storage
