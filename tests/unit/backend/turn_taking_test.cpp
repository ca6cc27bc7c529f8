// When a loop gives others a turn.
#include <catch2/catch_test_macros.hpp>
#include <chrono>

#include "http/turn_taking.hpp"

using keyglass::http::TurnTaking;

namespace {

const TurnTaking::Time now = std::chrono::steady_clock::now();

}  // namespace

TEST_CASE("A turn is given where little was ready, not where nothing or much was") {
  const TurnTaking turns;
  CHECK_FALSE(turns.is_due(0, now));
  CHECK(turns.is_due(1, now));
  CHECK(turns.is_due(TurnTaking::few - 1, now));
  CHECK_FALSE(turns.is_due(TurnTaking::few, now));
}

TEST_CASE("After a long turn none is given for a while, after a short one the next may be") {
  TurnTaking turns;
  turns.ended(now, now + TurnTaking::long_turn);
  CHECK(turns.is_due(1, now + TurnTaking::long_turn));
  const TurnTaking::Time late = now + TurnTaking::long_turn + std::chrono::microseconds(1);
  turns.ended(now, late);
  CHECK_FALSE(turns.is_due(1, late));
  CHECK_FALSE(turns.is_due(1, late + TurnTaking::rest - std::chrono::microseconds(1)));
  CHECK(turns.is_due(1, late + TurnTaking::rest));
}

TEST_CASE("While other threads prepare answers no turn is given") {
  TurnTaking turns;
  turns.rest_from(now);
  CHECK_FALSE(turns.is_due(1, now));
  CHECK(turns.is_due(1, now + TurnTaking::rest));
}
