// Contract: listings folded by a delimiter, narrowed by a pattern, counted.
#include <algorithm>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include "engines.hpp"
#include "steps.hpp"

namespace keyglass::test {
namespace {

using storage::Put;
using storage::ScanQuery;
using storage::WriteBatch;

Listed list_store(Engine& engine, const ScanQuery& query) {
  return list_all([&](const ScanQuery& page) { return engine.store().scan(page); }, query,
                  engine.promises().ordered_scan);
}

Listing shown_by(Engine& engine, const ScanQuery& query) {
  return shown(list_store(engine, query));
}

void fill(Engine& engine, const std::vector<std::string>& keys) {
  WriteBatch batch;
  for (const auto& key : keys) batch.writes.push_back(Put{key, "v", "", std::nullopt});
  commit(engine.store(), batch);
}

std::vector<std::string> numbered(const std::string& folder, int count) {
  std::vector<std::string> keys;
  for (int i = 0; i < count; ++i) keys.push_back(folder + std::to_string(10'000 + i));
  return keys;
}

TEMPLATE_TEST_CASE("A delimiter folds keys behind the prefix, and only there", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  fill(engine, {"a", "a:1", "a:2", "a:b:1", "b", "b:", "c::1", ":x"});
  for (const std::size_t limit : {1u, 2u, 100u}) {
    INFO("limit " << limit);
    CHECK(shown_by(engine, {"", "", limit, false, ":"}) == Listing{{"a", "b"}, {":", "a:", "b:", "c:"}});
    CHECK(shown_by(engine, {"a:", "", limit, false, ":"}) == Listing{{"a:1", "a:2"}, {"a:b:"}});
    CHECK(shown_by(engine, {"a", "", limit, true, ":"}) == Listing{{"a"}, {"a:"}});
    CHECK(shown_by(engine, {"", "", limit, false, "::"}) ==
          Listing{{":x", "a", "a:1", "a:2", "a:b:1", "b", "b:"}, {"c::"}});
    CHECK(shown_by(engine, {"b:", "", limit, false, ":"}) == Listing{{"b:"}, {}});
  }
}

TEMPLATE_TEST_CASE("Keys and prefixes come in one order, each page full", "[contract]", REVISION_ENGINES) {
  TestType engine;
  fill(engine, {"a", "b/1", "b/2", "c", "d/1", "e"});
  const auto first = engine.store().scan({"", "", 2, false, "/"});
  REQUIRE(first);
  CHECK(first.value().entries.size() == 1);
  CHECK(first.value().prefixes == std::vector<std::string>{"b/"});
  const auto second = engine.store().scan({"", first.value().next, 2, false, "/"});
  REQUIRE(second);
  CHECK(second.value().entries.at(0).metadata.key == "c");
  CHECK(second.value().prefixes == std::vector<std::string>{"d/"});
  const auto third = engine.store().scan({"", second.value().next, 2, false, "/"});
  REQUIRE(third);
  CHECK(third.value().next.empty());
}

TEMPLATE_TEST_CASE("A folder of which everything has expired is not shown", "[contract]", REVISION_ENGINES) {
  TestType engine;
  for (int i = 0; i < 5; ++i) put(engine.store(), "gone/" + std::to_string(i), "v", engine.now_ms() + 10);
  put(engine.store(), "half/1", "v", engine.now_ms() + 10);
  put(engine.store(), "half/2", "v");
  engine.pass_ms(10);
  CHECK(shown_by(engine, {"", "", 1, false, "/"}) == Listing{{}, {"half/"}});
  CHECK(engine.store().stats("gone/").value().count == 0);
}

TEMPLATE_TEST_CASE("A folder costs one step however much is in it", "[contract]", REVISION_ENGINES) {
  TestType engine;
  // More keys than a page may look at: only by seeking past the folder can one page show what follows.
  for (int part = 0; part < 11; ++part) fill(engine, numbered("big/" + std::to_string(part) + "-", 10'000));
  fill(engine, {"last"});
  const auto page = engine.store().scan({"", "", 10, false, "/"});
  REQUIRE(page);
  CHECK(page.value().prefixes == std::vector<std::string>{"big/"});
  REQUIRE(page.value().entries.size() == 1);
  CHECK(page.value().next.empty());
  // And a pattern that hardly matches ends its page early instead of looking at everything at once.
  const auto rare = engine.store().scan({"", "", 10, false, "", "*t"});
  REQUIRE(rare);
  CHECK(rare.value().entries.empty());
  CHECK_FALSE(rare.value().next.empty());
  CHECK(shown_by(engine, {"", "", 10, false, "", "*t"}).keys == std::vector<std::string>{"last"});
  const auto count = engine.store().stats("big/").value();
  CHECK_FALSE(count.exact);
  CHECK(count.count == storage::page_examined_max);
  CHECK(engine.store().stats("").value().count == 110'001);
}

TEMPLATE_TEST_CASE("A pattern selects whole keys among those of the prefix", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  fill(engine, {"user:1", "user:12", "user:\u00e4", "user:[1]", "admin:1", "user:1:name"});
  const auto matching = [&](std::string prefix, std::string glob) {
    return shown_by(engine, {std::move(prefix), "", 2, false, "", std::move(glob)}).keys;
  };
  CHECK(matching("", "user:?") == std::vector<std::string>{"user:1", "user:\u00e4"});
  CHECK(matching("", "*:1") == std::vector<std::string>{"admin:1", "user:1"});
  CHECK(matching("", "user:1") == std::vector<std::string>{"user:1"});
  CHECK(matching("", "user:\\[1\\]") == std::vector<std::string>{"user:[1]"});
  CHECK(matching("", "user:[!0-9]") == std::vector<std::string>{"user:\u00e4"});
  CHECK(matching("user:1", "user:*") == std::vector<std::string>{"user:1", "user:12", "user:1:name"});
  CHECK(matching("user:1", "user:*1") == std::vector<std::string>{"user:1"});
  CHECK(matching("a", "user:*").empty());
  CHECK(matching("user:12", "user:1").empty());
}

TEMPLATE_TEST_CASE("A pattern cannot be folded", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const auto page = engine.store().scan({"", "", 10, false, "/", "*"});
  REQUIRE_FALSE(page);
  CHECK(page.error().code == ErrorCode::invalid);
  CHECK(page.error().field == "glob");
}

TEMPLATE_TEST_CASE("A cursor goes on after a restart", "[contract]", DURABLE_ENGINES) {
  TestType engine;
  fill(engine, numbered("k", 300));
  fill(engine, numbered("folder/", 3));
  for (const std::string delimiter : {"", "/"}) {
    const ScanQuery query{"", "", 20, false, delimiter};
    std::set<std::string> found;
    ScanQuery page_query = query;
    do {
      const auto page = engine.store().scan(page_query);
      REQUIRE(page);
      for (const auto& entry : page.value().entries) found.insert(entry.metadata.key);
      found.insert(page.value().prefixes.begin(), page.value().prefixes.end());
      page_query.after = page.value().next;
      if (found.size() > 100 && found.size() < 160) engine.reopen();
    } while (!page_query.after.empty());
    CHECK(found.size() == (delimiter.empty() ? 303 : 301));
  }
}

}  // namespace
}  // namespace keyglass::test
