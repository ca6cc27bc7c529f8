// Keeps syncs away from a log that failed to take a write. RocksDB may be asked to sync a log while it writes
// to it, but not once a write to it has failed: how it is packaged, an assertion then ends the process.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

namespace rocksdb {
class Env;
class Status;
}  // namespace rocksdb

namespace keyglass::storage {

class LogGuard {
 public:
  // Gives what `sync` gives. Fails with IOError, without calling it, once a write has failed. Any thread; one
  // at a time.
  rocksdb::Status sync(const std::function<rocksdb::Status()>& sync);
  // A write to a log failed. Returns once no sync is under way: RocksDB may learn of the failure then. Called
  // by the thread that writes, which must not be waited for by sync().
  void write_failed();

 private:
  std::mutex mutex_;  // held while RocksDB syncs
  bool write_failed_ = false;
};

// `env`, but writes to logs that fail are told to `guard` before RocksDB learns of it. `env` must outlive it.
std::unique_ptr<rocksdb::Env> guard_logs(rocksdb::Env& env, std::shared_ptr<LogGuard> guard);

}  // namespace keyglass::storage
