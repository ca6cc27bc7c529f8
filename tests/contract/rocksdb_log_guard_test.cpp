// A RocksDB log whose writes fail while it is synced. Without the guard RocksDB ends the process here.
#include <rocksdb/db.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "failing_disk.hpp"
#include "storage/rocksdb_files.hpp"
#include "support/temp_dir.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("A RocksDB write that fails is told after the sync under way, and no sync follows") {
  const TempDir directory;
  FailingDisk disk;
  storage::RocksdbFilesOptions options;
  options.path = directory / "data";
  options.env = disk.env();
  const auto opened = storage::open_rocksdb_files(options);
  REQUIRE(opened);
  const storage::RocksdbFiles& files = opened.value();
  const auto put = [&files] { return files.database->Put({}, files.families.entries, "key", "value"); };
  REQUIRE(put().ok());

  // The sync is to reach the log after this one while a write to that fails, so it is held up at this one.
  disk.hold_syncs();
  std::thread flush([&files] { files.database->Flush({}, files.families.entries).PermitUncheckedError(); });
  REQUIRE(wait_until([&] { return disk.held_syncs() == 1; }));
  std::atomic<bool> begun = false;
  std::atomic<bool> ended = false;
  std::thread sync([&] {
    const auto status = files.log_guard->sync([&] {
      begun = true;
      return files.database->SyncWAL();
    });
    status.PermitUncheckedError();
    ended = true;
  });
  REQUIRE(wait_until([&] { return begun.load(); }));
  disk.fail_after(0, DiskFault::error, DiskFiles::logs);
  std::atomic<bool> written = false;
  std::thread write([&] { written = put().ok(); });
  REQUIRE(wait_until([&] { return disk.has_struck(); }));
  CHECK_FALSE(ended);
  disk.release_syncs();
  for (std::thread* thread : {&write, &sync, &flush}) thread->join();

  CHECK_FALSE(written);
  bool called = false;
  const auto refused = files.log_guard->sync([&] {
    called = true;
    return rocksdb::Status::OK();
  });
  CHECK(refused.IsIOError());
  CHECK_FALSE(called);
}

}  // namespace
}  // namespace keyglass::test
