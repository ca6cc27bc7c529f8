// Contract: listing.
#include <algorithm>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "engines.hpp"
#include "steps.hpp"

namespace keyglass::test {
namespace {

using storage::Put;
using storage::WriteBatch;

std::string numbered(int number) {
  std::string digits = std::to_string(number);
  return "key/" + std::string(6 - digits.size(), '0') + digits;
}

void fill(storage::Store& store, int count) {
  WriteBatch batch;
  for (int i = 0; i < count; ++i)
    batch.writes.push_back(Put{numbered(i), std::to_string(i), "", std::nullopt});
  commit(store, batch);
}

TEMPLATE_TEST_CASE("An empty store lists nothing", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  CHECK(keys(engine.store()).empty());
  CHECK(keys(engine.store(), "prefix").empty());
}

TEMPLATE_TEST_CASE("Pages of every size give every key", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  constexpr int count = 250;
  fill(engine.store(), count);
  for (const std::size_t limit : {1u, 7u, 100u, 250u, 10'000u}) {
    auto found = keys(engine.store(), "", limit);
    if (engine.promises().ordered_scan) {
      CHECK(std::is_sorted(found.begin(), found.end()));
      CHECK(found.size() == count);
    }
    const std::set<std::string> distinct(found.begin(), found.end());
    CHECK(distinct.size() == count);
    CHECK(*distinct.begin() == numbered(0));
    CHECK(*distinct.rbegin() == numbered(count - 1));
  }
}

TEMPLATE_TEST_CASE("A listing gives sizes, and values only when asked", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "k", "value");
  const auto entry = engine.store().get("k").value();
  const auto without = list(engine.store(), {"", "", 10, false});
  REQUIRE(without.size() == 1);
  CHECK(without[0].value.empty());
  CHECK(without[0].metadata.size_bytes == 5);
  CHECK(without[0].metadata.revision == entry.metadata.revision);
  const auto with = list(engine.store(), {"", "", 10, true});
  REQUIRE(with.size() == 1);
  CHECK(with[0].value == "value");
  CHECK(with[0].metadata == entry.metadata);
}

TEMPLATE_TEST_CASE("A prefix selects exactly the keys that begin with it", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const std::vector<std::string> stored{"a",
                                        "a*",
                                        "a*b",
                                        "a?",
                                        "a[x]",
                                        "a[x]y",
                                        "ab",
                                        "a\\",
                                        "a\\*",
                                        "b",
                                        "\u00e4",
                                        "\u00e4\u00e4",
                                        "a\xf4\x8f\xbf\xbf",
                                        "a\xf4\x8f\xbf\xbfz"};
  for (const auto& key : stored) put(engine.store(), key, "v");
  for (const auto& prefix : std::vector<std::string>{"", "a", "a*", "a?", "a[x]", "a\\", "\u00e4", "zz",
                                                     "a\xf4\x8f\xbf\xbf", "\xff", "\xc3"}) {
    INFO("prefix " << prefix);
    std::set<std::string> expected;
    for (const auto& key : stored) {
      if (key.starts_with(prefix)) expected.insert(key);
    }
    const auto found = keys(engine.store(), prefix, 2);
    CHECK(std::set<std::string>(found.begin(), found.end()) == expected);
  }
}

TEMPLATE_TEST_CASE("A listing skips no key that is there all the time", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  constexpr int count = 200;
  fill(engine.store(), count);
  std::set<std::string> found;
  storage::ScanQuery query{"key/", "", 10, false};
  int round = 0;
  do {
    const auto page = engine.store().scan(query);
    REQUIRE(page);
    for (const auto& entry : page.value().entries) found.insert(entry.metadata.key);
    query.after = page.value().next;
    // Odd keys come and go, the one the cursor stands on among them; even ones stay.
    const int changing = (round * 10 + 9) % count | 1;
    remove(engine.store(), numbered(changing));
    put(engine.store(), "key/new" + std::to_string(round), "v");
    ++round;
  } while (!query.after.empty() && round < 1000);
  for (int i = 0; i < count; i += 2) CHECK(found.contains(numbered(i)));
}

TEMPLATE_TEST_CASE("A cursor of another listing is refused", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  fill(engine.store(), 3);
  const auto page = engine.store().scan({"key/", "not a cursor", 10, false});
  REQUIRE_FALSE(page);
  CHECK(page.error().code == ErrorCode::invalid);
  CHECK(page.error().field == "after");
}

TEMPLATE_TEST_CASE("A page of large values ends early and the listing goes on", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  const std::string value(storage::page_value_bytes_max / 4, 'x');
  constexpr int count = 40;
  for (int i = 0; i < count; ++i) put(engine.store(), numbered(i), value);
  const auto page = engine.store().scan({"", "", 1000, true});
  REQUIRE(page);
  CHECK(page.value().entries.size() < count);
  CHECK_FALSE(page.value().next.empty());
  std::set<std::string> found;
  for (const auto& entry : list(engine.store(), {"", "", 1000, true})) {
    CHECK(entry.value.size() == value.size());
    found.insert(entry.metadata.key);
  }
  CHECK(found.size() == count);
}

}  // namespace
}  // namespace keyglass::test
