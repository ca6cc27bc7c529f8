// Backup, restore and check of a RocksDB store, also while it is written.
#include <rocksdb/db.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "faults/seed.hpp"
#include "faults/written_store.hpp"
#include "storage/record.hpp"
#include "storage/rocksdb_copy.hpp"
#include "storage/rocksdb_rows.hpp"
#include "support/temp_dir.hpp"

namespace keyglass::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using storage::back_up_rocksdb;
using storage::check_rocksdb;
using storage::restore_rocksdb;
using storage::StoreCheck;
using storage::StoreCopy;

StoreCheck done(const Result<StoreCheck>& result) {
  INFO((result ? "" : result.error().message));
  REQUIRE(result);
  for (const auto& fault : result.value().faults) {
    UNSCOPED_INFO(fault.family << " '" << fault.key << "' " << fault.what);
  }
  CHECK(result.value().sound());
  return result.value();
}

std::string refusal(const Result<StoreCheck>& result) {
  REQUIRE_FALSE(result);
  return result.error().message;
}

std::string open_refusal(const std::string& path) {
  storage::RocksdbOptions options;
  options.files.path = path;
  const auto store = storage::RocksdbStore::open(options);
  REQUIRE_FALSE(store);
  return store.error().message;
}

void put(storage::Store& store, const std::string& key, const std::string& value,
         std::optional<std::int64_t> expires_at_ms = std::nullopt) {
  REQUIRE(store.commit({{}, {storage::Put{key, value, "text/plain", expires_at_ms}}}));
}

bool has_expired(const AttemptedWrite& write) {
  return write.expires_at_ms != 0 && write.expires_at_ms <= storage::system_time_ms();
}

// Every key of the load as `expected` says, and nothing else.
void compare(const storage::Store& store,
             const std::map<std::string, std::optional<AttemptedWrite>>& expected) {
  std::size_t present = 0;
  for (const auto& [key, write] : expected) {
    CAPTURE(key);
    const auto entry = store.get(key);
    if (!write || has_expired(*write)) {
      CHECK_FALSE(entry);
      continue;
    }
    if (!entry && has_expired(*write)) continue;
    REQUIRE(entry);
    CHECK(entry.value().value == *write->value);
    ++present;
  }
  const auto stats = store.stats("");
  REQUIRE(stats);
  CHECK(stats.value().count <= present);
}

TEST_CASE(
    "A backup made while RocksDB is written holds one moment, and a store restored from it is that moment") {
  const std::uint64_t seed = random_seed();
  INFO("KEYGLASS_SEED=" << seed);
  std::mt19937_64 random(seed);
  const TempDir folder;
  WrittenStore source(folder / "data");
  source.commits_between_flushes_max = KEYGLASS_COPY_COMMITS;  // a view needs a moment between two flushes
  constexpr int copies = KEYGLASS_COPIES;
  std::atomic<bool> copied = false;
  std::vector<std::optional<Result<StoreCheck>>> made(copies);
  std::vector<std::optional<Result<StoreCheck>>> checks(10 * copies);
  std::thread copier([&] {
    // Views are opened between flushes, before and after logs go: each must be of one moment.
    for (auto& check : checks) check = check_rocksdb(folder / "data");
    for (int n = 0; n < copies; ++n) {
      made[static_cast<std::size_t>(n)] =
          back_up_rocksdb({folder / "data", folder / ("backup" + std::to_string(n))});
    }
    copied = true;
  });
  const Account account = source.write_until(random, [&] { return copied.load(); });
  copier.join();
  REQUIRE(account.failures.empty());
  for (const auto& check : checks) done(*check);
  for (int n = 0; n < copies; ++n) {
    const std::string restored = folder / ("restored" + std::to_string(n));
    const StoreCheck backup = done(*made[static_cast<std::size_t>(n)]);
    const StoreCheck check = done(restore_rocksdb({folder / ("backup" + std::to_string(n)), restored}));
    CHECK(check.entries == backup.entries);
    CHECK(check.history == backup.history);
    CHECK(check.revision > source.store().commit({}).value().revision);
    WrittenStore store(restored);
    compare(store.store(), acknowledged(account, backup.revision));
  }
  CHECK(done(*made[copies - 1]).revision > 0);
}

