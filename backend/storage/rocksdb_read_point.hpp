// Where readers of a RocksDB store stand: at the newest group of commits that lasts as was promised.
#pragma once

#include <rocksdb/db.h>

#include <memory>
#include <mutex>
#include <utility>

namespace keyglass::storage {

// A state of the database, kept readable while anybody holds it. nullptr: the newest one.
using HeldSnapshot = std::shared_ptr<const rocksdb::Snapshot>;

// The newest state of `database`, which must outlive it.
inline HeldSnapshot take_snapshot(rocksdb::DB& database) {
  return {database.GetSnapshot(),
          [&database](const rocksdb::Snapshot* snapshot) { database.ReleaseSnapshot(snapshot); }};
}

// Of that state; it must be held as long as they are used.
inline rocksdb::ReadOptions reads_at(const HeldSnapshot& state) {
  rocksdb::ReadOptions options;
  options.snapshot = state.get();
  return options;
}

// Commits are written before they are synced, so that the next group can be planned meanwhile. Until they
// are, nobody may see them: they may still be lost. Any thread may call any method.
class ReadPoint {
 public:
  HeldSnapshot held() const {
    const std::lock_guard lock(mutex_);
    return snapshot_;
  }
  void move_to(HeldSnapshot snapshot) {
    {
      const std::lock_guard lock(mutex_);
      snapshot_.swap(snapshot);
    }  // the last one goes after the lock: giving it back takes RocksDB's own
  }

 private:
  mutable std::mutex mutex_;
  HeldSnapshot snapshot_;
};

}  // namespace keyglass::storage
