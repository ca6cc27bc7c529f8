// What RocksDB tells of itself while it works: failures of its background work, and its own log.
#pragma once

#include <memory>
#include <mutex>
#include <string>

namespace rocksdb {
class EventListener;
class Logger;
}  // namespace rocksdb

namespace keyglass::storage {

// The first failure of a flush, a compaction or a write since the database was opened. After one the
// database takes no writes: what its files hold is known only to the next open. Any thread.
class BackgroundErrors {
 public:
  // "" while there is none.
  std::string first() const;
  void note(std::string text);

 private:
  mutable std::mutex mutex_;  // protects what follows
  std::string first_;
};

// Notes failures in `errors`, and forbids RocksDB to recover by itself: it would go on with a log whose end
// is unknown.
std::shared_ptr<rocksdb::EventListener> listen_for_background_errors(
    std::shared_ptr<BackgroundErrors> errors);

// A log that keeps nothing. RocksDB's own ends the process (an assertion in how it is packaged) when its file
// meets a full disk; what matters of it comes as a status or a background error.
std::shared_ptr<rocksdb::Logger> make_quiet_log();

}  // namespace keyglass::storage
