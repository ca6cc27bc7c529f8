// Planning a commit, on a state of plain metadata: one write for each key that changes, and what it replaces.
#include "storage/commit_plan.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>

namespace keyglass::test {
namespace {

using storage::ChangeKind;
using storage::CommitBase;
using storage::CommitPlan;
using storage::Delete;
using storage::MustBeAbsent;
using storage::MustExist;
using storage::Put;
using storage::WriteBatch;
using storage::WriteOutcome;

constexpr std::int64_t now_ms = 1'000;

// Revision 7; "live" (made at 5, of revision 3) and "expired" (since 900, of revision 2) are stored.
CommitBase base() {
  KeyMetadata live;
  live.key = "live";
  live.revision = 3;
  live.created_at_ms = 5;
  live.etag = storage::revision_etag(3, 1);
  KeyMetadata expired;
  expired.key = "expired";
  expired.revision = 2;
  expired.expires_at_ms = 900;
  CommitBase base;
  base.find = [live, expired](std::string_view key) -> Result<std::optional<KeyMetadata>> {
    if (key == "live") return std::optional(live);
    if (key == "expired") return std::optional(expired);
    return std::optional<KeyMetadata>();
  };
  base.newest_revision = 7;
  base.epoch = 1;
  base.now_ms = now_ms;
  return base;
}

Put put_of(std::string key, std::string value = "v", std::optional<std::int64_t> expires_at_ms = {}) {
  return {std::move(key), std::move(value), "", expires_at_ms};
}

CommitPlan planned(const WriteBatch& batch) {
  auto plan = storage::plan_commit(batch, base());
  REQUIRE(plan);
  return std::move(plan).value();
}

TEST_CASE("All writes of a batch to one key are one planned write of the last value") {
  const WriteBatch batch{{}, {put_of("b", "1"), put_of("a"), Delete{"b"}, put_of("b", "2")}};
  const CommitPlan plan = planned(batch);
  REQUIRE(plan.writes.size() == 2);
  CHECK(*plan.writes[0].key == "a");
  CHECK(*plan.writes[1].key == "b");
  CHECK(plan.writes[1].put->value == "2");
  CHECK(plan.writes[1].kind == ChangeKind::put);
  CHECK(plan.writes[1].metadata.revision == 8);
  CHECK_FALSE(plan.writes[1].before);
  CHECK(plan.commit.revision == 8);
  REQUIRE(plan.commit.outcomes.size() == 4);
  CHECK(plan.commit.outcomes[2].kind == WriteOutcome::Kind::deleted);
  CHECK(plan.commit.outcomes[3].kind == WriteOutcome::Kind::created);
}

TEST_CASE("A key that was and stays absent is no planned write and takes no revision") {
  const WriteBatch batch{{}, {put_of("new"), Delete{"new"}, Delete{"absent"}, put_of("late", "v", now_ms)}};
  const CommitPlan plan = planned(batch);
  CHECK(plan.writes.empty());
  CHECK(plan.commit.revision == 7);
  CHECK(plan.commit.outcomes[1].kind == WriteOutcome::Kind::deleted);
}

TEST_CASE("A put keeps the time of creation, unless the key was removed before it") {
  const WriteBatch replaced{{}, {put_of("live")}};
  CHECK(planned(replaced).writes.at(0).metadata.created_at_ms == 5);
  CHECK(planned(replaced).writes.at(0).before->revision == 3);
  const WriteBatch renewed{{}, {Delete{"live"}, put_of("live")}};
  const CommitPlan plan = planned(renewed);
  CHECK(plan.writes.at(0).kind == ChangeKind::put);
  CHECK(plan.writes.at(0).metadata.created_at_ms == now_ms);
  CHECK(plan.writes.at(0).before->revision == 3);
}

TEST_CASE("A put that has expired on arrival removes what was there") {
  const WriteBatch batch{{}, {put_of("live", "v", now_ms)}};
  const CommitPlan plan = planned(batch);
  REQUIRE(plan.writes.size() == 1);
  CHECK(plan.writes[0].kind == ChangeKind::deleted);
  CHECK(plan.writes[0].put == nullptr);
  CHECK(plan.writes[0].metadata.updated_at_ms == now_ms);
  CHECK(plan.commit.outcomes[0].kind == WriteOutcome::Kind::replaced);
}

TEST_CASE("An expired entry counts as absent, and is what a put replaces all the same") {
  CHECK_FALSE(storage::plan_commit({{MustExist{"expired"}}, {}}, base()));
  const WriteBatch put{{MustBeAbsent{"expired"}}, {put_of("expired")}};
  const CommitPlan plan = planned(put);
  CHECK(plan.commit.outcomes[0].kind == WriteOutcome::Kind::created);
  CHECK(plan.writes.at(0).before->revision == 2);
  const WriteBatch removal{{}, {Delete{"expired"}}};
  CHECK(planned(removal).writes.empty());
  CHECK(planned(removal).commit.outcomes[0].kind == WriteOutcome::Kind::absent);
}

TEST_CASE("Only entries whose time has come are removed as expired") {
  const std::vector<std::string> keys{"live", "expired", "absent", "expired"};
  const auto plan = storage::plan_expiry(keys, base());
  REQUIRE(plan);
  REQUIRE(plan.value().writes.size() == 1);
  CHECK(*plan.value().writes[0].key == "expired");
  CHECK(plan.value().writes[0].kind == ChangeKind::expired);
  CHECK(plan.value().writes[0].before->revision == 2);
  CHECK(plan.value().commit.revision == 8);
  const std::vector<std::string> alive{"live"};
  CHECK(storage::plan_expiry(alive, base()).value().commit.revision == 7);
}

}  // namespace
}  // namespace keyglass::test
