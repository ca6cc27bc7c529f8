// Contract: the change feed tells every change once, in order and without a gap, for as long as it is kept.
#include <algorithm>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include "engines.hpp"
#include "replica.hpp"
#include "steps.hpp"
#include "storage/change_feed.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using storage::ChangeFeed;
using storage::ChangeKind;
using storage::ChangePage;
using storage::ChangeQuery;
using storage::Put;

ChangeFeed& feed_of(Engine& engine) {
  REQUIRE(engine.store().change_feed() != nullptr);
  return *engine.store().change_feed();
}

ChangePage changes(Engine& engine, const ChangeQuery& query) {
  auto page = feed_of(engine).changes(query);
  INFO((page ? "" : page.error().message));
  REQUIRE(page);
  return std::move(page).value();
}

Put put_of(std::string key, std::string value) {
  return {std::move(key), std::move(value), "", std::nullopt};
}

TEMPLATE_TEST_CASE("A commit is told as one change for each key, in the order of keys", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  put(engine.store(), "old", "v");
  const auto done =
      commit(engine.store(), {{},
                              {put_of("z", "1"), put_of("a", "2"), storage::Delete{"old"}, put_of("a", "3"),
                               put_of("brief", "v"), storage::Delete{"brief"}}});
  const auto page = changes(engine, {done.revision - 1, "", 100, true});
  REQUIRE(page.changes.size() == 3);
  CHECK(page.upto == done.revision);
  CHECK_FALSE(page.more);
  CHECK(page.changes[0].version.metadata == engine.store().metadata("a").value());
  CHECK(page.changes[0].value == "3");
  CHECK(page.changes[1].version.kind == ChangeKind::deleted);
  CHECK(page.changes[1].version.metadata.key == "old");
  CHECK(page.changes[1].version.metadata.revision == done.revision);
  CHECK_FALSE(page.changes[1].has_value);
  CHECK(page.changes[2].version.metadata.key == "z");
}

TEMPLATE_TEST_CASE("A page of changes holds whole commits, however small the page", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  constexpr int commits = 5;
  for (int i = 0; i < commits; ++i)
    commit(engine.store(), {{}, {put_of("a", "v"), put_of("b", "v"), put_of("c", "v")}});
  std::uint64_t since = 0;
  for (int i = 0; i < commits; ++i) {
    const auto page = changes(engine, {since, "", 2, false});
    CHECK(page.changes.size() == 3);
    CHECK(page.upto == since + 1);
    CHECK(page.more == (i + 1 < commits));
    since = page.upto;
  }
  CHECK(changes(engine, {since, "", 2, false}).changes.empty());
}

TEMPLATE_TEST_CASE("Changes below a prefix move on past those beside it", "[contract]", REVISION_ENGINES) {
  TestType engine;
  put(engine.store(), "a/1", "v");
  put(engine.store(), "b/1", "v");
  put(engine.store(), "a/2", "v");
  const auto last = put(engine.store(), "b/2", "v").metadata.revision;
  const auto page = changes(engine, {0, "a/", 100, false});
  REQUIRE(page.changes.size() == 2);
  CHECK(page.changes[1].version.metadata.key == "a/2");
  CHECK(page.upto == last);
}

TEMPLATE_TEST_CASE("Changes that are no longer kept are said to be, with where to go on", "[contract]",
                   REVISION_ENGINES) {
  storage::StoreOptions options;
  options.feed_changes_max = 10;
  TestType engine(options);
  constexpr std::uint64_t commits = 50;
  for (std::uint64_t i = 0; i < commits; ++i) put(engine.store(), "k" + std::to_string(i), "v");
  const auto newest = put(engine.store(), "last", "v").metadata.revision;
  CHECK(changes(engine, {newest - 10, "", 100, false}).changes.size() == 10);
  std::uint64_t floor = 0;
  std::size_t kept = 0;
  // The floor may still rise between the two questions.
  REQUIRE(wait_until([&] {
    const auto gone = feed_of(engine).changes({0, "", 100, false});
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == ErrorCode::compacted);
    CHECK(gone.error().field == "since");
    REQUIRE(gone.error().revision);
    floor = *gone.error().revision;
    const auto page = feed_of(engine).changes({floor, "", 100, false});
    if (page) kept = page.value().changes.size();
    return page.ok();
  }));
  CHECK(floor <= newest - 10);
  CHECK(kept == newest - floor);
  CHECK_FALSE(feed_of(engine).changes({floor - 1, "", 100, false}));
}

TEMPLATE_TEST_CASE("A point that the feed has not reached is refused", "[contract]", REVISION_ENGINES) {
  TestType engine;
  const auto newest = put(engine.store(), "k", "v").metadata.revision;
  CHECK(changes(engine, {newest, "", 100, false}).changes.empty());
  const auto page = feed_of(engine).changes({newest + 1, "", 100, false});
  REQUIRE_FALSE(page);
  CHECK(page.error().code == ErrorCode::invalid);
  CHECK(page.error().field == "since");
  CHECK(page.error().limit == newest);
  CHECK(page.error().actual == newest + 1);
}

TEMPLATE_TEST_CASE("The feed goes on after a restart without a gap", "[contract]", REVISION_ENGINES) {
  TestType engine;
  Replica replica;
  put(engine.store(), "a", "1");
  replica.follow(feed_of(engine), 1);
  put(engine.store(), "b", "2");
  remove(engine.store(), "a");
  if (engine.durable()) engine.reopen();
  put(engine.store(), "c", "3");
  replica.follow(feed_of(engine), 1);
  CHECK(replica.since() == 4);
  REQUIRE(replica.state().size() == 2);
  CHECK(replica.state().at("b").value == "2");
  CHECK(replica.state().at("c").metadata == engine.store().metadata("c").value());
}

TEMPLATE_TEST_CASE("A value that is no longer kept is followed by a newer change", "[contract]",
                   REVISION_ENGINES) {
  storage::StoreOptions options;
  options.history = {1, 1};
  TestType engine(options);
  for (int i = 1; i <= 5; ++i) put(engine.store(), "k", std::to_string(i));
  const auto page = changes(engine, {0, "", 100, true});
  REQUIRE(page.changes.size() == 5);
  CHECK_FALSE(page.changes[0].has_value);
  CHECK(page.changes[3].value == "4");
  CHECK(page.changes[4].value == "5");
  Replica replica;
  replica.follow(feed_of(engine), 100);
  CHECK(replica.state().at("k").value == "5");
}

TEMPLATE_TEST_CASE("Who subscribes hears of the newest commit, until they leave", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  put(engine.store(), "before", "v");
  std::vector<std::uint64_t> heard;
  auto subscription = feed_of(engine).subscribe([&](std::uint64_t newest) { heard.push_back(newest); });
  const auto first = put(engine.store(), "k", "v", engine.now_ms() + 10).metadata.revision;
  remove(engine.store(), "absent");
  CHECK(heard == std::vector<std::uint64_t>{first});
  engine.pass_ms(10);
  CHECK(engine.store().expire_due(5).value() == 1);
  CHECK(heard == std::vector<std::uint64_t>{first, first + 1});
  subscription.reset();
  put(engine.store(), "after", "v");
  CHECK(heard.size() == 2);
}

}  // namespace
}  // namespace keyglass::test