TEST_CASE("A check while RocksDB merges its tables takes none that has gone since for a damaged one") {
  std::mt19937_64 random(random_seed());
  const TempDir folder;
  WrittenStore source(folder / "data");
  source.commits_between_flushes_max = KEYGLASS_COPY_COMMITS / 20;
  std::vector<std::optional<Result<StoreCheck>>> checks(KEYGLASS_CHECKS);
  std::atomic<bool> checked = false;
  std::thread checker([&] {
    // The store grows meanwhile, and each check takes longer than the one before.
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    for (auto& check : checks) {
      check = check_rocksdb(folder / "data");
      if (std::chrono::steady_clock::now() >= end) break;
    }
    checked = true;
  });
  const Account account = source.write_until(random, [&] { return checked.load(); });
  checker.join();
  REQUIRE(account.failures.empty());
  for (const auto& check : checks) {
    if (check) done(*check);
  }
}

TEST_CASE(
    "A restored RocksDB store is another life: higher revisions, other ETags, a feed that begins anew") {
  const TempDir folder;
  std::atomic<std::int64_t> now_ms = storage::system_time_ms();
  const storage::Clock clock = [&] { return now_ms.load(); };
  std::string etag;
  std::uint64_t last = 0;
  {
    WrittenStore source(folder / "data");
    put(source.store(), "k", "1");
    done(back_up_rocksdb({folder / "data", folder / "backup", clock}));
    put(source.store(), "k", "2");
    etag = source.store().get("k").value().metadata.etag;
    last = source.store().get("k").value().metadata.revision;
  }
  now_ms += 5'000;
  const StoreCheck check = done(restore_rocksdb({folder / "backup", folder / "restored", clock}));
  CHECK(check.revision == 1 + 5'000 * storage::revisions_per_ms_max);
  CHECK(check.revision > last);
  WrittenStore restored(folder / "restored");
  CHECK(restored.store().get("k").value().value == "1");
  CHECK(restored.store().get("k").value().metadata.etag.substr(2) != etag.substr(2));
  CHECK_FALSE(restored.store().commit({{storage::MustHaveEtag{"k", etag}}, {storage::Delete{"k"}}}));
  const auto changes = restored.store().change_feed()->changes({last, "", 10, false});
  REQUIRE_FALSE(changes);
  CHECK(changes.error().code == ErrorCode::compacted);
  CHECK(changes.error().revision == check.revision);
  CHECK(restored.store().commit({{}, {storage::Delete{"k"}}}).value().revision == check.revision + 1);
}

TEST_CASE("A restore is refused while the clock is behind the backup") {
  const TempDir folder;
  put(WrittenStore(folder / "data").store(), "k", "v");
  done(back_up_rocksdb({folder / "data", folder / "backup"}));
  const auto early = [] { return std::int64_t{1}; };
  CHECK_THAT(refusal(restore_rocksdb({folder / "backup", folder / "restored", early})),
             ContainsSubstring("the clock is behind"));
}

TEST_CASE("Backups and stores are not taken for each other, and nothing is written over") {
  const TempDir folder;
  const std::string data = folder / "data";
  const std::string backup = folder / "backup";
  put(WrittenStore(data).store(), "k", "v");
  done(back_up_rocksdb({data, backup}));
  CHECK_THAT(open_refusal(backup), ContainsSubstring("is a backup: `keyglass restore --from "));
  CHECK_THAT(refusal(back_up_rocksdb({backup, folder / "b"})), ContainsSubstring("is a backup, not a store"));
  CHECK_THAT(refusal(restore_rocksdb({data, folder / "c"})), ContainsSubstring("is a store, not a backup"));
  CHECK_THAT(refusal(back_up_rocksdb({data, backup})), ContainsSubstring(backup + " is not empty"));
  CHECK_THAT(refusal(restore_rocksdb({backup, data})), ContainsSubstring(data + " is not empty"));
  CHECK_THAT(refusal(back_up_rocksdb({folder / "none", folder / "d"})),
             ContainsSubstring("there is no store in"));
  CHECK_FALSE(std::filesystem::exists(folder / "none"));
  CHECK_FALSE(std::filesystem::exists(folder / "d"));
  CHECK(done(check_rocksdb(backup)).entries == 1);
  CHECK(WrittenStore(data).store().get("k").value().value == "v");
}

// Puts a row past the engine.
void plant(const std::string& path,
           const std::function<void(storage::RocksdbFiles&, rocksdb::WriteBatch&)>& rows) {
  WrittenStore store(path);
  rocksdb::WriteBatch batch;
  rows(store.files(), batch);
  REQUIRE(store.files().database->Write(rocksdb::WriteOptions(), &batch).ok());
}

TEST_CASE("A backup of a faulty store fails by the key, and what it left is refused as incomplete") {
  const TempDir folder;
  const std::string data = folder / "data";
  const std::string backup = folder / "backup";
  put(WrittenStore(data).store(), "k", "v");
  plant(data, [](auto& files, auto& batch) { batch.Put(files.families.entries, "broken", "x"); });
  const auto failed = back_up_rocksdb({data, backup});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::corrupt);
  CHECK(failed.error().key == "broken");
  for (const std::string& message :
       {open_refusal(backup), refusal(check_rocksdb(backup)), refusal(back_up_rocksdb({data, backup})),
        refusal(restore_rocksdb({backup, folder / "restored"}))}) {
    CHECK_THAT(message, ContainsSubstring(backup + " is incomplete"));
  }
}

