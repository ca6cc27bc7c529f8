// Commits that share one RocksDB write: exact conditions inside a group, one sync, one fate.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <optional>
#include <thread>

#include "failing_disk.hpp"
#include "steps.hpp"
#include "storage/rocksdb_store.hpp"
#include "support/temp_dir.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using storage::Commit;
using storage::Delete;
using storage::MustBeAbsent;
using storage::MustExist;
using storage::MustHaveEtag;
using storage::Put;
using storage::RocksdbOptions;
using storage::RocksdbStore;
using storage::SyncPolicy;
using storage::WriteBatch;

Put put_of(std::string key, std::string value) {
  return {std::move(key), std::move(value), "", std::nullopt};
}

// A store whose disk can be made to wait, so that the test decides which commits form a group.
class GroupedStore {
 public:
  GroupedStore() { open(); }

  RocksdbStore& store() { return *store_; }
  FailingDisk& disk() { return disk_; }

  // Commits `batches` as one group, queued in their order behind a commit that the disk holds up; `meanwhile`
  // runs before the disk goes on. Gives the result of each.
  template <typename Meanwhile>
  std::vector<Result<Commit>> commit_as_group(const std::vector<WriteBatch>& batches, Meanwhile meanwhile) {
    std::vector<std::optional<Result<Commit>>> results(batches.size() + 1);
    std::vector<std::thread> threads;
    disk_.hold_syncs();
    threads.emplace_back([&] { results.back() = store_->commit({{}, {put_of("first", "v")}}); });
    CHECK(wait_until([&] { return disk_.held_syncs() == 1; }));
    for (std::size_t n = 0; n < batches.size(); ++n) {
      threads.emplace_back([&, n] { results[n] = store_->commit(batches[n]); });
      CHECK(wait_until([&] { return store_->counts().waiting == n + 2; }));
    }
    meanwhile();
    disk_.release_syncs();
    for (std::thread& thread : threads) thread.join();
    CHECK(results.back()->ok());
    results.pop_back();
    std::vector<Result<Commit>> given;
    for (auto& result : results) given.push_back(std::move(*result));
    return given;
  }

  void reopen() {
    store_.reset();
    open();
  }

 private:
  void open() {
    RocksdbOptions options;
    options.files.path = directory_ / "data";
    options.files.env = disk_.env();
    auto files = storage::open_rocksdb_files(options.files);
    REQUIRE(files);
    store_ = std::make_unique<RocksdbStore>(std::move(files).value(), options);
  }

  const TempDir directory_;
  FailingDisk disk_;
  std::unique_ptr<RocksdbStore> store_;
};

const auto nothing = [] {};

TEST_CASE("Commits that wait for a RocksDB sync share the next one, each with its own revision") {
  GroupedStore grouped;
  std::vector<WriteBatch> batches;
  for (int n = 0; n < 32; ++n) batches.push_back({{}, {put_of("k" + std::to_string(n), "v")}});
  const auto results = grouped.commit_as_group(batches, nothing);
  for (std::size_t n = 0; n < results.size(); ++n) {
    REQUIRE(results[n]);
    CHECK(results[n].value().revision == n + 2);
    CHECK(grouped.store().metadata("k" + std::to_string(n)).value().revision == n + 2);
  }
  const auto counts = grouped.store().counts();
  CHECK(counts.commits == 33);
  CHECK(counts.groups == 2);
  CHECK(counts.syncs == 2);
  CHECK(counts.waiting == 0);
  grouped.reopen();
  CHECK(contents(grouped.store()).size() == 33);
  CHECK(commit(grouped.store(), {{}, {put_of("later", "v")}}).revision == 34);
}

TEST_CASE("Of one RocksDB group only the first commit on an ETag succeeds") {
  GroupedStore grouped;
  const std::string etag = put(grouped.store(), "k", "0").metadata.etag;
  std::vector<WriteBatch> batches;
  for (int n = 1; n <= 16; ++n) {
    batches.push_back({{MustHaveEtag{"k", etag}}, {put_of("k", std::to_string(n))}});
  }
  const auto results = grouped.commit_as_group(batches, nothing);
  REQUIRE(results[0]);
  for (std::size_t n = 1; n < results.size(); ++n) {
    REQUIRE_FALSE(results[n]);
    CHECK(results[n].error().code == ErrorCode::precondition_failed);
    CHECK(results[n].error().etag == results[0].value().outcomes[0].metadata.etag);
  }
  CHECK(value_of(grouped.store(), "k") == "1");
}

