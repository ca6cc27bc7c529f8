// The rule of retention alone: how far back the versions of one key are known.
#include "storage/kept_versions.hpp"

#include <catch2/catch_test_macros.hpp>

namespace keyglass::test {
namespace {

using storage::HistoryRetention;
using storage::KeptVersions;

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t now_ms = 1000 * hour_ms;

TEST_CASE("Versions are known up to their greatest number, and then are not complete") {
  const HistoryRetention two{2, 168};
  KeptVersions kept(two, now_ms);
  kept.begin_with_entry(9);
  CHECK(kept.keeps(9, 8, now_ms));
  CHECK(kept.keeps(8, 7, now_ms));
  CHECK_FALSE(kept.keeps(7, 0, now_ms));
  CHECK_FALSE(kept.complete());
}

TEST_CASE("Versions are known for their hours and not a millisecond longer") {
  const HistoryRetention three_hours{10, 3};
  KeptVersions young(three_hours, now_ms);
  CHECK(young.keeps(2, 0, now_ms - 3 * hour_ms + 1));
  CHECK(young.complete());
  KeptVersions old(three_hours, now_ms);
  CHECK_FALSE(old.keeps(2, 0, now_ms - 3 * hour_ms));
  CHECK_FALSE(old.complete());
}

TEST_CASE("A missing version hides those before it") {
  const HistoryRetention retention;
  KeptVersions kept(retention, now_ms);
  kept.begin_with_entry(9);
  CHECK_FALSE(kept.keeps(7, 0, now_ms));
  CHECK_FALSE(kept.complete());
}

TEST_CASE("An entry without a predecessor is complete, and a retention of nothing keeps it all the same") {
  const HistoryRetention none{0, 0};
  KeptVersions kept(none, now_ms);
  kept.begin_with_entry(0);
  CHECK(kept.complete());
  CHECK_FALSE(kept.keeps(3, 0, now_ms));
}

}  // namespace
}  // namespace keyglass::test
