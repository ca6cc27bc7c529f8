// The rules on keys and values, over a store in memory with a clock of the test's own.
#include "service/key_value_service.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "storage/memory_store.hpp"

namespace keyglass::service {
namespace {

using storage::WriteOutcome;

class ServiceFixture {
 protected:
  Result<WriteOutcome> put(const std::string& key, const std::string& value, Precondition precondition = {}) {
    return service.put({.key = key,
                        .value = value,
                        .content_type = std::nullopt,
                        .ttl_seconds = std::nullopt,
                        .precondition = std::move(precondition)});
  }

  std::int64_t now_ms = 1'000'000;
  storage::MemoryStore store{[this] { return now_ms; }};
  KeyValueService service{store, {.value_bytes_max = 10}, [this] { return now_ms; }};
};

Precondition match(EtagList list) {
  return {.match = std::move(list), .none_match = std::nullopt};
}
Precondition none_match(EtagList list) {
  return {.match = std::nullopt, .none_match = std::move(list)};
}

TEST_CASE_METHOD(ServiceFixture, "Every call checks its key") {
  CHECK(service.read("").error().field == "key");
  CHECK(service.describe("..").error().field == "key");
  CHECK(put("\xFF", "v").error().field == "key");
  CHECK(service.erase({std::string(1025, 'k'), {}}).error().limit == 1024U);
}

TEST_CASE_METHOD(ServiceFixture, "A value over the limit is refused with both numbers") {
  CHECK(put("k", std::string(10, 'v')).ok());
  const Error error = put("k", std::string(11, 'v')).error();
  CHECK(error.code == ErrorCode::too_large);
  CHECK(error.limit == 10U);
  CHECK(error.actual == 11U);
  CHECK(service.read("k").value().value == std::string(10, 'v'));
}

TEST_CASE_METHOD(ServiceFixture, "A content type that was not given is told from the value") {
  REQUIRE(put("text", "ä").ok());
  REQUIRE(put("bytes", "\xFF").ok());
  CHECK(service.describe("text").value().content_type == "text/plain; charset=utf-8");
  CHECK(service.describe("bytes").value().content_type == "application/octet-stream");
  CHECK(service.put({.key = "k", .value = "v", .content_type = "a\nb", .ttl_seconds = {}, .precondition = {}})
            .error()
            .field == "content_type");
}

TEST_CASE_METHOD(ServiceFixture, "A time to live ends by the service's clock, a fraction rounded up") {
  const auto put_for = [&](double seconds) {
    return service.put(
        {.key = "k", .value = "v", .content_type = std::nullopt, .ttl_seconds = seconds, .precondition = {}});
  };
  REQUIRE(put_for(1.5).ok());
  CHECK(service.describe("k").value().expires_at_ms == now_ms + 1500);
  now_ms += 1500;
  CHECK(service.read("k").error().code == ErrorCode::not_found);
  REQUIRE(put_for(0.0001).ok());
  CHECK(service.describe("k").value().expires_at_ms == now_ms + 1);
  CHECK(put_for(0).error().field == "ttl");
  CHECK(put_for(1e12).error().field == "ttl");
}

TEST_CASE_METHOD(ServiceFixture, "A write may ask for one of several ETags, or for none of them") {
  const std::string first = put("k", "1").value().metadata.etag;
  const std::string second = put("k", "2", match({false, {"\"x\"", first}})).value().metadata.etag;
  CHECK(put("k", "3", match({false, {"\"x\"", first}})).error().etag == second);
  CHECK(put("k", "3", none_match({false, {second}})).error().code == ErrorCode::precondition_failed);
  CHECK(put("k", "3", none_match({false, {first}})).ok());
  CHECK(put("new", "1", none_match({false, {first}})).value().kind == WriteOutcome::Kind::created);
  CHECK(put("absent", "1", match({false, {first, second}})).error().code == ErrorCode::precondition_failed);
  CHECK(service.read("k").value().value == "3");
}

TEST_CASE_METHOD(ServiceFixture, "Deleting says what was deleted, and what was not there") {
  REQUIRE(put("k", "1").ok());
  CHECK(service.erase({"k", match({false, {"\"x\""}})}).error().code == ErrorCode::precondition_failed);
  CHECK(service.erase({"k", {}}).value().size_bytes == 1);
  const Error gone = service.erase({"k", {}}).error();
  CHECK(gone.code == ErrorCode::not_found);
  CHECK(gone.message == "key not found");
}

TEST_CASE_METHOD(ServiceFixture, "A page's limit has bounds") {
  CHECK(service.list({.prefix = {}, .after = {}, .limit = 0}).error().field == "limit");
  CHECK(service.list({.prefix = {}, .after = {}, .limit = limits::page_keys_max + 1}).error().field ==
        "limit");
  CHECK(service.list({.prefix = {}, .after = {}, .limit = limits::page_keys_max}).ok());
}

}  // namespace
}  // namespace keyglass::service
