// Contract: conditions and batches.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <thread>

#include "engines.hpp"
#include "steps.hpp"

namespace keyglass::test {
namespace {

using storage::Delete;
using storage::MustBeAbsent;
using storage::MustExist;
using storage::MustHaveEtag;
using storage::Put;
using storage::WriteBatch;
using storage::WriteOutcome;

Put put_of(std::string key, std::string value) {
  return {std::move(key), std::move(value), "", std::nullopt};
}

TEMPLATE_TEST_CASE("MustBeAbsent lets a key be created only once", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const WriteBatch create{{MustBeAbsent{"k"}}, {put_of("k", "first")}};
  const std::string etag = commit(engine.store(), create).outcomes[0].metadata.etag;
  const Error error = refused(engine.store(), create);
  CHECK(error.code == ErrorCode::precondition_failed);
  CHECK(error.key == "k");
  CHECK(error.etag == etag);
  CHECK(value_of(engine.store(), "k") == "first");
}

TEMPLATE_TEST_CASE("MustExist lets a key only be replaced", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const WriteBatch replace{{MustExist{"k"}}, {put_of("k", "second")}};
  const Error error = refused(engine.store(), replace);
  CHECK(error.code == ErrorCode::precondition_failed);
  CHECK(error.etag.empty());
  CHECK(value_of(engine.store(), "k") == std::nullopt);
  put(engine.store(), "k", "first");
  commit(engine.store(), replace);
  CHECK(value_of(engine.store(), "k") == "second");
}

TEMPLATE_TEST_CASE("MustHaveEtag lets only who has seen the newest value write", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  const std::string old_etag = put(engine.store(), "k", "old").metadata.etag;
  const std::string etag = put(engine.store(), "k", "new").metadata.etag;
  const Error stale = refused(engine.store(), {{MustHaveEtag{"k", old_etag}}, {put_of("k", "lost")}});
  CHECK(stale.code == ErrorCode::precondition_failed);
  CHECK(stale.etag == etag);
  CHECK(value_of(engine.store(), "k") == "new");
  commit(engine.store(), {{MustHaveEtag{"k", etag}}, {put_of("k", "newer")}});
  CHECK(value_of(engine.store(), "k") == "newer");
  CHECK(refused(engine.store(), {{MustHaveEtag{"absent", etag}}, {Delete{"k"}}}).key == "absent");
  CHECK(refused(engine.store(), {{MustHaveEtag{"absent", ""}}, {Delete{"k"}}}).key == "absent");
  CHECK(refused(engine.store(), {{MustHaveEtag{"k", "nonsense"}}, {Delete{"k"}}}).key == "k");
}

TEMPLATE_TEST_CASE("A failed condition writes nothing of its batch", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "there", "v");
  const WriteBatch batch{{MustExist{"there"}, MustBeAbsent{"there"}, MustExist{"not there"}},
                         {put_of("new", "v"), Delete{"there"}, put_of("there", "w")}};
  CHECK(refused(engine.store(), batch).key == "there");
  CHECK(contents(engine.store()) == std::map<std::string, std::string>{{"there", "v"}});
}

TEMPLATE_TEST_CASE("A batch happens in order under one revision", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "old", "v");
  const auto done =
      commit(engine.store(), {{MustBeAbsent{"a"}, MustExist{"old"}},
                              {put_of("a", "1"), put_of("a", "22"), Delete{"old"}, put_of("old", "333"),
                               Delete{"gone"}, put_of("b", "4"), Delete{"b"}}});
  using Kind = WriteOutcome::Kind;
  std::vector<Kind> kinds;
  for (const auto& outcome : done.outcomes) kinds.push_back(outcome.kind);
  CHECK(kinds == std::vector{Kind::created, Kind::replaced, Kind::deleted, Kind::created, Kind::absent,
                             Kind::created, Kind::deleted});
  CHECK(contents(engine.store()) == std::map<std::string, std::string>{{"a", "22"}, {"old", "333"}});
  CHECK(engine.store().metadata("a").value().revision == done.revision);
  CHECK(engine.store().metadata("old").value().revision == done.revision);
  CHECK(done.outcomes[1].metadata == engine.store().metadata("a").value());
}

TEMPLATE_TEST_CASE("A batch without writes only judges its conditions", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "k", "v");
  commit(engine.store(), {{MustExist{"k"}}, {}});
  CHECK(refused(engine.store(), {{MustBeAbsent{"k"}}, {}}).code == ErrorCode::precondition_failed);
}

TEMPLATE_TEST_CASE("Threads that increment through conditions lose no update", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  constexpr int thread_count = 32;
  constexpr int increments = 10;
  put(engine.store(), "counter", "0");
  const auto increment = [&engine] {
    while (true) {
      const auto entry = engine.store().get("counter");
      if (!entry) return false;
      const std::string next = std::to_string(std::stoi(entry.value().value) + 1);
      const auto done = engine.store().commit(
          {{MustHaveEtag{"counter", entry.value().metadata.etag}}, {put_of("counter", next)}});
      if (done) return true;
      if (done.error().code != ErrorCode::precondition_failed) return false;
    }
  };
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < thread_count; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < increments; ++n) failures += increment() ? 0 : 1;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(value_of(engine.store(), "counter") == std::to_string(thread_count * increments));
}

TEMPLATE_TEST_CASE("Concurrent commits never share a revision", "[contract]", REVISION_ENGINES) {
  TestType engine;
  constexpr int thread_count = 4;
  constexpr int commits = 25;
  std::vector<std::vector<std::uint64_t>> seen(thread_count);
  std::vector<std::thread> threads;
  for (auto& revisions : seen) {
    threads.emplace_back([&engine, &revisions] {
      for (int n = 0; n < commits; ++n) {
        const auto done = engine.store().commit({{}, {put_of("k" + std::to_string(n), "v")}});
        if (done) revisions.push_back(done.value().revision);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<std::uint64_t> distinct;
  for (const auto& revisions : seen) {
    CHECK(std::is_sorted(revisions.begin(), revisions.end()));
    distinct.insert(revisions.begin(), revisions.end());
  }
  CHECK(distinct.size() == thread_count * commits);
}

}  // namespace
}  // namespace keyglass::test
