// A store in memory with a clock of the test's own, and plans over it.
#pragma once

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/plan_service.hpp"
#include "support/wait_until.hpp"
#include "unit/backend/hooked_store.hpp"

namespace keyglass::service {

using Keys = std::vector<std::string>;

class PlanFixture {
 protected:
  std::uint64_t put(const std::string& key, const std::string& value,
                    std::optional<std::int64_t> expires_at_ms = std::nullopt) {
    storage::WriteBatch batch;
    batch.writes.emplace_back(storage::Put{key, value, "text/plain", expires_at_ms});
    return store.inner().commit(batch).value().revision;
  }
  std::uint64_t erase(const std::string& key) {
    storage::WriteBatch batch;
    batch.writes.emplace_back(storage::Delete{key});
    return store.inner().commit(batch).value().revision;
  }
  void fill(int count) {
    for (int i = 0; i < count; ++i) put("k" + std::to_string(10'000 + i), "v");
  }
  std::map<std::string, std::string> content() {
    std::map<std::string, std::string> content;
    const auto page = store.scan({.prefix = {}, .after = {}, .limit = 10'000, .with_values = true});
    for (const auto& entry : page.value().entries) content.emplace(entry.metadata.key, entry.value);
    return content;
  }
  // Commits and waits for the end.
  Plan commit(const Plan& plan) {
    REQUIRE(plans.commit(plan.id).ok());
    return plans.wait(plan.id, test::patience).value();
  }
  static PlanRequest removal(std::string prefix) {
    PlanRequest request;
    request.prefix = std::move(prefix);
    return request;
  }
  static PlanRequest restoration(std::string prefix, std::uint64_t revision) {
    PlanRequest request = removal(std::move(prefix));
    request.action = PlanAction::restore;
    request.revision = revision;
    return request;
  }
  static PlanRequest renewal(std::string prefix, std::optional<double> ttl_seconds) {
    PlanRequest request = removal(std::move(prefix));
    request.action = PlanAction::set_ttl;
    request.ttl_seconds = ttl_seconds;
    return request;
  }

  std::atomic<std::int64_t> now_ms{1'000'000};
  test::HookedStore store{[this] { return now_ms.load(); }};
  PlanService plans{store, {.plans_max = 3, .running_max = 1}, [this] { return now_ms.load(); }};
};

}  // namespace keyglass::service
