// Contract: an expired entry is absent from everything the moment it expires.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "engines.hpp"
#include "steps.hpp"

namespace keyglass::test {
namespace {

using storage::MustBeAbsent;
using storage::MustExist;
using storage::Put;
using storage::WriteOutcome;

constexpr std::int64_t soon_ms = 300;

TEMPLATE_TEST_CASE("An entry is there until its time has come and absent from every read after", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "stays", "v");
  put(engine.store(), "goes", "v", engine.now_ms() + soon_ms);
  CHECK(value_of(engine.store(), "goes") == "v");
  CHECK(contents(engine.store()).size() == 2);
  engine.pass_ms(soon_ms + 1);
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

}  // namespace
}  // namespace keyglass::test
