// Contract: earlier versions, as far as the retention keeps them.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "engines.hpp"
#include "steps.hpp"
#include "storage/change_feed.hpp"

namespace keyglass::test {
namespace {

using storage::ChangeKind;
using storage::History;
using storage::VersionPage;

constexpr std::int64_t hour_ms = 3'600'000;

storage::StoreOptions keeping(std::uint32_t versions_max, std::uint32_t hours_max) {
  storage::StoreOptions options;
  options.history = {versions_max, hours_max};
  return options;
}

const History& history_of(Engine& engine) {
  REQUIRE(engine.store().history() != nullptr);
  return *engine.store().history();
}

VersionPage versions(Engine& engine, std::string key) {
  auto page = history_of(engine).versions({std::move(key), 0, 100});
  INFO((page ? "" : page.error().message));
  REQUIRE(page);
  return std::move(page).value();
}

ErrorCode error_of(const Result<storage::Entry>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

// Puts "k" `count` times, values "1", "2", …; the revisions follow each other from the first on.
std::uint64_t put_often(Engine& engine, int count) {
  std::uint64_t first = 0;
  for (int i = 1; i <= count; ++i) {
    const auto revision = put(engine.store(), "k", std::to_string(i)).metadata.revision;
    if (i == 1) first = revision;
  }
  return first;
}

TEMPLATE_TEST_CASE("A key is read as it was at each revision, also after its removal", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  put(engine.store(), "other", "v");
  const auto first = put(engine.store(), "k", "first").metadata;
  const auto second = put(engine.store(), "k", "second").metadata;
  remove(engine.store(), "k");
  const auto last = put(engine.store(), "k", "last").metadata;
  const auto check = [&] {
    const History& history = history_of(engine);
    CHECK(error_of(history.get_at("k", first.revision - 1)) == ErrorCode::not_found);
    CHECK(history.get_at("k", first.revision).value() == storage::Entry{first, "first"});
    CHECK(history.get_at("k", second.revision).value() == storage::Entry{second, "second"});
    CHECK(error_of(history.get_at("k", second.revision + 1)) == ErrorCode::not_found);
    CHECK(history.get_at("k", last.revision).value() == storage::Entry{last, "last"});
    CHECK(error_of(history.get_at("never", last.revision)) == ErrorCode::not_found);
  };
  check();
  if (!engine.durable()) return;
  engine.reopen();
  check();
}

TEMPLATE_TEST_CASE("Versions are told newest first, with what they were and when", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  const auto stored = put(engine.store(), "k", "value", engine.now_ms() + hour_ms).metadata;
  engine.pass_ms(5);
  remove(engine.store(), "k");
  const auto page = versions(engine, "k");
  REQUIRE(page.versions.size() == 2);
  CHECK(page.complete);
  CHECK(page.next == 0);
  CHECK(page.versions[0].kind == ChangeKind::deleted);
  KeyMetadata removal;
  removal.key = "k";
  removal.revision = stored.revision + 1;
  removal.updated_at_ms = engine.now_ms();
  CHECK(page.versions[0].metadata == removal);
  CHECK(page.versions[1].kind == ChangeKind::put);
  CHECK(page.versions[1].metadata == stored);
  const auto unknown = history_of(engine).versions({"never", 0, 10});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::not_found);
}

TEMPLATE_TEST_CASE("Versions come in pages that neither skip nor repeat", "[contract]", REVISION_ENGINES) {
  TestType engine(keeping(100, 1));
  const std::uint64_t first = put_often(engine, 10);
  std::vector<std::uint64_t> found;
  storage::VersionQuery query{"k", 0, 3};
  do {
    const auto page = history_of(engine).versions(query);
    REQUIRE(page);
    CHECK(page.value().versions.size() <= 3);
    for (const auto& version : page.value().versions) found.push_back(version.metadata.revision);
    query.before = page.value().next;
    CHECK(page.value().complete == (query.before == 0));
  } while (query.before != 0);
  REQUIRE(found.size() == 10);
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == first + 9 - i);
}

TEMPLATE_TEST_CASE("Only so many earlier versions are kept, and what is dropped is said to be", "[contract]",
                   REVISION_ENGINES) {
  TestType engine(keeping(3, 1));
  const std::uint64_t first = put_often(engine, 10);
  const auto check = [&] {
    const auto page = versions(engine, "k");
    CHECK(page.versions.size() == 4);
    CHECK_FALSE(page.complete);
    CHECK(history_of(engine).get_at("k", first + 6).value().value == "7");
    const auto dropped = history_of(engine).get_at("k", first + 5);
    REQUIRE_FALSE(dropped);
    CHECK(dropped.error().code == ErrorCode::compacted);
    CHECK(dropped.error().revision == first + 6);
    CHECK(dropped.error().key == "k");
  };
  check();
  // A removal is a version, too.
  remove(engine.store(), "k");
  CHECK(versions(engine, "k").versions.size() == 3);
  CHECK(error_of(history_of(engine).get_at("k", first + 7)) == ErrorCode::compacted);
  CHECK(history_of(engine).get_at("k", first + 8).value().value == "9");
  if (!engine.durable()) return;
  engine.reopen();
  CHECK(versions(engine, "k").versions.size() == 3);
}

TEMPLATE_TEST_CASE("Earlier versions are kept for their hours, the newest for ever", "[contract]",
                   REVISION_ENGINES) {
  TestType engine(keeping(10, 2));
  const std::uint64_t first = put_often(engine, 2);
  engine.pass_ms(hour_ms);
  put(engine.store(), "k", "3");
  put(engine.store(), "gone", "v");
  remove(engine.store(), "gone");
  engine.pass_ms(hour_ms - 1);
  CHECK(versions(engine, "k").versions.size() == 3);
  CHECK(versions(engine, "k").complete);
  engine.pass_ms(1);
  CHECK(versions(engine, "k").versions.size() == 2);
  CHECK_FALSE(versions(engine, "k").complete);
  CHECK(error_of(history_of(engine).get_at("k", first)) == ErrorCode::compacted);
  CHECK(versions(engine, "gone").versions.size() == 2);
  engine.pass_ms(hour_ms);
  CHECK(versions(engine, "k").versions.size() == 1);
  CHECK(history_of(engine).get_at("k", first + 2).value().value == "3");
  CHECK_FALSE(history_of(engine).versions({"gone", 0, 10}));
  if (engine.durable()) engine.reopen();
  CHECK(versions(engine, "k").versions.size() == 1);
  CHECK(value_of(engine.store(), "k") == "3");
}

TEMPLATE_TEST_CASE("A retention of nothing is no history, and keeps what is there", "[contract]",
                   REVISION_ENGINES) {
  for (const auto& [versions_max, hours_max] : {std::pair{0u, 1u}, std::pair{1u, 0u}}) {
    TestType engine(keeping(versions_max, hours_max));
    put_often(engine, 3);
    CHECK(engine.store().history() == nullptr);
    CHECK_FALSE(engine.promises().history);
    CHECK(value_of(engine.store(), "k") == "3");
    CHECK(engine.store().change_feed()->changes({0, "", 10, true}).value().changes.size() == 3);
  }
}

TEMPLATE_TEST_CASE("Expiry hides nothing of the past", "[contract]", REVISION_ENGINES) {
  TestType engine;
  const auto stored = put(engine.store(), "k", "v", engine.now_ms() + 10).metadata;
  engine.pass_ms(10);
  CHECK(history_of(engine).get_at("k", stored.revision).value().metadata == stored);
  CHECK(engine.store().expire_due(10).value() == 1);
  CHECK(history_of(engine).get_at("k", stored.revision).value().metadata == stored);
  CHECK(error_of(history_of(engine).get_at("k", stored.revision + 1)) == ErrorCode::not_found);
  CHECK(versions(engine, "k").versions.at(0).kind == ChangeKind::expired);
}

TEMPLATE_TEST_CASE("The future is refused by name", "[contract]", REVISION_ENGINES) {
  TestType engine;
  const auto newest = put(engine.store(), "k", "v").metadata.revision;
  const auto entry = history_of(engine).get_at("k", newest + 1);
  REQUIRE_FALSE(entry);
  CHECK(entry.error().code == ErrorCode::invalid);
  CHECK(entry.error().field == "revision");
  CHECK(entry.error().limit == newest);
  CHECK(entry.error().actual == newest + 1);
  storage::ScanQuery query;
  query.limit = 10;
  const auto page = history_of(engine).scan_at(query, newest + 1);
  REQUIRE_FALSE(page);
  CHECK(page.error().field == "revision");
}

TEMPLATE_TEST_CASE("A listing of the past shows keys that are gone and hides those to come", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  put(engine.store(), "a/1", "old");
  put(engine.store(), "a/2", "v");
  const auto then = put(engine.store(), "b", "v").metadata.revision;
  put(engine.store(), "a/1", "new");
  remove(engine.store(), "a/2");
  put(engine.store(), "a/3", "v");
  put(engine.store(), "c", "v");
  const auto at = [&](const storage::ScanQuery& query) { return history_of(engine).scan_at(query, then); };
  const Listed all = list_all(at, {"", "", 1, true}, true);
  CHECK(shown(all).keys == std::vector<std::string>{"a/1", "a/2", "b"});
  CHECK(all.entries.at(0).value == "old");
  const Listing folded = shown(list_all(at, {"", "", 1, false, "/"}, true));
  CHECK(folded == Listing{{"b"}, {"a/"}});
  CHECK(shown(list_all(at, {"", "", 2, false, "", "*[23]"}, true)).keys == std::vector<std::string>{"a/2"});
}

}  // namespace
}  // namespace keyglass::test
