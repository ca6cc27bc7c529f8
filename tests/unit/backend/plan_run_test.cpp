// What a committed plan does to a store, and what stops it.
#include <random>

#include "unit/backend/plan_fixture.hpp"

namespace keyglass::service {
namespace {

TEST_CASE_METHOD(PlanFixture, "A key that someone changes in the middle stops the plan before its batch") {
  fill(1'200);
  const Plan plan = plans.create(removal("k")).value();
  int batches = 0;
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (!batch.writes.empty() && ++batches == 2) put("k10700", "theirs");
    return std::nullopt;
  };
  const Plan stopped = commit(plan);
  CHECK(stopped.state == PlanState::stopped);
  CHECK(stopped.moved == Keys{"k10700"});
  CHECK(stopped.done == 500);
  CHECK(stopped.last_key == "k10499");
  CHECK(content().size() == 700);
  CHECK(content()["k10700"] == "theirs");
  CHECK(plans.commit(plan.id).error().code == ErrorCode::conflict);
}

TEST_CASE_METHOD(PlanFixture, "A store that fails stops the plan and says why") {
  fill(600);
  const Plan plan = plans.create(removal("k")).value();
  int batches = 0;
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (batch.writes.empty() || ++batches < 2) return std::nullopt;
    return Error{.code = ErrorCode::unavailable, .message = "the disk is full"};
  };
  const Plan stopped = commit(plan);
  CHECK(stopped.state == PlanState::stopped);
  CHECK(stopped.detail.find("the disk is full") != std::string::npos);
  CHECK(stopped.done == 500);
  CHECK(content().size() == 100);
}

TEST_CASE_METHOD(PlanFixture, "What expires on the way is skipped, not held against the plan") {
  fill(600);
  put("k10550", "v", now_ms + 1'000);
  put("k0", "v", now_ms + 500);
  const Plan plan = plans.create(removal("k")).value();
  CHECK(plan.count == 601);
  now_ms += 500;
  REQUIRE(store.expire_due(10).value() == 1);
  int batches = 0;
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (!batch.writes.empty() && ++batches == 2) now_ms += 500;
    return std::nullopt;
  };
  const Plan done = commit(plan);
  CHECK(done.state == PlanState::done);
  CHECK(done.done == 599);
  CHECK(done.skipped == 2);
  CHECK(content().empty());
}

TEST_CASE_METHOD(PlanFixture, "A time to live is set from the commit on, or taken away") {
  put("a", "1");
  put("b", "2", now_ms + 60'000);
  const std::uint64_t created_at = static_cast<std::uint64_t>(store.metadata("a").value().created_at_ms);
  const Plan set = plans.create(renewal("", 1.5)).value();
  CHECK(set.puts == 2);
  now_ms += 1'000;
  CHECK(commit(set).done == 2);
  for (const char* key : {"a", "b"}) {
    CHECK(store.metadata(key).value().expires_at_ms == now_ms + 1'500);
    CHECK(store.metadata(key).value().content_type == "text/plain");
  }
  CHECK(store.get("b").value().value == "2");
  CHECK(static_cast<std::uint64_t>(store.metadata("a").value().created_at_ms) == created_at);
  put("c", "no time of expiry");
  const Plan removed = plans.create(renewal("", std::nullopt)).value();
  CHECK(removed.sample == Keys{"a", "b"});
  CHECK(commit(removed).state == PlanState::done);
  CHECK_FALSE(store.metadata("a").value().expires_at_ms);
}

TEST_CASE_METHOD(PlanFixture, "Restore brings back values and removes what came later") {
  put("changed", "old");
  put("same", "1");
  put("rewritten", "same value");
  const std::uint64_t past = put("gone", "back");
  put("changed", "new");
  put("rewritten", "same value");
  erase("gone");
  put("later", "x");
  const Plan plan = plans.create(restoration("", past)).value();
  CHECK(plan.sample == Keys{"changed", "gone", "later"});
  CHECK(plan.sample_deletes == Keys{"later"});
  CHECK(plan.puts == 2);
  CHECK(plan.deletes == 1);
  CHECK(plan.restore_revision == past);
  CHECK(commit(plan).state == PlanState::done);
  CHECK(content() == std::map<std::string, std::string>{
                         {"changed", "old"}, {"gone", "back"}, {"rewritten", "same value"}, {"same", "1"}});
  CHECK(plans.create(restoration("", 1'000)).error().field == "revision");
}

TEST_CASE_METHOD(PlanFixture, "Restore leaves alone what would have expired by now") {
  const std::uint64_t past = put("k", "session", now_ms + 1'000);
  put("k", "kept");
  now_ms += 1'000;
  CHECK(plans.create(restoration("k", past)).value().count == 0);
}

TEST_CASE_METHOD(PlanFixture, "Restore refuses to go back beyond the hours that history keeps") {
  put("a/x", "old");
  const std::uint64_t past = put("a/y", "old");
  erase("a/x");
  erase("a/y");
  const Plan made_in_time = plans.create(restoration("a/", past)).value();
  now_ms += std::int64_t{169} * 3'600'000;
  put("b", "not selected");
  CHECK(plans.create(restoration("b", past + 2)).value().deletes == 1);
  const std::uint64_t again = put("a/x", "new");
  const auto refused = plans.create(restoration("a/", past));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::compacted);
  CHECK(refused.error().key == "a/x");
  CHECK_FALSE(plans.commit(made_in_time.id).ok());
  CHECK(plans.create(restoration("a/", again)).value().count == 0);
  CHECK(content() == std::map<std::string, std::string>{{"a/x", "new"}, {"b", "not selected"}});
}

TEST_CASE_METHOD(PlanFixture,
                 "Restore refuses to leave out a removed key whose version of then was dropped") {
  put("gone", "first");
  const std::uint64_t past = put("other", "1");
  for (int i = 0; i < 40; ++i) put("gone", std::to_string(i));
  erase("gone");
  const auto refused = plans.create(restoration("", past));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::compacted);
  CHECK(refused.error().key == "gone");
}

TEST_CASE_METHOD(PlanFixture, "Restore refuses to guess where history was dropped") {
  put("k", "first");
  const std::uint64_t past = put("other", "1");
  for (int i = 0; i < 40; ++i) put("k", std::to_string(i));
  const auto refused = plans.create(restoration("k", past));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::compacted);
  CHECK(refused.error().key == "k");
}

TEST_CASE_METHOD(PlanFixture, "A restore to any revision gives the map of that time back") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::map<std::uint64_t, std::map<std::string, std::string>> past;
  std::map<std::string, std::string> model;
  for (int i = 0; i < 60; ++i) {
    const std::string key = "k" + std::to_string(random() % 20);
    const std::string value = std::to_string(random() % 4);
    const bool removes = model.contains(key) && random() % 3 == 0;
    const std::uint64_t revision = removes ? erase(key) : put(key, value);
    if (removes) {
      model.erase(key);
    } else {
      model[key] = value;
    }
    past[revision] = model;
  }
  auto to = past.begin();
  std::advance(to, static_cast<std::ptrdiff_t>(40 + random() % 20));
  CAPTURE(to->first);
  const Plan plan = plans.create(restoration("", to->first)).value();
  CHECK(commit(plan).state == PlanState::done);
  CHECK(content() == to->second);
}

}  // namespace
}  // namespace keyglass::service
