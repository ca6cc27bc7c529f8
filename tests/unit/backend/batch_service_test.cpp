// Batches over a store in memory: what they do, what they refuse, and that they do not mix with others.
#include "service/batch_service.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "unit/backend/hooked_store.hpp"

namespace keyglass::service {
namespace {

class BatchFixture {
 protected:
  Result<BatchOutcome> run(std::vector<BatchOp> ops, std::vector<BatchCondition> conditions = {}) {
    return batches.run({std::move(conditions), std::move(ops)});
  }
  BatchReply reply(std::vector<BatchOp> ops, std::vector<BatchCondition> conditions = {}) {
    const auto outcome = run(std::move(ops), std::move(conditions));
    REQUIRE(outcome.ok());
    REQUIRE(std::holds_alternative<BatchReply>(outcome.value()));
    return std::get<BatchReply>(outcome.value());
  }
  BatchRefusal refusal(std::vector<BatchOp> ops, std::vector<BatchCondition> conditions) {
    const auto outcome = run(std::move(ops), std::move(conditions));
    REQUIRE(outcome.ok());
    REQUIRE(std::holds_alternative<BatchRefusal>(outcome.value()));
    return std::get<BatchRefusal>(outcome.value());
  }
  // Written past the service, as another client would.
  KeyMetadata write(const std::string& key, const std::string& value) {
    storage::WriteBatch batch;
    batch.writes.emplace_back(
        storage::Put{.key = key, .value = value, .content_type = "text/plain", .expires_at_ms = {}});
    return store.inner().commit(batch).value().outcomes.front().metadata;
  }
  std::string value_of(const std::string& key) {
    const auto entry = store.get(key);
    return entry ? entry.value().value : "(" + entry.error().message + ")";
  }

