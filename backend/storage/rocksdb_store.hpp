// The durable engine: RocksDB in one directory. docs/storage-format.md describes the bytes.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "storage/clock.hpp"
#include "storage/commit_queue.hpp"
#include "storage/group_planner.hpp"
#include "storage/rocksdb_files.hpp"
#include "storage/store.hpp"
#include "storage/sync_policy.hpp"

namespace rocksdb {
class WriteBatch;
}

namespace keyglass::storage {

struct RocksdbOptions {
  RocksdbFilesOptions files;
  SyncPolicy sync;
  Clock clock = system_time_ms;
};

// What commits have cost since the store was opened: commits / syncs is what group commit saves.
struct RocksdbCounts {
  std::uint64_t commits = 0;  // that were written, not those that changed nothing or failed
  std::uint64_t groups = 0;   // RocksDB writes that carried them
  std::uint64_t syncs = 0;    // of the log: of a group, or of an interval
  std::size_t waiting = 0;    // commits in the queue now, those being written included
};

class RocksdbStore final : public Store {
 public:
  // Opens or makes the store. Fails as open_store() does.
  static Result<std::unique_ptr<Store>> open(const RocksdbOptions& options);

  RocksdbStore(RocksdbFiles files, const RocksdbOptions& options);
  ~RocksdbStore() override;

  Result<Entry> get(std::string_view key) const override;
  Result<KeyMetadata> metadata(std::string_view key) const override;
  // Commits that arrive at the same time share one write and one sync; conditions are exact and revisions
  // rise in the order of the queue all the same. After a write or sync that failed every commit of its group
  // and every later one fails with unavailable: what the disk holds is then known only to the next open. Only
  // a condition that failed on what had been written before still says so.
  Result<Commit> commit(const WriteBatch& batch) override;
  Result<Page> scan(const ScanQuery& query) const override;
  Capabilities capabilities() const override;
  Status check_ready() const override;
  // Any thread; each number is exact, but they are not of one moment.
  RocksdbCounts counts() const;

 private:
  // What one commit of a group gets once the group has been written.
  struct Planned {
    Result<Commit> result;
    bool writes;        // it is part of the group's write
    bool stands_alone;  // the result holds even if that write fails
  };

  // Metadata of what is stored under a key, also if it has expired; nullopt if nothing is.
  Result<std::optional<KeyMetadata>> find(std::string_view key) const;
  // What the queue calls: one leader at a time.
  std::vector<Result<Commit>> commit_group(const CommitQueue::Group& group);
  // Plans one batch and adds what it does to `writes`: everything or nothing.
  Planned plan(GroupPlanner& planner, const WriteBatch& batch, rocksdb::WriteBatch& writes) const;
  Status add(const CommitPlan& plan, rocksdb::WriteBatch& writes) const;
  // Makes `writes` durable as the policy says, with `revision` as the newest.
  Status write(std::uint64_t revision, rocksdb::WriteBatch& writes);
  std::vector<Result<Commit>> results_of(std::vector<Planned> planned, const Status& written) const;
  Error refuse_writes_from_now_on(const std::string& reason);
  void sync_every_interval();

  const RocksdbFiles files_;
  const SyncPolicy sync_;
  const Clock clock_;

  CommitQueue queue_;
  std::uint64_t revision_ = 0;  // of the newest commit; only the leader of the queue touches it
  std::atomic<std::uint64_t> commits_ = 0;
  std::atomic<std::uint64_t> groups_ = 0;
  std::atomic<std::uint64_t> syncs_ = 0;

  mutable std::mutex state_mutex_;  // protects what follows; never held while RocksDB works
  std::condition_variable stopping_changed_;
  bool stopping_ = false;
  std::string failure_;  // why commits are refused; empty while they are not
  std::atomic<bool> unsynced_ = false;
  std::thread syncer_;  // runs only under SyncPolicy::Mode::interval
};

}  // namespace keyglass::storage
