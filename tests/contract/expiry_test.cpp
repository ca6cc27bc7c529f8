// Contract: an expired entry is absent from everything the moment it expires.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <set>

#include "engines.hpp"
#include "steps.hpp"
#include "storage/change_feed.hpp"

namespace keyglass::test {
namespace {

using storage::MustBeAbsent;
using storage::MustExist;
using storage::Put;
using storage::WriteBatch;
using storage::WriteOutcome;

constexpr std::int64_t soon_ms = 300;
// Redis goes by its own clock: an entry that is to be seen before its time is over must outlast a busy
// machine.
constexpr std::int64_t later_ms = 3'000;

TEMPLATE_TEST_CASE("An entry is there until its time has come and absent from every read after", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "stays", "v");
  put(engine.store(), "goes", "v", engine.now_ms() + later_ms);
  CHECK(value_of(engine.store(), "goes") == "v");
  CHECK(contents(engine.store()).size() == 2);
  engine.pass_ms(later_ms + 1);
  CHECK(value_of(engine.store(), "goes") == std::nullopt);
  CHECK(engine.store().metadata("goes").error().code == ErrorCode::not_found);
  CHECK(keys(engine.store()) == std::vector<std::string>{"stays"});
}

TEMPLATE_TEST_CASE("Conditions and writes see an expired entry as absent", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "k", "old", engine.now_ms() + soon_ms);
  engine.pass_ms(soon_ms + 1);
  CHECK(refused(engine.store(), {{MustExist{"k"}}, {}}).etag.empty());
  CHECK(remove(engine.store(), "k").kind == WriteOutcome::Kind::absent);
  const auto created = commit(engine.store(), {{MustBeAbsent{"k"}}, {Put{"k", "new", "", std::nullopt}}});
  CHECK(created.outcomes[0].kind == WriteOutcome::Kind::created);
  CHECK(value_of(engine.store(), "k") == "new");
}

TEMPLATE_TEST_CASE("The time of expiry is told", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const std::int64_t expires_at_ms = engine.now_ms() + 3'600'000;
  put(engine.store(), "k", "v", expires_at_ms);
  constexpr std::int64_t tolerance_ms = 2'000;  // Redis counts from its own clock
  const auto near = [&](const KeyMetadata& metadata) {
    return metadata.expires_at_ms && std::abs(*metadata.expires_at_ms - expires_at_ms) < tolerance_ms;
  };
  CHECK(near(engine.store().metadata("k").value()));
  CHECK(near(list(engine.store(), {"", "", 10, false}).at(0).metadata));
  CHECK(near(list(engine.store(), {"", "", 10, true}).at(0).metadata));
}

TEMPLATE_TEST_CASE("A put without expiry takes an earlier one away", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "k", "v", engine.now_ms() + soon_ms);
  put(engine.store(), "k", "w");
  engine.pass_ms(soon_ms + 1);
  CHECK(value_of(engine.store(), "k") == "w");
  CHECK_FALSE(engine.store().metadata("k").value().expires_at_ms.has_value());
}

TEMPLATE_TEST_CASE("A put that has expired already leaves nothing", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "k", "v");
  put(engine.store(), "k", "w", engine.now_ms());
  put(engine.store(), "never there", "w", engine.now_ms() - 1);
  CHECK(keys(engine.store()).empty());
  CHECK(value_of(engine.store(), "k") == std::nullopt);
}

TEMPLATE_TEST_CASE("An expired entry stays absent after a restart", "[contract]", DURABLE_ENGINES) {
  TestType engine;
  put(engine.store(), "k", "v", engine.now_ms() + soon_ms);
  engine.pass_ms(soon_ms + 1);
  engine.reopen();
  CHECK(keys(engine.store()).empty());
}

TEMPLATE_TEST_CASE("An expired entry is hidden at once, and swept once, as a change of its own", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  WriteBatch batch;
  for (const char* key : {"a", "b", "c"})
    batch.writes.push_back(Put{key, "v", "", engine.now_ms() + soon_ms});
  const auto stored = commit(engine.store(), batch).revision;
  put(engine.store(), "later", "v", engine.now_ms() + soon_ms + 1);
  CHECK(engine.store().expire_due(10).value() == 0);
  engine.pass_ms(soon_ms);
  CHECK(engine.store().stats("").value().count == 1);
  CHECK(engine.store().get_many({"a"}).value() == std::vector<std::optional<storage::Entry>>{std::nullopt});
  CHECK(engine.store().expire_due(2).value() == 2);
  CHECK(engine.store().expire_due(2).value() == 1);
  CHECK(engine.store().expire_due(2).value() == 0);
  const auto page = engine.store().change_feed()->changes({stored + 1, "", 100, false});
  REQUIRE(page);
  REQUIRE(page.value().changes.size() == 3);
  std::set<std::string> swept;
  for (const auto& change : page.value().changes) {
    CHECK(change.version.kind == storage::ChangeKind::expired);
    swept.insert(change.version.metadata.key);
  }
  CHECK(swept == std::set<std::string>{"a", "b", "c"});
  CHECK(page.value().changes[0].version.metadata.revision == stored + 2);
  CHECK(page.value().changes[2].version.metadata.revision == stored + 3);
  if (engine.durable()) engine.reopen();
  CHECK(keys(engine.store()) == std::vector<std::string>{"later"});
  CHECK(engine.store().expire_due(10).value() == 0);
}

TEMPLATE_TEST_CASE("What was renewed, removed or put again is not swept", "[contract]", REVISION_ENGINES) {
  TestType engine;
  for (const char* key : {"renewed", "for ever", "removed", "again"})
    put(engine.store(), key, "v", engine.now_ms() + soon_ms);
  put(engine.store(), "renewed", "w", engine.now_ms() + 2 * soon_ms);
  put(engine.store(), "for ever", "w");
  remove(engine.store(), "removed");
  engine.pass_ms(soon_ms);
  put(engine.store(), "again", "w");
  if (engine.durable()) engine.reopen();
  CHECK(engine.store().expire_due(10).value() == 0);
  CHECK(keys(engine.store()) == std::vector<std::string>{"again", "for ever", "renewed"});
  engine.pass_ms(soon_ms);
  CHECK(engine.store().expire_due(10).value() == 1);
  CHECK(keys(engine.store()) == std::vector<std::string>{"again", "for ever"});
}

}  // namespace
}  // namespace keyglass::test
