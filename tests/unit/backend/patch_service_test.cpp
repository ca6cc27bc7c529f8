// Patches over a store in memory: numbers, documents, conditions, concurrency.
#include "service/patch_service.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <thread>
#include <vector>

#include "unit/backend/hooked_store.hpp"

namespace keyglass::service {
namespace {

class PatchFixture {
 protected:
  Result<storage::Entry> add(const std::string& key, std::int64_t by, Precondition precondition = {}) {
    return patches.patch({.key = key, .change = Increment{by}, .precondition = std::move(precondition)});
  }
  Result<storage::Entry> merge(const std::string& key, std::string_view patch) {
    return patches.patch({.key = key, .change = MergePatch::parse(patch).value(), .precondition = {}});
  }
  KeyMetadata write(const std::string& key, const std::string& value,
                    std::optional<std::int64_t> expires = {}) {
    storage::WriteBatch batch;
    batch.writes.emplace_back(
        storage::Put{.key = key, .value = value, .content_type = "x/y", .expires_at_ms = expires});
    return store.inner().commit(batch).value().outcomes.front().metadata;
  }

  std::int64_t now_ms = 1'000'000;
  test::HookedStore store{[this] { return now_ms; }};
  PatchService patches{store, {.value_bytes_max = 30}};
};

TEST_CASE_METHOD(PatchFixture, "An increment adds, also below zero; an absent key counts as zero") {
  CHECK(add("n", 5).value().value == "5");
  CHECK(add("n", -7).value().value == "-2");
  CHECK(store.get("n").value().value == "-2");
  CHECK(store.metadata("n").value().content_type == "text/plain; charset=utf-8");
}

TEST_CASE_METHOD(PatchFixture, "Sums are exact to the last of 64 bits, and refused beyond") {
  write("n", "9223372036854775806");
  CHECK(add("n", 1).value().value == "9223372036854775807");
  CHECK(add("n", 1).error().code == ErrorCode::conflict);
  CHECK(store.get("n").value().value == "9223372036854775807");
  write("n", "-9223372036854775808");
  CHECK(add("n", -1).error().code == ErrorCode::conflict);
}

TEST_CASE_METHOD(PatchFixture, "What is no whole number is not taken for one") {
  for (const char* value : {"", "x", "1.5", " 1", "1 ", "+1", "01", "-0", "1e3", "9223372036854775808"}) {
    CAPTURE(value);
    write("n", value);
    const auto refused = add("n", 1);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::conflict);
    CHECK(refused.error().key == "n");
    CHECK(store.get("n").value().value == value);
  }
}

TEST_CASE_METHOD(PatchFixture, "A patch keeps the content type and the time of expiry") {
  write("n", "1", now_ms + 50);
  const auto patched = add("n", 1);
  REQUIRE(patched.ok());
  CHECK(patched.value().metadata.content_type == "x/y");
  CHECK(patched.value().metadata.expires_at_ms == now_ms + 50);
  now_ms += 50;
  CHECK(add("n", 1).value().value == "1");
}

TEST_CASE_METHOD(PatchFixture, "A merge patch needs a document, and room for what becomes of it") {
  CHECK(merge("doc", "{}").error().code == ErrorCode::not_found);
  write("doc", R"({"a":1})");
  CHECK(merge("doc", R"({"b":[true]})").value().value == R"({"a":1,"b":[true]})");
  const Error large = merge("doc", R"({"c":"0123456789"})").error();
  CHECK(large.code == ErrorCode::too_large);
  CHECK(large.limit == 30U);
  write("doc", "text");
  CHECK(merge("doc", "{}").error().code == ErrorCode::conflict);
  CHECK(merge("doc", "{}").error().key == "doc");
}

TEST_CASE_METHOD(PatchFixture, "Conditions are those of every write") {
  const KeyMetadata known = write("n", "1");
  const Precondition other{.match = EtagList{false, {"\"other\""}}, .none_match = {}};
  const auto refused = add("n", 1, other);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::precondition_failed);
  CHECK(refused.error().etag == known.etag);
  CHECK(add("n", 1, {.match = EtagList{false, {"\"other\"", known.etag}}, .none_match = {}}).ok());
  CHECK(add("absent", 1, {.match = EtagList{true, {}}, .none_match = {}}).error().code ==
        ErrorCode::precondition_failed);
  CHECK(add("n", 1, {.match = {}, .none_match = EtagList{true, {}}}).error().code ==
        ErrorCode::precondition_failed);
  CHECK(add("..", 1).error().field == "key");
}

TEST_CASE_METHOD(PatchFixture, "A change by another in between is taken along") {
  write("n", "1");
  int interventions = 0;
  store.before_commit = [&](const storage::WriteBatch&) -> std::optional<Error> {
    if (++interventions == 1) write("n", "10");
    return std::nullopt;
  };
  CHECK(add("n", 1).value().value == "11");
  CHECK(interventions == 2);
}

TEST_CASE_METHOD(PatchFixture, "A patch that never gets to it says so") {
  write("n", "1");
  store.before_commit = [&](const storage::WriteBatch&) -> std::optional<Error> {
    write("n", "5");
    return std::nullopt;
  };
  const auto refused = add("n", 1);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::unavailable);
  CHECK(store.get("n").value().value == "5");
}

TEST_CASE_METHOD(PatchFixture, "Of concurrent increments none is lost, also among writers of the same key") {
  constexpr int thread_count = 8;
  constexpr int increments = 100;
  std::vector<std::thread> threads;
  std::vector<int> done(thread_count, 0);
  for (int t = 0; t < thread_count; ++t) {
    threads.emplace_back([&, t] {
      // Two services on one store: their patches meet as those of two processes would.
      PatchService own(store, {.value_bytes_max = 30});
      PatchService& service = t % 2 == 0 ? patches : own;
      for (int i = 0; i < increments; ++i) {
        while (true) {
          const auto patched = service.patch({.key = "n", .change = Increment{1}, .precondition = {}});
          if (patched) break;
          if (patched.error().code != ErrorCode::unavailable) return;
        }
        ++done[static_cast<std::size_t>(t)];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : done) CHECK(count == increments);
  CHECK(store.get("n").value().value == std::to_string(thread_count * increments));
}

}  // namespace
}  // namespace keyglass::service
