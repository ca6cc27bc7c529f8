// RocksDB directories over time: migrations, what leaves the disk by itself, what stays exact.
#include <rocksdb/db.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <memory>

#include "steps.hpp"
#include "storage/rocksdb_check.hpp"
#include "storage/rocksdb_store.hpp"
#include "support/temp_dir.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using storage::Put;
using storage::RocksdbFiles;
using storage::RocksdbOptions;
using storage::RocksdbStore;

constexpr std::int64_t hour_ms = 3'600'000;

// A RocksDB store whose clock the test turns, and whose directory it may look into.
class Directory {
 public:
  Directory() {
    options.files.path = directory_ / "data";
    options.files.clock = [this] { return now_ms.load(); };
  }

  std::unique_ptr<RocksdbStore> open() {
    auto files = storage::open_rocksdb_files(options.files);
    INFO((files ? "" : files.error().message));
    REQUIRE(files);
    return std::make_unique<RocksdbStore>(std::move(files).value(), options);
  }
  RocksdbFiles files() {
    auto files = storage::open_rocksdb_files(options.files);
    REQUIRE(files);
    return std::move(files).value();
  }
  const std::string& path() const { return options.files.path; }

  RocksdbOptions options;
  std::atomic<std::int64_t> now_ms = 1'700'000'000'000;

 private:
  const TempDir directory_;
};

std::size_t count_rows(const RocksdbFiles& files, rocksdb::ColumnFamilyHandle* family) {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> at(files.database->NewIterator(options, family));
  std::size_t rows = 0;
  for (at->SeekToFirst(); at->Valid(); at->Next()) ++rows;
  REQUIRE(at->status().ok());
  return rows;
}

// A directory as format 1 wrote it: records of version 1, three families, one row of meta for each number.
class Format1Writer {
 public:
  explicit Format1Writer(const std::string& path) {
    rocksdb::DBOptions options;
    options.create_if_missing = true;
    options.create_missing_column_families = true;
    const std::vector<rocksdb::ColumnFamilyDescriptor> families{
        {"default", {}}, {"entries", {}}, {"meta", {}}};
    REQUIRE(rocksdb::DB::Open(options, path, families, &handles_, &database_).ok());
    meta("format", 1);
    meta("epoch", 77);
  }
  ~Format1Writer() {
    for (auto* handle : handles_) database_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    delete database_;
  }
  Format1Writer(const Format1Writer&) = delete;
  Format1Writer& operator=(const Format1Writer&) = delete;

  void meta(const std::string& name, std::uint64_t number) {
    put(handles_[2], name, storage::encode_u64(number));
  }
  void entry(const std::string& key, std::uint64_t revision, const std::string& value,
             std::optional<std::int64_t> expires_at_ms = std::nullopt) {
    std::string bytes(1, '\x01');
    bytes += expires_at_ms ? '\x01' : '\x00';
    bytes += storage::encode_u64(revision) + storage::encode_u64(1'000) + storage::encode_u64(2'000);
    if (expires_at_ms) bytes += storage::encode_u64(static_cast<std::uint64_t>(*expires_at_ms));
    bytes += '\x04';
    bytes += "text" + value;
    put(handles_[1], key, bytes);
  }

 private:
  void put(rocksdb::ColumnFamilyHandle* family, const std::string& key, const std::string& value) {
    REQUIRE(database_->Put(rocksdb::WriteOptions(), family, key, value).ok());
  }

