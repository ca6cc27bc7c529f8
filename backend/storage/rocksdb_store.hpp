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

#include "storage/clock.hpp"
#include "storage/commit_plan.hpp"
#include "storage/rocksdb_files.hpp"
#include "storage/store.hpp"
#include "storage/sync_policy.hpp"

namespace keyglass::storage {

struct RocksdbOptions {
  RocksdbFilesOptions files;
  SyncPolicy sync;
  Clock clock = system_time_ms;
};

class RocksdbStore final : public Store {
 public:
  // Opens or makes the store. Fails as open_store() does.
  static Result<std::unique_ptr<Store>> open(const RocksdbOptions& options);

  RocksdbStore(RocksdbFiles files, const RocksdbOptions& options);
  ~RocksdbStore() override;

  Result<Entry> get(std::string_view key) const override;
  Result<KeyMetadata> metadata(std::string_view key) const override;
  // One commit at a time: conditions are exact and revisions rise in commit order.
  // After a write or sync that failed every later commit fails with unavailable: what the disk holds is then
  // known only to the next open.
  Result<Commit> commit(const WriteBatch& batch) override;
  Result<Page> scan(const ScanQuery& query) const override;
  Capabilities capabilities() const override;
  Status check_ready() const override;

 private:
  // Metadata of a key that is there, nullopt if it is absent or expired at `now_ms`.
  Result<std::optional<KeyMetadata>> find(std::string_view key, std::int64_t now_ms) const;
  Status write(const CommitPlan& plan);
  Error refuse_writes_from_now_on(const std::string& reason);
  void sync_every_interval();

  const RocksdbFiles files_;
  const SyncPolicy sync_;
  const Clock clock_;

  std::mutex commit_mutex_;     // held from the first condition to the end of the sync
  std::uint64_t revision_ = 0;  // of the newest commit; protected by commit_mutex_

  mutable std::mutex state_mutex_;  // protects what follows; never held while RocksDB works
  std::condition_variable stopping_changed_;
  bool stopping_ = false;
  std::string failure_;  // why commits are refused; empty while they are not
  std::atomic<bool> unsynced_ = false;
  std::thread syncer_;  // runs only under SyncPolicy::Mode::interval
};

}  // namespace keyglass::storage
