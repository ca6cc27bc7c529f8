// Importing: what is written, skipped and refused, and what a failing store leaves.
#include "service/importer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>
#include <set>

#include "keyglass/limits.hpp"
#include "unit/backend/hooked_store.hpp"

namespace keyglass::service {
namespace {

class ImportFixture {
 protected:
  Importer importer(ImportMode mode) {
    return {store, {.mode = mode, .value_bytes_max = 10}, [this] { return now_ms; }};
  }
  static TransferEntry entry(std::string key, std::string value) {
    return {std::move(key), std::move(value), std::nullopt, std::nullopt};
  }
  void put(const std::string& key, const std::string& value) {
    storage::WriteBatch batch;
    batch.writes.emplace_back(storage::Put{key, value, "text/plain; charset=utf-8", std::nullopt});
    REQUIRE(store.inner().commit(batch).ok());
  }
  std::string value_of(const std::string& key) {
    const auto found = store.get(key);
    return found ? found.value().value : "(" + found.error().message + ")";
  }

  std::int64_t now_ms = 1'000'000;
  test::HookedStore store{[this] { return now_ms; }};
};

TEST_CASE_METHOD(ImportFixture, "Replace writes what differs and makes no revision for what is the same") {
  for (int run = 0; run < 2; ++run) {
    Importer import = importer(ImportMode::replace);
    CHECK(import.add(1, entry("a", "1")));
    CHECK(import.add(2, {"b", "\xFF", now_ms + 5'000, "image/png"}));
    const ImportReport report = import.finish().value();
    CHECK(report.imported == (run == 0 ? 2U : 0U));
    CHECK(report.skipped == (run == 0 ? 0U : 2U));
    CHECK_FALSE(report.preview);
  }
  const auto b = store.get("b").value();
  CHECK(b.value == "\xFF");
  CHECK(b.metadata.content_type == "image/png");
  CHECK(b.metadata.expires_at_ms == now_ms + 5'000);
  CHECK(b.metadata.revision == store.metadata("a").value().revision);
  Importer import = importer(ImportMode::replace);
  CHECK(import.add(1, {"a", "1", std::nullopt, "text/html"}));
  CHECK(import.add(2, {"b", "\xFF", now_ms + 6'000, "image/png"}));
  CHECK(import.finish().value().imported == 2);
  CHECK(store.metadata("a").value().content_type == "text/html");
  CHECK(store.metadata("b").value().expires_at_ms == now_ms + 6'000);
}

TEST_CASE_METHOD(ImportFixture, "Create leaves alone what is there, also what comes in between") {
  put("there", "old");
  bool interfered = false;
  store.before_commit = [&](const storage::WriteBatch&) {
    if (!interfered) put("between", "theirs");
    interfered = true;
    return std::optional<Error>();
  };
  Importer import = importer(ImportMode::create);
  CHECK(import.add(1, entry("there", "new")));
  CHECK(import.add(2, entry("between", "new")));
  CHECK(import.add(3, entry("fresh", "new")));
  const ImportReport report = import.finish().value();
  CHECK(report.imported == 1);
  CHECK(report.skipped == 2);
  CHECK(value_of("there") == "old");
  CHECK(value_of("between") == "theirs");
  CHECK(value_of("fresh") == "new");
}

TEST_CASE_METHOD(ImportFixture, "A dry run writes nothing and tells what replace would do") {
  put("same", "1");
  put("other", "1");
  const std::uint64_t before = store.metadata("other").value().revision;
  store.before_commit = [](const storage::WriteBatch&) -> std::optional<Error> {
    FAIL("it wrote");
    return {};
  };
  Importer import = importer(ImportMode::dry_run);
  CHECK(import.add(1, entry("same", "1")));
  CHECK(import.add(2, entry("other", "2")));
  CHECK(import.add(3, entry("new", "3")));
  const ImportReport report = import.finish().value();
  CHECK(report.imported == 0);
  REQUIRE(report.preview);
  CHECK(*report.preview == ImportReport::Preview{1, 1, 1, {"other"}});
  CHECK(store.metadata("other").value().revision == before);
}

TEST_CASE_METHOD(ImportFixture, "What has expired is skipped, what is too large is refused by its number") {
  Importer import = importer(ImportMode::replace);
  CHECK(import.add(1, {"gone", "1", now_ms, std::nullopt}));
  CHECK(import.add(2, entry("large", "12345678901")));
  CHECK(import.add(3, entry("good", "1234567890")));
  import.fail(4, {.code = ErrorCode::invalid, .message = "no JSON"});
  const ImportReport report = import.finish().value();
  CHECK(report.imported == 1);
  CHECK(report.skipped == 1);
  CHECK(report.failed_count == 2);
  REQUIRE(report.failed.size() == 2);
  CHECK(report.failed[0].line == 2);
  CHECK(report.failed[0].code == "too_large");
  CHECK(report.failed[1] == FailedLine{4, "invalid", "no JSON"});
}

TEST_CASE_METHOD(ImportFixture, "Of a key that comes twice the later line holds") {
  Importer import = importer(ImportMode::replace);
  CHECK(import.add(1, entry("k", "1")));
  CHECK(import.add(2, entry("k", "2")));
  CHECK(import.add(3, entry("k", "1")));
  CHECK(import.finish().value().imported == 3);
  CHECK(value_of("k") == "1");
}

TEST_CASE_METHOD(ImportFixture, "Only the first thousand failed lines are named, all are counted") {
  Importer import = importer(ImportMode::replace);
  for (std::uint64_t line = 1; line <= 1'500; ++line) import.fail(line, {.message = "broken"});
  const ImportReport report = import.finish().value();
  CHECK(report.failed.size() == limits::import_failed_max);
  CHECK(report.failed_count == 1'500);
}

TEST_CASE_METHOD(ImportFixture, "A store that fails ends it; the line up to which everything is in is true") {
  int commits = 0;
  std::size_t rows_max = 0;
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    rows_max = std::max(rows_max, batch.writes.size());
    if (++commits <= 2) return std::nullopt;
    return Error{.code = ErrorCode::unavailable, .message = "the disk is full"};
  };
  Importer import = importer(ImportMode::replace);
  std::uint64_t line = 0;
  while (line < 5'000 && import.add(line + 1, entry("k" + std::to_string(line + 1), "v"))) ++line;
  CHECK(line < 5'000);
  const auto finished = import.finish();
  REQUIRE_FALSE(finished.ok());
  CHECK(finished.error().code == ErrorCode::unavailable);
  CHECK(rows_max <= 500);
  std::uint64_t in = 0;
  while (store.get("k" + std::to_string(in + 1)).ok()) ++in;
  CHECK(in > 0);
  CHECK(finished.error().message.find("everything up to line " + std::to_string(in) + " is in") !=
        std::string::npos);
  CHECK_FALSE(store.get("k" + std::to_string(in + 2)).ok());
}

TEST_CASE_METHOD(ImportFixture, "One refused row of a batch costs no other row") {
  store.before_commit = [](const storage::WriteBatch& batch) -> std::optional<Error> {
    for (const auto& write : batch.writes) {
      if (std::get<storage::Put>(write).key == "bad") {
        return Error{.code = ErrorCode::conflict, .message = "not a string", .key = "bad"};
      }
    }
    return std::nullopt;
  };
  Importer import = importer(ImportMode::replace);
  CHECK(import.add(1, entry("a", "1")));
  CHECK(import.add(2, entry("bad", "1")));
  CHECK(import.add(3, entry("b", "1")));
  const ImportReport report = import.finish().value();
  CHECK(report.imported == 2);
  REQUIRE(report.failed.size() == 1);
  CHECK(report.failed[0] == FailedLine{2, "conflict", "not a string"});
  CHECK(value_of("b") == "1");
}

TEST_CASE_METHOD(ImportFixture, "Random imports agree with a map") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::map<std::string, std::string> model;
  for (int run = 0; run < 20; ++run) {
    const ImportMode mode =
        std::array{ImportMode::replace, ImportMode::create, ImportMode::dry_run}[random() % 3];
    Importer import = importer(mode);
    std::uint64_t lines = 0;
    for (const auto count = random() % 1'500; lines < count;) {
      const std::string key = "k" + std::to_string(random() % 2'000);
      const std::string value = std::to_string(random() % 3);
      REQUIRE(import.add(++lines, entry(key, value)));
      if (mode == ImportMode::replace) model[key] = value;
      if (mode == ImportMode::create) model.emplace(key, value);
    }
    const ImportReport report = import.finish().value();
    CHECK(report.failed_count == 0);
    if (mode != ImportMode::dry_run) CHECK(report.imported + report.skipped == lines);
  }
  const auto page = store.scan({.prefix = {}, .after = {}, .limit = 5'000, .with_values = true});
  REQUIRE(page.ok());
  std::map<std::string, std::string> stored;
  for (const auto& entry : page.value().entries) stored.emplace(entry.metadata.key, entry.value);
  CHECK(stored == model);
}

}  // namespace
}  // namespace keyglass::service