  rocksdb::DB* database_ = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

TEST_CASE("A RocksDB directory of format 1 is migrated with its entries, revisions and times of expiry") {
  Directory directory;
  {
    Format1Writer writer(directory.path());
    writer.entry("kept", 5, "value");
    writer.entry("soon", 7, "v", directory.now_ms + 1'000);
    writer.meta("revision", 9);
  }
  const auto store = directory.open();
  const auto kept = store->get("kept");
  REQUIRE(kept);
  CHECK(kept.value().value == "value");
  CHECK(kept.value().metadata.revision == 5);
  CHECK(kept.value().metadata.updated_at_ms == 2'000);
  CHECK(kept.value().metadata.content_type == "text");
  CHECK(kept.value().metadata.etag == "\"5-4d\"");
  const auto stats = store->stats("");
  REQUIRE(stats);
  CHECK(stats.value().count == 2);
  CHECK(stats.value().bytes == 14);
  CHECK(stats.value().revision == 9);
  // What came before is not known, to the feed nor to the history.
  CHECK(store->change_feed()->changes({8, "", 10, false}).error().revision == 9);
  CHECK(store->change_feed()->changes({9, "", 10, false}).value().changes.empty());
  const auto versions = store->history()->versions({"kept", 0, 10});
  REQUIRE(versions);
  CHECK(versions.value().versions.size() == 1);
  CHECK_FALSE(versions.value().complete);
  // And it goes on as any other store.
  directory.now_ms += 1'000;
  CHECK(store->expire_due(10).value() == 1);
  CHECK(put(*store, "kept", "new").metadata.revision == 11);
  CHECK(store->history()->get_at("kept", 9).value().value == "value");
}

TEST_CASE("A migration that was interrupted begins again, and one that is done is not repeated") {
  Directory directory;
  {
    Format1Writer writer(directory.path());
    writer.entry("soon", 7, "v", directory.now_ms + 1'000);
    writer.meta("revision", 9);
  }
  {
    // As an interruption before the last batch leaves it: an index row is there, the version is the old one.
    const RocksdbFiles files = directory.files();
    REQUIRE(files.totals.entries == 1);
    REQUIRE(count_rows(files, files.families.expiry) == 1);
    rocksdb::WriteBatch batch;
    batch.Put(files.families.meta, "format", storage::encode_u64(1)).PermitUncheckedError();
    batch.Put(files.families.meta, "revision", storage::encode_u64(9)).PermitUncheckedError();
    batch.Delete(files.families.meta, "totals").PermitUncheckedError();
    batch.Delete(files.families.meta, "feed_floor").PermitUncheckedError();
    REQUIRE(files.database->Write(rocksdb::WriteOptions(), &batch).ok());
  }
  for (int opens = 0; opens < 2; ++opens) {
    const RocksdbFiles files = directory.files();
    CHECK(files.totals == storage::Totals{9, 1, 5, 0});
    CHECK(files.feed_floor == 9);
    CHECK(count_rows(files, files.families.expiry) == 1);
  }
}

TEST_CASE("A RocksDB directory of format 2 is read, and migrated when it is opened to write") {
  Directory directory;
  put(*directory.open(), "kept", "value");
  {
    const RocksdbFiles files = directory.files();
    rocksdb::WriteBatch batch;
    const std::string four_numbers = storage::encode_totals(files.totals).substr(0, 32);
    batch.Put(files.families.meta, "totals", four_numbers).PermitUncheckedError();
    batch.Put(files.families.meta, "format", storage::encode_u64(2)).PermitUncheckedError();
    REQUIRE(files.database->Write(rocksdb::WriteOptions(), &batch).ok());
  }
  const std::string slot =
      storage::encode_u64(1) + storage::encode_u64(~std::uint64_t{1}) + std::string(16, '\0');
  std::ofstream(directory.path() + "/ACKNOWLEDGED", std::ios::binary) << slot << slot;
  const auto check = storage::check_rocksdb(directory.path());
  REQUIRE(check);
  CHECK(check.value().sound());
  CHECK(check.value().format == 2);
  {
    const auto store = directory.open();
    CHECK(value_of(*store, "kept") == "value");
    commit(*store, {{}, {}, {{"note", "bytes"}}});
  }
  CHECK(directory.files().totals == storage::Totals{1, 1, 9, 1, 1});
  CHECK(storage::check_rocksdb(directory.path()).value().format == 3);
  CHECK(storage::read_acknowledged_mark(directory.path()).value() == storage::LogReach{1, 1});
}

TEST_CASE("Compaction drops history that is beyond the retention, and no other") {
  Directory directory;
  directory.options.files.history = {3, 24};
  const auto rows_after_compaction = [&directory] {
    const RocksdbFiles files = directory.files();
    REQUIRE(
        files.database->CompactRange(rocksdb::CompactRangeOptions(), files.families.history, nullptr, nullptr)
            .ok());
    return count_rows(files, files.families.history);
  };
  {
    const auto store = directory.open();
    for (int n = 0; n < 9; ++n) put(*store, "often", std::to_string(n));
    put(*store, "twice", "1");
    put(*store, "twice", "2");
    CHECK(store->history()->versions({"often", 0, 100}).value().versions.size() == 4);
  }
  CHECK(rows_after_compaction() == 4);
  directory.now_ms += 24 * hour_ms;
  CHECK(rows_after_compaction() == 0);
}

TEST_CASE("The change feed keeps its newest changes, in whole commits, also across a restart") {
  Directory directory;
  directory.options.feed_changes_max = 10;
  std::uint64_t newest = 0;
  const auto feed_of = [](RocksdbStore& store, std::uint64_t since) {
    return store.change_feed()->changes({since, "", 1'000, false});
  };
  {
    const auto store = directory.open();
    for (int n = 0; n < 50; ++n) newest = put(*store, "k" + std::to_string(n), "v").metadata.revision;
    CHECK(wait_until([&] { return !feed_of(*store, newest - 20).ok(); }));
    const auto kept = feed_of(*store, newest - 10);
    REQUIRE(kept);
    CHECK(kept.value().changes.size() == 10);
  }
  const auto store = directory.open();
  // What was too much when it was closed is trimmed now.
  const auto holds_few = [&] {
    const auto dropped = feed_of(*store, 0);
    if (dropped || !dropped.error().revision) return false;
    const auto kept = feed_of(*store, *dropped.error().revision);
    return kept && kept.value().changes.size() <= 11;
  };
  CHECK(wait_until(holds_few));
  const auto dropped = feed_of(*store, 0);
  REQUIRE_FALSE(dropped);
  CHECK(dropped.error().code == ErrorCode::compacted);
  REQUIRE(dropped.error().revision);
  const auto kept = feed_of(*store, *dropped.error().revision);
  REQUIRE(kept);
  CHECK(kept.value().changes.size() >= 10);
  CHECK(kept.value().changes.size() <= 11);
  CHECK(kept.value().changes.front().version.metadata.revision == *dropped.error().revision + 1);
  CHECK(kept.value().upto == newest);
}

TEST_CASE("The expiry index and the totals hold exactly what the entries say") {
  Directory directory;
  {
    const auto store = directory.open();
    put(*store, "a", "1", directory.now_ms + hour_ms);
    put(*store, "a", "22", directory.now_ms + 2 * hour_ms);  // the row of the first is gone
    put(*store, "b", "333", directory.now_ms + hour_ms);
    put(*store, "b", "333");  // no longer expires
    put(*store, "c", "4", directory.now_ms + hour_ms);
    remove(*store, "c");
    put(*store, "d", "5", directory.now_ms + hour_ms);
  }
  {
    const RocksdbFiles files = directory.files();
    CHECK(count_rows(files, files.families.expiry) == 2);
    CHECK(files.totals.entries == 3);
    CHECK(files.totals.bytes == 3 + 4 + 2);
    CHECK(files.totals.changes == 7);
  }
  directory.now_ms += hour_ms;
  const auto store = directory.open();
  auto stats = store->stats("");
  CHECK(stats.value().count == 2);  // d has expired, though nobody has swept it
  CHECK(stats.value().bytes == 3 + 4);
  CHECK(stats.value().exact);
  CHECK(store->expire_due(10).value() == 1);
  CHECK(store->expire_due(10).value() == 0);
  stats = store->stats("");
  CHECK(stats.value().count == 2);
  CHECK(stats.value().exact);
}

TEST_CASE("A sweep finds entries that were put with an earlier time than those swept before") {
  Directory directory;
  const auto store = directory.open();
  put(*store, "late", "v", directory.now_ms + 10);
  directory.now_ms += 10;
  CHECK(store->expire_due(10).value() == 1);
  directory.now_ms -= 8;  // the machine's clock is set back
  put(*store, "early", "v", directory.now_ms + 1);
  directory.now_ms += 1;
  CHECK(store->expire_due(10).value() == 1);
}

TEST_CASE("A damaged record does not keep others from expiring") {
  Directory directory;
  {
    const auto store = directory.open();
    for (const char* key : {"a", "b", "c"}) put(*store, key, "v", directory.now_ms + 1);
  }
  {
    const RocksdbFiles files = directory.files();
    REQUIRE(files.database->Put(rocksdb::WriteOptions(), files.families.entries, "b", "damaged").ok());
  }
  directory.now_ms += 1;
  const auto store = directory.open();
  CHECK(store->expire_due(10).value() == 2);
  CHECK(store->expire_due(10).value() == 0);
  CHECK(store->get("b").error().code == ErrorCode::corrupt);
}

TEST_CASE("A note without a name is refused, and the rest of its batch with it") {
  Directory directory;
  const auto store = directory.open();
  const Error error = refused(*store, {{}, {Put{"k", "v", "", std::nullopt}}, {{"", "nameless"}}});
  CHECK(error.code == ErrorCode::invalid);
  CHECK(error.field == "notes");
  CHECK(value_of(*store, "k") == std::nullopt);
  CHECK(put(*store, "after", "v").metadata.revision == 1);
}

}  // namespace
}  // namespace keyglass::test
