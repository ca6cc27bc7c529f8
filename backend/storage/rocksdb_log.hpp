// Writing to RocksDB so that it lasts as the sync policy says, and refusing to after a failure.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "keyglass/result.hpp"
#include "storage/rocksdb_files.hpp"
#include "storage/sync_policy.hpp"

namespace rocksdb {
class Status;
class WriteBatch;
}  // namespace rocksdb

namespace keyglass::storage {

class RocksdbLog {
 public:
  // `files` must outlive it.
  RocksdbLog(const RocksdbFiles& files, SyncPolicy policy);
  // Whatever the policy, a clean stop leaves everything on the disk, and in tables: damage to the log then
  // touches nothing. After a failed write it leaves the disk as it is.
  ~RocksdbLog();
  RocksdbLog(const RocksdbLog&) = delete;
  RocksdbLog& operator=(const RocksdbLog&) = delete;

  // Writes all of `batch` or nothing; the log reaches to `reach` once it is written. One thread at a time. If
  // it fails the write may or may not have happened, and every later one is refused: what the disk holds is
  // then known only to the next open. Under SyncPolicy::Mode::always it lasts after the next settle() only.
  Status write(rocksdb::WriteBatch& batch, const LogReach& reach);
  // Makes all that was written before the call last as the policy promises; `reach` is that of the newest
  // such write. One thread at a time, also while another one writes. Fails as write() does, also if a write
  // or sync before it failed.
  Status settle(const LogReach& reach);
  // Success while writes are accepted; else unavailable with the reason, which may also be one of RocksDB's
  // work in the background. Any thread.
  Status check_ready() const;
  // Syncs so far, of writes and of intervals. Any thread.
  std::uint64_t syncs() const { return syncs_; }

 private:
  Error refuse_from_now_on(const std::string& reason);
  void sync_every_interval();
  // Syncs what has been written before the call, at least up to `reach`. One thread at a time.
  rocksdb::Status sync(const LogReach& reach);
  LogReach written() const { return {written_revision_, written_noted_}; }
  // The log is synced up to `reach`: called by the thread that syncs.
  void mark(const LogReach& reach);

  const RocksdbFiles& files_;
  const SyncPolicy policy_;
  // What is in the log; read apart from each other, each is true.
  std::atomic<std::uint64_t> written_revision_ = 0;
  std::atomic<std::uint64_t> written_noted_ = 0;
  std::atomic<std::uint64_t> syncs_ = 0;
  std::atomic<bool> unsynced_ = false;

  mutable std::mutex mutex_;  // protects what follows; never held while RocksDB works
  std::condition_variable stopping_changed_;
  bool stopping_ = false;
  std::string failure_;  // why writes are refused; empty while they are not
  std::thread syncer_;   // runs only under SyncPolicy::Mode::interval
};

}  // namespace keyglass::storage
