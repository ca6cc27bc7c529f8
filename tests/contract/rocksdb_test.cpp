// What only the RocksDB engine promises: opening, refusing, failing disks, damaged bytes.
#include <rocksdb/db.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <fstream>

#include "failing_disk.hpp"
#include "steps.hpp"
#include "storage/open_store.hpp"
#include "storage/record.hpp"
#include "storage/rocksdb_store.hpp"
#include "support/temp_dir.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using storage::RocksdbOptions;
using storage::RocksdbStore;
using storage::SyncPolicy;

std::unique_ptr<storage::Store> opened(const RocksdbOptions& options) {
  auto store = RocksdbStore::open(options);
  INFO((store ? "" : store.error().message));
  REQUIRE(store);
  return std::move(store).value();
}

RocksdbOptions options_for(const std::string& path) {
  RocksdbOptions options;
  options.files.path = path;
  return options;
}

Error open_error(const std::string& path) {
  const auto store = RocksdbStore::open(options_for(path));
  REQUIRE_FALSE(store);
  return store.error();
}

// Writes one pair past the engine, into `family` of the closed directory `path`.
void write_raw(const std::string& path, const std::string& family, const std::string& key,
               const std::string& value) {
  storage::RocksdbFilesOptions options;
  options.path = path;
  const auto files = storage::open_rocksdb_files(options);
  REQUIRE(files);
  auto* const handle = family == "meta" ? files.value().families.meta : files.value().families.entries;
  REQUIRE(files.value().database->Put(rocksdb::WriteOptions(), handle, key, value).ok());
}

TEST_CASE("A RocksDB directory that is open already is refused as locked") {
  const TempDir directory;
  const auto first = opened(options_for(directory / "data"));
  const Error error = open_error(directory / "data");
  CHECK(error.code == ErrorCode::unavailable);
  CHECK_THAT(error.message, ContainsSubstring(directory / "data"));
  CHECK_THAT(error.message, ContainsSubstring("locked by another process"));
}

TEST_CASE("RocksDB makes the directory and its parents") {
  const TempDir directory;
  put(*opened(options_for(directory / "a/b/c")), "k", "v");
  CHECK(value_of(*opened(options_for(directory / "a/b/c")), "k") == "v");
}

TEST_CASE("A RocksDB path that is a file is refused by name") {
  const TempDir directory;
  std::ofstream(directory / "file") << "text";
  const Error error = open_error(directory / "file");
  CHECK(error.code == ErrorCode::unavailable);
  CHECK(error.message == directory / "file" + " is not a directory");
  CHECK_THAT(open_error(directory / "file/below").message, ContainsSubstring(directory / "file/below"));
}

TEST_CASE("A RocksDB directory of a newer format is refused and left as it is") {
  const TempDir directory;
  const std::string path = directory / "data";
  put(*opened(options_for(path)), "k", "v");
  write_raw(path, "meta", storage::meta_format, storage::encode_u64(storage::rocksdb_format_version + 1));
  const Error error = open_error(path);
  CHECK(error.code == ErrorCode::unavailable);
  CHECK_THAT(error.message, ContainsSubstring(path + " was written by a newer Keyglass (format 4"));
}

TEST_CASE("A RocksDB database that is not Keyglass's is refused") {
  const TempDir directory;
  const std::string path = directory / "foreign";
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* database = nullptr;
  REQUIRE(rocksdb::DB::Open(options, path, &database).ok());
  REQUIRE(database->Put(rocksdb::WriteOptions(), "their key", "their value").ok());
  delete database;
  const Error error = open_error(path);
  CHECK(error.code == ErrorCode::corrupt);
  CHECK_THAT(error.message, ContainsSubstring("not a Keyglass store"));
}

TEST_CASE("A damaged RocksDB record is named by its key and spares the others") {
  const TempDir directory;
  const std::string path = directory / "data";
  put(*opened(options_for(path)), "sound", "v");
  write_raw(path, "entries", "broken", "\x01\x00 too short");
  const auto store = opened(options_for(path));
  const auto broken = store->get("broken");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == ErrorCode::corrupt);
  CHECK(broken.error().key == "broken");
  CHECK(value_of(*store, "sound") == "v");
  const auto page = store->scan({"", "", 10, false});
  REQUIRE_FALSE(page);
  CHECK(page.error().key == "broken");
}

TEST_CASE("After a failed RocksDB sync every write is refused until a restart") {
  const TempDir directory;
  FailingDisk disk;
  RocksdbOptions options = options_for(directory / "data");
  options.files.env = disk.env();
  {
    const auto store = opened(options);
    put(*store, "before", "v");
    disk.fail_syncs();
    const Error first = refused(*store, {{}, {storage::Put{"during", "v", "", std::nullopt}}});
    CHECK(first.code == ErrorCode::unavailable);
    CHECK_THAT(first.message, ContainsSubstring("may or may not have happened"));
    disk.heal();
    const Error later = refused(*store, {{}, {storage::Put{"after", "v", "", std::nullopt}}});
    CHECK(later.code == ErrorCode::unavailable);
    CHECK_FALSE(store->check_ready());
    CHECK_THAT(store->check_ready().error().message, ContainsSubstring("the sync failed"));
    CHECK(value_of(*store, "before") == "v");
  }
  const auto store = opened(options);
  CHECK(store->check_ready());
  CHECK(value_of(*store, "before") == "v");
  CHECK(value_of(*store, "after") == std::nullopt);
  put(*store, "after", "v");
}

TEST_CASE("A full disk gives an error and RocksDB opens again with what was acknowledged") {
  const TempDir directory;
  FailingDisk disk;
  RocksdbOptions options = options_for(directory / "data");
  options.files.env = disk.env();
  {
    const auto store = opened(options);
    put(*store, "before", "v");
    disk.fail_appends();
    CHECK_THAT(refused(*store, {{}, {storage::Put{"during", "v", "", std::nullopt}}}).message,
               ContainsSubstring("the disk is full"));
    CHECK_FALSE(store->check_ready());
    disk.heal();
  }
  const auto store = opened(options);
  CHECK(contents(*store) == std::map<std::string, std::string>{{"before", "v"}});
}

TEST_CASE("RocksDB with an interval notices a failed sync by itself") {
  const TempDir directory;
  FailingDisk disk;
  RocksdbOptions options = options_for(directory / "data");
  options.files.env = disk.env();
  options.sync = {SyncPolicy::Mode::interval, 1};
  const auto store = opened(options);
  CHECK(store->capabilities().durability == storage::Durability::process);
  put(*store, "k", "v");
  disk.fail_syncs();
  // A write may slip in before the failing sync; one soon does not.
  CHECK(wait_until([&] { return !store->commit({{}, {storage::Put{"k", "w", "", std::nullopt}}}); }));
  CHECK_FALSE(store->check_ready());
}

TEST_CASE("RocksDB keeps its data under every durability") {
  for (const char* text : {"always", "interval:5", "none"}) {
    const TempDir directory;
    RocksdbOptions options = options_for(directory / "data");
    options.sync = storage::parse_sync_policy(text).value();
    put(*opened(options), "k", text);
    CHECK(value_of(*opened(options), "k") == text);
  }
}

}  // namespace
}  // namespace keyglass::test