struct Planted {
  const char* what;  // part of the fault that must be named
  const char* key;
  void (*rows)(storage::RocksdbFiles& files, rocksdb::WriteBatch& batch);
};

const std::vector<Planted> planted{
    {"row of expiry for a key that is not there", "gone",
     [](auto& files, auto& batch) {
       batch.Put(files.families.expiry, storage::expiry_key(5, "gone"), storage::encode_u64(5));
     }},
    {"no row of expiry", "fleeting",
     [](auto& files, auto& batch) {
       batch.Delete(files.families.expiry, storage::expiry_key(4'000'000'000'000, "fleeting"));
     }},
    {"another time than the entry", "fleeting",
     [](auto& files, auto& batch) {
       batch.Put(files.families.expiry, storage::expiry_key(7, "fleeting"), storage::encode_u64(9));
     }},
    {"ends within its header", "broken",
     [](auto& files, auto& batch) {
       batch.Put(files.families.entries, "broken", std::string("\x02\x00", 2));
     }},
    {"damaged", "past",
     [](auto& files, auto& batch) {
       batch.Put(files.families.history, storage::history_key("past", 1), "?");
     }},
    {"a gap", "",
     [](auto& files, auto& batch) { batch.Delete(files.families.changes, storage::changes_key(2)); }},
    {"the feed ends at revision 3", "",
     [](auto& files, auto& batch) { batch.Delete(files.families.changes, storage::changes_key(4)); }},
    {"and was changed in revision 2", "k",
     [](auto& files, auto& batch) {
       storage::Record record;
       record.revision = 1;
       batch.Put(files.families.entries, "k", storage::encode_record(record));
     }},
    {"has not been given yet", "k",
     [](auto& files, auto& batch) {
       storage::Record record;
       record.revision = 900;
       batch.Put(files.families.entries, "k", storage::encode_record(record));
     }},
    {"does not tell that it was written", "other",
     [](auto& files, auto& batch) {
       storage::Record record;
       record.revision = 2;
       batch.Put(files.families.entries, "other", storage::encode_record(record));
     }},
    {"totals count 3 entries", "",
     [](auto& files, auto& batch) { batch.Delete(files.families.entries, "k"); }},
    {"not Keyglass's", "stray",
     [](auto& files, auto& batch) { batch.Put(files.database->DefaultColumnFamily(), "stray", "v"); }},
};

TEST_CASE("A check names every inconsistency with its key, also while the store is open") {
  for (const Planted& fault : planted) {
    CAPTURE(fault.what);
    const TempDir folder;
    WrittenStore store(folder / "data");
    put(store.store(), "k", "1");
    put(store.store(), "k", "2");
    put(store.store(), "fleeting", "v", 4'000'000'000'000);
    put(store.store(), "third", "v");
    REQUIRE(done(check_rocksdb(folder / "data")).changes == 4);
    rocksdb::WriteBatch batch;
    fault.rows(store.files(), batch);
    REQUIRE(store.files().database->Write(rocksdb::WriteOptions(), &batch).ok());
    const auto check = check_rocksdb(folder / "data");
    REQUIRE(check);
    CHECK_FALSE(check.value().sound());
    bool named = false;
    for (const auto& found : check.value().faults) {
      UNSCOPED_INFO(found.family << " '" << found.key << "' " << found.what);
      if (found.what.find(fault.what) != std::string::npos && found.key == fault.key) named = true;
    }
    CHECK(named);
  }
}

}  // namespace
}  // namespace keyglass::test
