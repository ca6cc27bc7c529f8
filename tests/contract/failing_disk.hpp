// A disk whose writes fail, wait or are lost when a test says so.
#pragma once

#include <cstdint>
#include <memory>
#include <random>

namespace rocksdb {
class Env;
}

namespace keyglass::test {

// How a write fails. A short write leaves a part of it in the file; a sync that should fail so fails as by
// `error`.
enum class DiskFault { error, no_space, short_write };

// Which files a fault meets: the write-ahead log, tables (what flushes and compactions write), or all.
enum class DiskFiles { logs, tables, all };

// Any thread.
class FailingDisk {
 public:
  FailingDisk();
  ~FailingDisk();

  // For RocksdbFilesOptions::env; lives as long as this.
  rocksdb::Env* env();

  // From now on every sync (fail_syncs) or append (fail_appends) of a log file fails, until heal().
  void fail_syncs();
  void fail_appends();
  // After `operations` more writes and syncs of `files` the next fails, and every later one, until heal().
  void fail_after(std::uint64_t operations, DiskFault fault, DiskFiles files);
  // True once fail_after() has struck.
  bool has_struck() const;
  void heal();

  // From now on every sync of a log file waits until release_syncs(). Whether it fails was settled before.
  void hold_syncs();
  void release_syncs();
  // Lets those go that wait now, and holds later ones.
  void release_held_syncs();
  // Syncs that wait now.
  int held_syncs() const;

  // Bytes that log files have got, synced or not.
  std::uint64_t logged_bytes() const;

  // What a power cut does: of every file written here keeps what was synced, and of the rest a random
  // beginning. No file may be open.
  void lose_unsynced(std::mt19937_64& random);

 private:
  struct State;
  class File;
  class Files;
  std::shared_ptr<State> state_;
  std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace keyglass::test