TEST_CASE("A commit of a RocksDB group sees what those before it have put and deleted") {
  GroupedStore grouped;
  put(grouped.store(), "old", "v");
  const auto results = grouped.commit_as_group({{{MustBeAbsent{"new"}}, {put_of("new", "1")}},
                                                {{MustExist{"new"}}, {put_of("new", "2"), Delete{"old"}}},
                                                {{MustExist{"old"}}, {put_of("lost", "v")}},
                                                {{MustBeAbsent{"old"}}, {put_of("old", "3")}},
                                                {{}, {Delete{"lost"}}}},
                                               nothing);
  REQUIRE(results[0]);
  REQUIRE(results[1]);
  CHECK(results[1].value().outcomes[0].kind == storage::WriteOutcome::Kind::replaced);
  REQUIRE_FALSE(results[2]);
  CHECK(results[2].error().key == "old");
  REQUIRE(results[3]);
  CHECK(results[3].value().outcomes[0].kind == storage::WriteOutcome::Kind::created);
  REQUIRE(results[4]);
  CHECK(results[4].value().revision == results[3].value().revision);
  CHECK(contents(grouped.store()) ==
        std::map<std::string, std::string>{{"first", "v"}, {"new", "2"}, {"old", "3"}});
}

TEST_CASE("A failed RocksDB sync acknowledges nothing of its group and refuses later commits") {
  GroupedStore grouped;
  put(grouped.store(), "there", "v");
  const auto results = grouped.commit_as_group({{{}, {put_of("a", "v")}},
                                                {{MustBeAbsent{"there"}}, {put_of("b", "v")}},
                                                {{MustBeAbsent{"a"}}, {put_of("c", "v")}},
                                                {{}, {Delete{"absent"}}},
                                                {{}, {put_of("d", "v")}}},
                                               [&] { grouped.disk().fail_syncs(); });
  for (const auto& result : results) REQUIRE_FALSE(result);
  CHECK_THAT(results[0].error().message, ContainsSubstring("may or may not have happened"));
  CHECK_THAT(results[4].error().message, ContainsSubstring("may or may not have happened"));
  // This one failed on what had been written before; the next on what now may never have been.
  CHECK(results[1].error().code == ErrorCode::precondition_failed);
  CHECK(results[2].error().code == ErrorCode::unavailable);
  CHECK_THAT(results[2].error().message, !ContainsSubstring("may or may not"));
  CHECK(results[3].error().code == ErrorCode::unavailable);
  CHECK(grouped.store().counts().commits == 2);
  grouped.disk().heal();
  CHECK(refused(grouped.store(), {{}, {put_of("late", "v")}}).code == ErrorCode::unavailable);
  CHECK_FALSE(grouped.store().check_ready());
  const std::map<std::string, std::string> acknowledged{{"first", "v"}, {"there", "v"}};
  CHECK(contents(grouped.store()) == acknowledged);
  grouped.reopen();
  CHECK(grouped.store().check_ready());
  // All of the group or nothing of it.
  auto with_group = acknowledged;
  with_group.insert({{"a", "v"}, {"d", "v"}});
  const auto kept = contents(grouped.store());
  CHECK((kept == acknowledged || kept == with_group));
}

TEST_CASE("A RocksDB store that refuses writes still answers commits that only look") {
  GroupedStore grouped;
  put(grouped.store(), "there", "v");
  grouped.disk().fail_syncs();
  refused(grouped.store(), {{}, {put_of("lost", "v")}});
  REQUIRE_FALSE(grouped.store().check_ready());
  const auto looked = grouped.store().commit({{MustExist{"there"}, MustBeAbsent{"lost"}}, {}});
  REQUIRE(looked);
  CHECK(looked.value().revision == 1);
  CHECK(refused(grouped.store(), {{MustExist{"lost"}}, {}}).code == ErrorCode::precondition_failed);
  // Also beside one that would write, in either order.
  grouped.disk().heal();
  const WriteBatch looks{{MustExist{"there"}}, {}};
  const WriteBatch writes{{MustExist{"lost"}}, {put_of("more", "v")}};
  const WriteBatch notes{{}, {}, {{"note", "bytes"}}};
  for (const WriteBatch& batch : {writes, notes}) {
    const Error error = refused(grouped.store(), batch);
    CHECK(error.code == ErrorCode::unavailable);
    CHECK_THAT(error.message, !ContainsSubstring("may or may not"));
    CHECK(grouped.store().commit(looks));
  }
  CHECK(refused(grouped.store(), {{}, {Delete{"absent"}}}).code == ErrorCode::unavailable);
}

TEST_CASE("RocksDB without a sync for each commit writes in groups all the same") {
  const TempDir directory;
  RocksdbOptions options;
  options.files.path = directory / "data";
  options.sync = {SyncPolicy::Mode::interval, 1};
  auto files = storage::open_rocksdb_files(options.files);
  REQUIRE(files);
  RocksdbStore store(std::move(files).value(), options);
  put(store, "k", "v");
  CHECK(store.counts().groups == 1);
  CHECK(wait_until([&] { return store.counts().syncs == 1; }));
}

}  // namespace
}  // namespace keyglass::test
