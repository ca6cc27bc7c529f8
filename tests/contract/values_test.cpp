// Contract: storing, reading, replacing and deleting one key.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include "engines.hpp"
#include "keyglass/limits.hpp"
#include "steps.hpp"

namespace keyglass::test {
namespace {

using storage::Put;
using storage::WriteOutcome;

TEMPLATE_TEST_CASE("A stored value is read back with its metadata", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const auto promises = engine.promises();
  const auto commit = test::commit(engine.store(), {{}, {Put{"a/b", "hello", "text/plain", std::nullopt}}});
  const auto entry = engine.store().get("a/b");
  REQUIRE(entry);
  CHECK(entry.value().value == "hello");
  const KeyMetadata& metadata = entry.value().metadata;
  CHECK(metadata.key == "a/b");
  CHECK(metadata.size_bytes == 5);
  CHECK(metadata.etag.size() > 2);
  CHECK(metadata.etag.front() == '"');
  CHECK(metadata.etag.back() == '"');
  CHECK_FALSE(metadata.expires_at_ms.has_value());
  CHECK(metadata.content_type == (promises.content_types ? "text/plain" : ""));
  CHECK(metadata.revision == commit.revision);
  CHECK((metadata.revision > 0) == promises.revisions);
  CHECK(metadata.created_at_ms == (promises.revisions ? engine.now_ms() : 0));
  CHECK(metadata.updated_at_ms == metadata.created_at_ms);
  CHECK(commit.outcomes[0].kind == WriteOutcome::Kind::created);
  CHECK(commit.outcomes[0].metadata == metadata);
  CHECK(engine.store().metadata("a/b").value() == metadata);
}

TEMPLATE_TEST_CASE("A content type that does not fit a record is refused", "[contract]", REVISION_ENGINES) {
  TestType engine;
  const std::string type(limits::content_type_bytes_max + 1, 'x');
  const Error error = refused(engine.store(), {{}, {Put{"k", "v", type, std::nullopt}}});
  CHECK(error.code == ErrorCode::invalid);
  CHECK(error.field == "content_type");
  CHECK(value_of(engine.store(), "k") == std::nullopt);
}

TEMPLATE_TEST_CASE("A key that is read often is as the last commit has left it", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  storage::Store& store = engine.store();
  put(store, "k", "1");
  CHECK(read_often(store, "k") == "1");
  put(store, "k", "2");
  CHECK(read_often(store, "k") == "2");
  commit(store, {{}, {Put{"other", "v", "", std::nullopt}, Put{"k", "3", "", std::nullopt}}});
  CHECK(value_of(store, "k") == "3");
  CHECK(read_often(store, "k") == "3");
  remove(store, "k");
  CHECK(read_often(store, "k") == std::nullopt);
  put(store, "k", "4", engine.now_ms() + 60'000);
  CHECK(read_often(store, "k") == "4");
  if (!engine.clocked()) return;
  engine.pass_ms(60'000);
  CHECK(read_often(store, "k") == std::nullopt);
  put(store, "k", "5", engine.now_ms() + 1);
  CHECK(read_often(store, "k") == "5");
  engine.pass_ms(1);
  CHECK(store.expire_due(10).value() == 1);
  put(store, "k", "6");
  CHECK(value_of(store, "k") == "6");
}

TEMPLATE_TEST_CASE("A key that was never stored is not found", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "other", "v");
  const auto entry = engine.store().get("missing");
  REQUIRE_FALSE(entry);
  CHECK(entry.error().code == ErrorCode::not_found);
  CHECK(entry.error().message == "key not found");
  CHECK(entry.error().key == "missing");
  CHECK(engine.store().metadata("missing").error() == entry.error());
}

TEMPLATE_TEST_CASE("Many keys are described at once as they are one by one", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "a", "1");
  put(engine.store(), "c", "", engine.now_ms() + 1'000'000);
  const auto described = engine.store().describe_many({"c", "b", "a", "c"});
  REQUIRE(described.size() == 4);
  CHECK(described[1].error() == engine.store().metadata("b").error());
  for (const std::size_t n : {std::size_t{0}, std::size_t{2}, std::size_t{3}}) {
    REQUIRE(described[n]);
    const KeyMetadata& one = described[n].value();
    const KeyMetadata alone = engine.store().metadata(one.key).value();
    CHECK(one.key == (n == 2 ? "a" : "c"));
    CHECK(one.size_bytes == alone.size_bytes);
    CHECK(one.revision == alone.revision);
    CHECK(one.expires_at_ms.has_value() == alone.expires_at_ms.has_value());
    CHECK((one.etag == alone.etag || one.etag.empty()));
  }
  CHECK(engine.store().describe_many({}).empty());
}

TEMPLATE_TEST_CASE("Replacing keeps the time of creation and changes ETag and revision", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  const KeyMetadata first = put(engine.store(), "k", "one").metadata;
  engine.pass_ms(5);
  const WriteOutcome second = put(engine.store(), "k", "two!");
  CHECK(second.kind == WriteOutcome::Kind::replaced);
  CHECK(value_of(engine.store(), "k") == "two!");
  const KeyMetadata metadata = engine.store().metadata("k").value();
  CHECK(metadata == second.metadata);
  CHECK(metadata.etag != first.etag);
  CHECK(metadata.created_at_ms == first.created_at_ms);
  if (engine.promises().revisions) {
    CHECK(metadata.revision == first.revision + 1);
    CHECK(metadata.updated_at_ms == first.updated_at_ms + 5);
  }
}

TEMPLATE_TEST_CASE("A deleted key is gone and its outcome describes what was", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  const KeyMetadata stored = put(engine.store(), "k", "value").metadata;
  const WriteOutcome removed = remove(engine.store(), "k");
  CHECK(removed.kind == WriteOutcome::Kind::deleted);
  CHECK(removed.metadata == stored);
  CHECK(value_of(engine.store(), "k") == std::nullopt);
  CHECK(keys(engine.store()).empty());
}

TEMPLATE_TEST_CASE("Deleting an absent key succeeds and takes no revision", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const auto before = commit(engine.store(), {{}, {Put{"k", "v", "", std::nullopt}}});
  const auto nothing = commit(engine.store(), {{}, {storage::Delete{"absent"}}});
  CHECK(nothing.outcomes[0].kind == WriteOutcome::Kind::absent);
  CHECK(nothing.outcomes[0].metadata.key == "absent");
  CHECK(nothing.revision == before.revision);
}

TEMPLATE_TEST_CASE("Any bytes and any valid key survive", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  std::map<std::string, std::string> model{
      {"empty", ""},
      {"bytes", every_byte},
      {"large", std::string(1'500'000, 'x')},
      {"glob*?[a]\\", "1"},
      {"sp ace/\U0001F511/\u00e4", "2"},
      {std::string(1024, 'k'), "longest"},
      {"1", "a key that looks like a number"},
  };
  for (const auto& [key, value] : model) put(engine.store(), key, value);
  for (const auto& [key, value] : model) CHECK(value_of(engine.store(), key) == value);
  CHECK(contents(engine.store()) == model);
}

TEMPLATE_TEST_CASE("A durable store gives everything back after it was closed", "[contract]",
                   DURABLE_ENGINES) {
  TestType engine;
  const KeyMetadata kept = put(engine.store(), "kept", "value").metadata;
  put(engine.store(), "removed", "value");
  remove(engine.store(), "removed");
  engine.reopen();
  CHECK(engine.store().metadata("kept").value() == kept);
  CHECK(contents(engine.store()) == std::map<std::string, std::string>{{"kept", "value"}});
  const KeyMetadata later = put(engine.store(), "later", "value").metadata;
  // Two commits were made after `kept`: a revision is never used twice.
  if (engine.promises().revisions) CHECK(later.revision == kept.revision + 3);
}

TEMPLATE_TEST_CASE("An open store is ready and names its engine", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  CHECK(engine.store().check_ready());
  CHECK_FALSE(engine.promises().engine.empty());
  CHECK((engine.promises().durability != storage::Durability::none) == engine.durable());
}

}  // namespace
}  // namespace keyglass::test