  std::int64_t now_ms = 1'000'000;
  test::HookedStore store{[this] { return now_ms; }};
  BatchService batches{store, {.value_bytes_max = 10}, [this] { return now_ms; }};
};

BatchPut put(std::string key, std::string value) {
  return {.key = std::move(key), .value = std::move(value), .ttl_seconds = {}, .content_type = {}};
}
BatchGet read(std::string key) {
  return {std::move(key)};
}
BatchCondition absent(std::string key) {
  return {.key = std::move(key), .revision = {}, .etag = {}, .absent = true};
}
BatchCondition at_revision(std::string key, std::uint64_t revision) {
  return {.key = std::move(key), .revision = revision, .etag = {}, .absent = false};
}
BatchCondition with_etag(std::string key, std::string etag) {
  return {.key = std::move(key), .revision = {}, .etag = std::move(etag), .absent = false};
}

TEST_CASE_METHOD(BatchFixture, "Ops happen in their order, and each has its result in its place") {
  write("old", "1");
  const BatchReply done = reply({read("new"), put("new", "2"), read("new"), put("new", "3"),
                                 BatchDelete{"old"}, read("old"), BatchDelete{"old"}, read("new")});
  REQUIRE(done.results.size() == 8);
  const std::vector<int> statuses{404, 201, 200, 200, 200, 404, 404, 200};
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    CAPTURE(i);
    CHECK(done.results[i].status == statuses[i]);
  }
  CHECK(done.results[2].value == "2");
  CHECK(done.results[7].value == "3");
  CHECK(done.results[7].metadata->revision == done.revision);
  CHECK(done.results[7].metadata->key == "new");
  CHECK(value_of("old") == "(key not found)");
  CHECK(value_of("new") == "3");
}

TEST_CASE_METHOD(BatchFixture, "A get gives value and metadata, as often as it is asked") {
  const KeyMetadata known = write("k", "v");
  const BatchReply done = reply({read("k"), read("k")});
  for (const BatchResult& result : done.results) {
    CHECK(result.value == "v");
    CHECK(result.metadata == known);
  }
  CHECK(done.revision == known.revision);
}

TEST_CASE_METHOD(BatchFixture, "A put keeps the type and the time to live it came with") {
  reply(
      {BatchPut{.key = "k", .value = "v", .ttl_seconds = 1.5, .content_type = "a/b"}, put("bytes", "\xFF")});
  const KeyMetadata metadata = store.metadata("k").value();
  CHECK(metadata.content_type == "a/b");
  CHECK(metadata.expires_at_ms == now_ms + 1500);
  CHECK(store.metadata("bytes").value().content_type == "application/octet-stream");
}

TEST_CASE_METHOD(BatchFixture, "Conditions that hold let everything happen") {
  const KeyMetadata a = write("a", "1");
  const KeyMetadata b = write("b", "1");
  reply({put("a", "2")}, {at_revision("a", a.revision), with_etag("b", b.etag), absent("c")});
  CHECK(value_of("a") == "2");
}

TEST_CASE_METHOD(BatchFixture,
                 "Every condition that does not hold is named with what is there, and nothing is written") {
  const KeyMetadata a = write("a", "1");
  const KeyMetadata b = write("b", "1");
  const BatchRefusal refused =
      refusal({put("c", "1"), BatchDelete{"a"}},
              {with_etag("a", "\"other\""), at_revision("b", b.revision), absent("b"), at_revision("c", 7)});
  CHECK(refused.first.code == ErrorCode::precondition_failed);
  CHECK(refused.first.key == "a");
  CHECK(refused.first.etag == a.etag);
  const std::vector<FailedCondition> expected{
      {.index = 0, .key = "a", .etag = a.etag, .revision = a.revision},
      {.index = 2, .key = "b", .etag = b.etag, .revision = b.revision},
      {.index = 3, .key = "c", .etag = "", .revision = 0}};
  CHECK(refused.failed == expected);
  CHECK(value_of("a") == "1");
  CHECK(value_of("c") == "(key not found)");
}

TEST_CASE_METHOD(BatchFixture, "What is read moves with what is written: a change in between is read again") {
  write("a", "old");
  int interventions = 0;
  store.before_commit = [&](const storage::WriteBatch&) -> std::optional<Error> {
    if (++interventions == 1) write("a", "new");
    return std::nullopt;
  };
  const BatchReply done = reply({read("a"), put("b", "x"), read("c")});
  CHECK(done.results[0].value == "new");
  CHECK(interventions == 2);
}

TEST_CASE_METHOD(BatchFixture, "A batch that never gets to it says so, and has written nothing") {
  write("a", "0");
  int count = 0;
  store.before_commit = [&](const storage::WriteBatch&) -> std::optional<Error> {
    write("a", std::to_string(++count));
    return std::nullopt;
  };
  const auto outcome = run({read("a"), put("b", "x")});
  REQUIRE_FALSE(outcome.ok());
  CHECK(outcome.error().code == ErrorCode::unavailable);
  CHECK(value_of("b") == "(key not found)");
}

TEST_CASE_METHOD(BatchFixture, "A condition that failed is told also if it holds again by now") {
  const KeyMetadata known = write("a", "1");
  store.before_commit = [&](const storage::WriteBatch& batch) -> std::optional<Error> {
    if (batch.conditions.empty()) return std::nullopt;
    return Error{
        .code = ErrorCode::precondition_failed, .message = "moved", .key = "a", .field = {}, .etag = "\"x\""};
  };
  const BatchRefusal refused = refusal({put("b", "x")}, {absent("c"), with_etag("a", known.etag)});
  CHECK(refused.first.message == "moved");
  REQUIRE(refused.failed.size() == 1);
  CHECK(refused.failed[0].index == 1);
}

TEST_CASE_METHOD(BatchFixture, "What the rules forbid is named by its place") {
  const auto error = [&](BatchOp op) { return run({read("fine"), std::move(op)}).error(); };
  CHECK(error(read("..")).field == "ops[1].key");
  CHECK(error(put("k", std::string(11, 'v'))).field == "ops[1].value");
  CHECK(error(put("k", std::string(11, 'v'))).code == ErrorCode::too_large);
  CHECK(run({}, {absent("")}).error().field == "conditions[0].key");
  CHECK(value_of("fine") == "(key not found)");
}

TEST_CASE_METHOD(BatchFixture, "The values of all gets together are bounded, repeated ones counted") {
  BatchService roomy(store, {.value_bytes_max = 1u << 22}, [this] { return now_ms; });
  write("big", std::string(1u << 20, 'v'));
  const auto gets = [&](std::size_t count) { return std::vector<BatchOp>(count, read("big")); };
  CHECK(roomy.run({{}, gets(64)}).ok());
  const auto refused = roomy.run({{}, gets(65)});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::too_large);
  std::vector<BatchOp> of_own_puts{put("own", std::string(1u << 20, 'v'))};
  of_own_puts.insert(of_own_puts.end(), 65, read("own"));
  CHECK_FALSE(roomy.run({{}, of_own_puts}).ok());
  CHECK(value_of("own") == "(key not found)");
}

}  // namespace
}  // namespace keyglass::service
