// Commits that share one RocksDB write: exact conditions inside a group, one sync, one fate.
#include <array>
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

template <typename T>
bool absent(const Result<T>& result) {
  return !result && result.error().code == ErrorCode::not_found;
}

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

TEST_CASE("A key that is read often is seen as it was before a RocksDB group until that is synced") {
  GroupedStore grouped;
  RocksdbStore& store = grouped.store();
  put(store, "k", "0");
  REQUIRE(read_often(store, "k") == "0");
  grouped.commit_as_group({{{}, {put_of("k", "1")}}}, [&] { CHECK(read_often(store, "k") == "0"); });
  CHECK(value_of(store, "k") == "1");
  CHECK(read_often(store, "k") == "1");
  grouped.commit_as_group({{{}, {put_of("k", "2")}}}, [&] {
    CHECK(read_often(store, "k") == "1");
    grouped.disk().fail_syncs();
  });
  CHECK(read_often(store, "k") == "1");
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

// A group of a, b and more whose sync is held, and one behind it, as large, that is written meanwhile.
class TwoGroups {
 public:
  // `more` are the requests of the group behind; 2 or more.
  explicit TwoGroups(std::vector<WriteBatch> more, bool first_sync_fails = false) {
    grouped_.disk().hold_syncs();
    start({{}, {put_of("first", "v")}});
    CHECK(wait_until([&] { return grouped_.disk().held_syncs() == 1; }));
    start({{}, {put_of("a", "1")}});
    start({{}, {put_of("b", "1")}});
    for (std::size_t n = 2; n < more.size(); ++n) start({{}, {put_of("b", std::to_string(n))}});
    if (first_sync_fails) grouped_.disk().fail_syncs();
    grouped_.disk().release_held_syncs();
    CHECK(wait_until(
        [&] { return grouped_.store().counts().commits == 1 && grouped_.disk().held_syncs() == 1; }));
    const std::uint64_t logged = grouped_.disk().logged_bytes();
    for (WriteBatch& batch : more) start(std::move(batch));
    CHECK(wait_until([&] { return grouped_.disk().logged_bytes() > logged; }));
  }
  ~TwoGroups() { finish(); }

  GroupedStore& grouped() { return grouped_; }
  RocksdbStore& store() { return grouped_.store(); }
  // Lets the syncs go. Gives the results of all but the first commit.
  std::vector<Result<Commit>> finish() {
    grouped_.disk().release_syncs();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    std::vector<Result<Commit>> given;
    for (std::size_t n = 1; n < started_; ++n) given.push_back(*results_.at(n));
    return given;
  }

 private:
  void start(WriteBatch batch) {
    const std::size_t waiting = grouped_.store().counts().waiting;
    auto& result = results_.at(started_++);
    threads_.emplace_back(
        [this, &result, batch = std::move(batch)] { result = grouped_.store().commit(batch); });
    CHECK(wait_until([&] { return grouped_.store().counts().waiting == waiting + 1; }));
  }

  GroupedStore grouped_;
  std::array<std::optional<Result<Commit>>, 10> results_;  // each is one thread's until that is joined
  std::size_t started_ = 0;
  std::vector<std::thread> threads_;
};

TEST_CASE(
    "While a RocksDB group is synced the next is written on it, and nobody sees either before its sync") {
  TwoGroups two({{{MustExist{"a"}}, {put_of("a", "2")}}, {{}, {put_of("c", "1"), Delete{"first"}}}});
  RocksdbStore& store = two.store();
  const std::map<std::string, std::string> synced{{"first", "v"}};
  CHECK(contents(store) == synced);
  CHECK(absent(store.get("a")));
  CHECK(absent(store.try_get("c").value()));
  CHECK(absent(store.metadata("b")));
  CHECK_FALSE(store.get_many({"a"}).value()[0]);
  CHECK(store.stats("").value().count == 1);
  CHECK(store.stats("").value().revision == 1);
  CHECK(store.snapshot().value()->revision() == 1);
  CHECK(store.history()->versions({"first", 0, 10}).value().versions.size() == 1);
  CHECK_FALSE(store.history()->versions({"a", 0, 10}));
  CHECK_FALSE(store.history()->get_at("first", 2));
  CHECK(store.change_feed()->changes({}).value().changes.size() == 1);
  const auto results = two.finish();
  for (std::size_t n = 0; n < results.size(); ++n) {
    REQUIRE(results[n]);
    CHECK(results[n].value().revision == n + 2);
  }
  CHECK(contents(store) == std::map<std::string, std::string>{{"a", "2"}, {"b", "1"}, {"c", "1"}});
  CHECK(store.change_feed()->changes({}).value().upto == 5);
  CHECK(store.counts().syncs == 3);
}

TEST_CASE("A failed RocksDB sync also fails what was written behind it, and what rests on that") {
  std::vector<Result<Commit>> results;
  TwoGroups two({{{}, {put_of("c", "1")}},
                 {{MustBeAbsent{"a"}}, {put_of("d", "1")}},
                 {{MustExist{"a"}}, {}},
                 {{}, {put_of("e", "1")}}});
  two.grouped().disk().fail_after(0, DiskFault::error, DiskFiles::logs);
  results = two.finish();
  REQUIRE(results.size() == 8);
  // The sync that was held had been let through before the disk failed: the next one fails.
  for (std::size_t n = 0; n < 4; ++n) CHECK(results[n]);
  for (std::size_t n = 4; n < 8; ++n) REQUIRE_FALSE(results[n]);
  CHECK_THAT(results[4].error().message, ContainsSubstring("may or may not have happened"));
  CHECK_THAT(results[7].error().message, ContainsSubstring("may or may not have happened"));
  // What these two say of a was judged before anybody knew that it would last.
  CHECK(results[5].error().code == ErrorCode::unavailable);
  CHECK_THAT(results[5].error().message, !ContainsSubstring("may or may not"));
  CHECK(results[6].error().code == ErrorCode::unavailable);
  const std::map<std::string, std::string> acknowledged{{"first", "v"}, {"a", "1"}, {"b", "3"}};
  CHECK(contents(two.store()) == acknowledged);
  const auto looked = two.store().commit({{MustExist{"a"}, MustBeAbsent{"c"}}, {}});
  REQUIRE(looked);
  CHECK(looked.value().revision == 5);
}

TEST_CASE(
    "What is written behind a RocksDB group whose sync fails is not acknowledged, whatever its own would "
    "do") {
  TwoGroups two({{{}, {put_of("c", "1")}}, {{MustExist{"first"}}, {}}}, true);
  const auto results = two.finish();
  two.grouped().disk().heal();
  for (const auto& result : results) {
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::unavailable);
  }
  const std::map<std::string, std::string> acknowledged{{"first", "v"}};
  CHECK(contents(two.store()) == acknowledged);
  CHECK_FALSE(two.store().check_ready());
  CHECK(two.store().change_feed()->changes({}).value().upto == 1);
}

TEST_CASE("RocksDB without a sync for each commit writes in groups all the same") {
  const TempDir directory;
  RocksdbOptions options;
  options.files.path = directory / "data";
  options.sync = {SyncPolicy::Mode::interval, 1};
  auto files = storage::open_rocksdb_files(options.files);
  REQUIRE(files);
  RocksdbStore store(std::move(files).value(), options);
  for (const std::string value : {"0", "1", "2", "3"}) {
    put(store, "k", value);
    for (int n = 0; n < 3; ++n) CHECK(value_of(store, "k") == value);
  }
  CHECK(store.counts().groups == 4);
  CHECK(wait_until([&] { return store.counts().syncs >= 1; }));
}

}  // namespace
}  // namespace keyglass::test
