// Plans as they are made, refused, kept, cancelled and found again.
#include "service/plan_service.hpp"

#include <new>
#include <thread>

#include "unit/backend/plan_fixture.hpp"

namespace keyglass::service {
namespace {

TEST_CASE_METHOD(PlanFixture, "A plan counts and shows what it would change, and changes nothing") {
  put("a1", "12");
  put("a2", "345");
  const std::uint64_t newest = put("b", "6");
  const Plan plan = plans.create(removal("a")).value();
  CHECK(plan.state == PlanState::pending);
  CHECK(plan.count == 2);
  CHECK(plan.deletes == 2);
  CHECK(plan.bytes == 2 + 2 + 2 + 3);
  CHECK(plan.sample == Keys{"a1", "a2"});
  CHECK(plan.revision == newest);
  CHECK(plan.expires_at_ms == now_ms + 15 * 60 * 1'000);
  CHECK(plan.id.size() == 32);
  CHECK(content().size() == 3);
  CHECK(put("after", "x") == newest + 1);
}

TEST_CASE_METHOD(PlanFixture, "A committed plan removes what was selected, and only that") {
  fill(1'203);
  put("other", "stays");
  const Plan plan = plans.create(removal("k")).value();
  const Plan done = commit(plan);
  CHECK(done.state == PlanState::done);
  CHECK(done.done == 1'203);
  CHECK(done.skipped == 0);
  CHECK(done.last_key == "k11202");
  CHECK(content() == std::map<std::string, std::string>{{"other", "stays"}});
  CHECK(plans.commit(plan.id).value().state == PlanState::done);
}

TEST_CASE_METHOD(PlanFixture, "Keys are selected by prefix, pattern or name") {
  for (const char* key : {"ab", "abc", "abd", "b"}) put(key, "v");
  const auto sample = [&](PlanRequest request) { return plans.create(request).value().sample; };
  CHECK(sample(removal("abc")) == Keys{"abc"});
  CHECK(sample(removal("")) == Keys{"ab", "abc", "abd", "b"});
  PlanRequest by_glob;
  by_glob.glob = "ab[!c]";
  CHECK(sample(by_glob) == Keys{"abd"});
  PlanService other(store);
  PlanRequest by_name;
  by_name.keys = Keys{"b", "ab", "b", "absent"};
  CHECK(other.create(by_name).value().sample == Keys{"ab", "b"});
  by_name.keys = Keys{"b", ""};
  CHECK(other.create(by_name).error().field == "keys[1]");
  by_glob.glob = "[";
  CHECK(other.create(by_glob).error().field == "glob");
}

TEST_CASE_METHOD(PlanFixture, "A commit is refused when a selected key changed, and names what moved") {
  fill(3);
  put("other", "1");
  const auto refused = [&] {
    const Plan plan = plans.create(removal("k")).value();
    return [&, plan](auto change) {
      change();
      const auto committed = plans.commit(plan.id);
      REQUIRE_FALSE(committed.ok());
      CHECK(committed.error().code == ErrorCode::precondition_failed);
      const Plan now = plans.get(plan.id).value();
      CHECK(now.state == PlanState::pending);
      CHECK(plans.cancel(plan.id).ok());
      return now.moved;
    };
  };
  CHECK(refused()([&] { put("k10001", "new"); }) == Keys{"k10001"});
  CHECK(refused()([&] { put("k2", "added"); }) == Keys{"k2"});
  CHECK(refused()([&] { erase("k10000"); }) == Keys{"k10000"});
  CHECK(content().size() == 4);
  const Plan plan = plans.create(removal("k")).value();
  put("other", "2");
  CHECK(commit(plan).state == PlanState::done);
}

TEST_CASE_METHOD(PlanFixture, "A revision of its own pins a plan to what was seen then") {
  const std::uint64_t seen = put("a", "1");
  put("other", "1");
  PlanRequest request = removal("a");
  request.revision = seen;
  CHECK(plans.create(request).ok());
  put("a", "2");
  CHECK(plans.create(request).error().code == ErrorCode::precondition_failed);
  request.revision = 1'000;
  CHECK(plans.create(request).error().field == "revision");
}

TEST_CASE_METHOD(PlanFixture, "A pending plan is dropped when its time is over, or when it is cancelled") {
  put("a", "1");
  const Plan plan = plans.create(removal("a")).value();
  const Plan other = plans.create(removal("a")).value();
  CHECK(plans.list(*Access::everything()).size() == 2);
  CHECK(plans.cancel(other.id).value().state == PlanState::cancelled);
  CHECK(plans.get(other.id).error().code == ErrorCode::not_found);
  now_ms += 15 * 60 * 1'000 - 1;
  CHECK(plans.get(plan.id).ok());
  now_ms += 1;
  CHECK(plans.get(plan.id).error().code == ErrorCode::not_found);
  CHECK(plans.commit(plan.id).error().code == ErrorCode::not_found);
  CHECK(content().size() == 1);
}

TEST_CASE_METHOD(PlanFixture, "A running plan is cancelled after the batch at hand; a second one waits") {
  fill(1'600);
  const Plan plan = plans.create(removal("k")).value();
  const Plan second = plans.create(removal("other")).value();
  std::atomic<bool> held{false};
  std::atomic<bool> go_on{false};
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (batch.writes.empty()) return std::nullopt;
    held = true;
    if (!test::wait_until([&] { return go_on.load(); })) return Error{.message = "the test never went on"};
    return std::nullopt;
  };
  REQUIRE(plans.commit(plan.id).value().state == PlanState::running);
  REQUIRE(test::wait_until([&] { return held.load(); }));
  CHECK(plans.commit(second.id).error().code == ErrorCode::unavailable);
  CHECK(plans.commit(plan.id).value().state == PlanState::running);
  std::optional<Plan> cancelled;
  std::thread canceller([&] { cancelled = plans.cancel(plan.id).value(); });
  CHECK(test::wait_until([&] { return !plans.get(plan.id).value().detail.empty(); }));
  go_on = true;
  canceller.join();
  REQUIRE(cancelled);
  CHECK(cancelled->state == PlanState::cancelled);
  CHECK(cancelled->done == 500);
  CHECK(content().size() == 1'100);
  CHECK(plans.get(plan.id).value().state == PlanState::cancelled);
}

TEST_CASE_METHOD(PlanFixture, "Too many plans are refused with a remedy; an ended one makes room") {
  put("a", "1");
  put("b", "1");
  const Plan ended = plans.create(removal("a")).value();
  CHECK(commit(ended).state == PlanState::done);
  for (int i = 0; i < 3; ++i) CHECK(plans.create(removal("b")).ok());
  CHECK(plans.get(ended.id).error().code == ErrorCode::not_found);
  CHECK(store.notes("plan/").value().empty());
  const auto refused = plans.create(removal("b"));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::unavailable);
  CHECK(refused.error().message.find("commit or delete") != std::string::npos);
}

TEST_CASE_METHOD(PlanFixture,
                 "A plan that the process did not finish is found as interrupted, with its progress") {
  fill(1'200);
  const Plan plan = plans.create(removal("k")).value();
  std::string noted;
  int batches = 0;
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (!batch.writes.empty() && ++batches == 2) noted = *store.notes("plan/").value().front().bytes;
    return std::nullopt;
  };
  commit(plan);
  // As a crash before the second batch would have left it.
  storage::WriteBatch crash;
  crash.notes.push_back({"plan/" + plan.id, noted});
  crash.notes.push_back({"plan/unreadable", "?"});
  REQUIRE(store.inner().commit(crash).ok());
  PlanService next_life(store);
  REQUIRE(next_life.recover().ok());
  const Plan found = next_life.get(plan.id).value();
  CHECK(found.state == PlanState::interrupted);
  CHECK(found.done == 500);
  CHECK(found.last_key == "k10499");
  CHECK(found.count == 1'200);
  CHECK(next_life.commit(plan.id).error().code == ErrorCode::conflict);
  CHECK(next_life.get("unreadable").value().detail.find("cannot be read") != std::string::npos);
  CHECK(next_life.cancel(plan.id).ok());
  CHECK(store.notes("plan/" + plan.id).value().empty());
}

TEST_CASE_METHOD(PlanFixture, "A service that ends leaves its running plan interrupted, in whole batches") {
  fill(1'600);
  std::atomic<bool> held{false};
  std::optional<PlanService> life(std::in_place, store);
  const Plan plan = life->create(removal("k")).value();
  std::atomic<bool> go_on{false};
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (batch.writes.empty()) return std::nullopt;
    held = true;
    static_cast<void>(test::wait_until([&] { return go_on.load(); }));
    return std::nullopt;
  };
  REQUIRE(life->commit(plan.id).ok());
  REQUIRE(test::wait_until([&] { return held.load(); }));
  std::thread ender([&] { life.reset(); });
  go_on = true;
  ender.join();
  PlanService next_life(store);
  REQUIRE(next_life.recover().ok());
  const Plan found = next_life.get(plan.id).value();
  CHECK(content().size() == 1'600 - found.done);
  CHECK((found.state == PlanState::interrupted || found.state == PlanState::done));
}

TEST_CASE_METHOD(PlanFixture,
                 "A plan whose work throws ends as stopped, with the reason, and so does the next life") {
  fill(1'200);
  const Plan plan = plans.create(removal("k")).value();
  int batches = 0;
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (!batch.writes.empty() && ++batches == 2) throw std::bad_alloc();
    return std::nullopt;
  };
  const Plan stopped = commit(plan);
  CHECK(stopped.state == PlanState::stopped);
  CHECK(stopped.detail.find("bad_alloc") != std::string::npos);
  CHECK(stopped.done == 500);
  CHECK(content().size() == 700);
  PlanService next_life(store);
  REQUIRE(next_life.recover().ok());
  CHECK(next_life.get(plan.id).value().state == PlanState::stopped);
}

TEST_CASE_METHOD(PlanFixture, "A plan whose end cannot be noted because that throws has ended all the same") {
  fill(3);
  const Plan plan = plans.create(removal("k")).value();
  bool removed = false;
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (removed) throw std::bad_alloc();
    removed = !batch.writes.empty();
    return std::nullopt;
  };
  const Plan done = commit(plan);
  CHECK(done.state == PlanState::done);
  CHECK(done.detail.find("will show as interrupted: std::bad_alloc") != std::string::npos);
  CHECK(content().empty());
}

TEST_CASE_METHOD(PlanFixture, "A store that keeps too little for plans is named with what is missing") {
  const auto missing = [&](void (*promise)(storage::Capabilities&)) {
    store.promise = promise;
    const auto refused = plans.create(restoration("a", 1));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::unsupported);
    return refused.error().message;
  };
  CHECK(missing([](auto& promised) { promised.history = false; }).find("history") != std::string::npos);
  CHECK(missing([](auto& promised) { promised.notes = false; }).find("notes") != std::string::npos);
  CHECK(missing([](auto& promised) { promised.change_feed = false; }).find("a change feed") !=
        std::string::npos);
  CHECK(missing([](auto& promised) { promised.revisions = false; }).find("revisions") != std::string::npos);
  CHECK(missing([](auto& promised) { promised.consistent_snapshots = false; }).find("snapshots") !=
        std::string::npos);
}

}  // namespace
}  // namespace keyglass::service
