// Durable writes: see rocksdb_log.hpp.
#include "storage/rocksdb_log.hpp"

#include <rocksdb/db.h>

#include <chrono>
#include <exception>

namespace keyglass::storage {
namespace {

Error may_have_happened(const std::string& reason) {
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = "a write to the disk failed, it may or may not have happened: " + reason;
  return error;
}

}  // namespace

RocksdbLog::RocksdbLog(const RocksdbFiles& files, SyncPolicy policy) : files_(files), policy_(policy) {
  if (policy_.mode == SyncPolicy::Mode::interval) syncer_ = std::thread([this] { sync_every_interval(); });
}

RocksdbLog::~RocksdbLog() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopping_changed_.notify_all();
  if (syncer_.joinable()) syncer_.join();
  if (!check_ready()) return;
  // If one fails (a full disk) the next open replays the log as far as it has come.
  if (unsynced_ && !sync(written()).ok()) return;
  files_.database->Flush(rocksdb::FlushOptions(), handles_of(files_.families)).PermitUncheckedError();
}

Status RocksdbLog::write(rocksdb::WriteBatch& batch, const LogReach& reach) {
  rocksdb::Status status;
  try {
    status = files_.database->Write(rocksdb::WriteOptions(), &batch);
  } catch (const std::exception& thrown) {
    return refuse_from_now_on(thrown.what());  // no memory: how far it came is unknown
  }
  if (!status.ok()) return refuse_from_now_on(status.ToString());
  written_revision_ = reach.revision;
  written_noted_ = reach.noted;
  if (policy_.mode != SyncPolicy::Mode::always) unsynced_ = true;
  return Done{};
}

Status RocksdbLog::settle(const LogReach& reach) {
  if (const auto ready = check_ready(); !ready) return may_have_happened(ready.error().message);
  if (policy_.mode != SyncPolicy::Mode::always) return Done{};
  const auto status = sync(reach);
  if (!status.ok()) return refuse_from_now_on(status.ToString());
  return Done{};
}

rocksdb::Status RocksdbLog::sync(const LogReach& reach) {
  rocksdb::Status status = files_.log_guard->sync([this] { return files_.database->SyncWAL(); });
  ++syncs_;
  if (status.ok()) mark(reach);
  return status;
}

// What the number is about has happened and stays acknowledged, also if the number cannot be kept.
void RocksdbLog::mark(const LogReach& reach) {
  if (const auto marked = files_.mark->advance(reach); !marked)
    files_.background->note(marked.error().message);
}

Status RocksdbLog::check_ready() const {
  const std::string failed_work = files_.background->first();
  const std::lock_guard lock(mutex_);
  if (failure_.empty() && failed_work.empty()) return Done{};
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = failure_;
  if (failure_.empty()) error.message = "no more writes are accepted until a restart: " + failed_work;
  return error;
}

Error RocksdbLog::refuse_from_now_on(const std::string& reason) {
  const std::lock_guard lock(mutex_);
  failure_ = "a write to the disk failed, so no more are accepted until a restart: " + reason;
  return may_have_happened(reason);
}

void RocksdbLog::sync_every_interval() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    stopping_changed_.wait_for(lock, std::chrono::milliseconds(policy_.interval_ms));
    if (stopping_ || !unsynced_.exchange(false)) continue;
    lock.unlock();
    const auto status = sync(written());
    lock.lock();
    if (!status.ok())
      failure_ = "a sync to the disk failed, so no more writes are accepted: " + status.ToString();
  }
}

}  // namespace keyglass::storage
