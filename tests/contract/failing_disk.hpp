// A disk whose writes fail or wait when a test says so.
#pragma once

#include <memory>

namespace rocksdb {
class Env;
}

namespace keyglass::test {

class FailingDisk {
 public:
  FailingDisk();
  ~FailingDisk();

  // For RocksdbFilesOptions::env; lives as long as this.
  rocksdb::Env* env();
  // From now on every sync (fail_syncs) or append (fail_appends) of a log file fails, until heal().
  void fail_syncs();
  void fail_appends();
  void heal();
  // From now on every sync of a log file waits until release_syncs(). Whether it fails was settled before.
  void hold_syncs();
  void release_syncs();
  // Syncs that wait now.
  int held_syncs() const;

 private:
  struct State;
  class File;
  class Files;
  std::shared_ptr<State> state_;
  std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace keyglass::test
