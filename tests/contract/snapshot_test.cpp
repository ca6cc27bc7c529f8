// Contract: snapshots and reads of many keys are of one moment; notes are written with their batch.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include "engines.hpp"
#include "steps.hpp"

namespace keyglass::test {
namespace {

using storage::MustExist;
using storage::Note;
using storage::Put;
using storage::ScanQuery;

std::unique_ptr<const storage::Snapshot> snapshot_of(Engine& engine) {
  auto snapshot = engine.store().snapshot();
  REQUIRE(snapshot);
  return std::move(snapshot).value();
}

Listed list_snapshot(const storage::Snapshot& snapshot, const ScanQuery& query) {
  return list_all([&](const ScanQuery& page) { return snapshot.scan(page); }, query, true);
}

std::vector<Note> notes(Engine& engine, std::string_view prefix = "") {
  auto found = engine.store().notes(prefix);
  REQUIRE(found);
  return std::move(found).value();
}

TEMPLATE_TEST_CASE("A snapshot stays as it is while writes go on", "[contract]", REVISION_ENGINES) {
  TestType engine;
  put(engine.store(), "a", "old");
  put(engine.store(), "b", "v", engine.now_ms() + 10);
  const auto newest = put(engine.store(), "c/1", "v").metadata.revision;
  const auto snapshot = snapshot_of(engine);
  CHECK(snapshot->revision() == newest);
  const auto first = snapshot->scan({"", "", 1, true});
  REQUIRE(first);
  put(engine.store(), "a", "new");
  put(engine.store(), "aa", "v");
  remove(engine.store(), "c/1");
  // Its moment is over, but it was there in the snapshot's.
  engine.pass_ms(10);
  CHECK(engine.store().expire_due(10).value() == 1);
  CHECK(first.value().entries.at(0).value == "old");
  const auto rest = snapshot->scan({"", first.value().next, 10, false});
  REQUIRE(rest);
  CHECK(rest.value().entries.size() == 2);
  const Listed all = list_snapshot(*snapshot, {"", "", 2, true});
  CHECK(shown(all).keys == std::vector<std::string>{"a", "b", "c/1"});
  CHECK(all.entries[0].value == "old");
  CHECK(shown(list_snapshot(*snapshot, {"", "", 2, false, "/"})) == Listing{{"a", "b"}, {"c/"}});
  CHECK(snapshot->revision() == newest);
  CHECK(keys(engine.store()) == std::vector<std::string>{"a", "aa"});
}

TEMPLATE_TEST_CASE("A snapshot does not show what had expired before it", "[contract]", REVISION_ENGINES) {
  TestType engine;
  put(engine.store(), "goes", "v", engine.now_ms() + 10);
  put(engine.store(), "stays", "v");
  engine.pass_ms(10);
  CHECK(shown(list_snapshot(*snapshot_of(engine), {"", "", 10, false})).keys ==
        std::vector<std::string>{"stays"});
}

TEMPLATE_TEST_CASE("Many keys are read in their order, absent and repeated ones too", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "a", "1");
  put(engine.store(), "b", "");
  const auto found = engine.store().get_many({"b", "absent", "a", "a"});
  REQUIRE(found);
  REQUIRE(found.value().size() == 4);
  CHECK(found.value()[0] == engine.store().get("b").value());
  CHECK_FALSE(found.value()[1]);
  CHECK(found.value()[2]->value == "1");
  CHECK(found.value()[3] == found.value()[2]);
  CHECK(engine.store().get_many({}).value().empty());
}

TEMPLATE_TEST_CASE("Notes are written with their batch or not at all, and take no revision", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  const auto before = put(engine.store(), "k", "v").metadata.revision;
  commit(engine.store(), {{}, {}, {{"plan/2", "two"}, {"plan/1", std::string("\0one", 4)}, {"other", ""}}});
  refused(engine.store(), {{MustExist{"absent"}}, {}, {{"plan/1", "lost"}, {"plan/3", "lost"}}});
  const auto together =
      commit(engine.store(),
             {{}, {Put{"k", "w", "", std::nullopt}}, {{"plan/2", std::nullopt}, {"plan/4", "four"}}});
  CHECK(together.revision == before + 1);
  if (engine.durable()) engine.reopen();
  const auto found = notes(engine, "plan/");
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "plan/1");
  CHECK(found[0].bytes == std::string("\0one", 4));
  CHECK(found[1].name == "plan/4");
  CHECK(notes(engine).size() == 3);
  CHECK(keys(engine.store()) == std::vector<std::string>{"k"});
  CHECK(engine.store().stats("").value().count == 1);
}

TEMPLATE_TEST_CASE("An engine offers exactly the optional parts that it names", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  const auto promises = engine.promises();
  CHECK((engine.store().history() != nullptr) == promises.history);
  CHECK((engine.store().change_feed() != nullptr) == promises.change_feed);
  const auto notes = engine.store().notes("");
  CHECK(notes.ok() == promises.notes);
  const auto written = engine.store().commit({{}, {}, {{"note", "v"}}});
  CHECK(written.ok() == promises.notes);
  if (!promises.notes) {
    CHECK(notes.error().code == ErrorCode::unsupported);
    CHECK(written.error().code == ErrorCode::unsupported);
  }
  const auto by_revision = engine.store().commit({{storage::MustHaveRevision{"k", 1}}, {}});
  REQUIRE_FALSE(by_revision);
  CHECK(by_revision.error().code ==
        (promises.revisions ? ErrorCode::precondition_failed : ErrorCode::unsupported));
  CHECK((promises.history_versions_max > 0) == promises.history);
  CHECK((promises.feed_changes_max > 0) == promises.change_feed);
}

}  // namespace
}  // namespace keyglass::test
