// The listing as a tree: folders opened and closed, patterns, totals, and stores that do not fold.
#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <random>
#include <set>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

// Names of all rows in order, indented by level; "…" for what is not loaded.
std::string rows(const Model& model) {
  const auto spans = spans_of(model.list, model.folders);
  std::string out;
  for (std::size_t at = 0; at < row_count(spans); ++at) {
    const TreeRow row = tree_row(spans, at);
    out += std::string(static_cast<std::size_t>(row.level - 1), ' ');
    out += (row.metadata ? row.metadata->key : "…") + "\n";
  }
  return out;
}

void start_tree(Session& session, std::string_view preference = "tree :") {
  session.act(
      Start{"http://localhost:8000", "0.1.0", "", "system", session.api.now_ms, std::string(preference)});
  session.settle();
}

void put_all(FakeApi& api, std::initializer_list<const char*> keys) {
  for (const char* key : keys) api.put(key, "x");
}

}  // namespace

TEST_CASE("Folders open one level at a time, in key order, and close with what is in them") {
  Session session;
  put_all(session.api, {"cfg", "user:", "user:1:a", "user:1:b", "user:2", "z"});
  start_tree(session);
  CHECK(rows(session.model) == "cfg\nuser:\nz\n");
  session.act_and_settle(OpenFolderRow{"user:"});
  CHECK(rows(session.model) == "cfg\nuser:\n user:\n user:1:\n user:2\nz\n");
  session.act_and_settle(OpenFolderRow{"user:1:"});
  CHECK(rows(session.model) == "cfg\nuser:\n user:\n user:1:\n  user:1:a\n  user:1:b\n user:2\nz\n");
  session.act_and_settle(CloseFolderRow{"user:"});
  CHECK(rows(session.model) == "cfg\nuser:\nz\n");
  CHECK(session.model.folders.empty());
}

TEST_CASE("A folder and the key of the same name are two rows") {
  Session session;
  put_all(session.api, {"user:", "user:1"});
  start_tree(session);
  session.act_and_settle(OpenFolderRow{"user:"});
  const auto spans = spans_of(session.model.list, session.model.folders);
  CHECK(index_of(spans, "user:", true) == 0);
  CHECK(index_of(spans, "user:", false) == 1);
  REQUIRE(known_row(session.model, "user:"));
  CHECK(known_row(session.model, "user:")->size_bytes == 1);
}

TEST_CASE("Folders with more keys than a page are loaded as they are scrolled through") {
  Session session;
  for (int number = 1000; number < 1000 + 3 * static_cast<int>(page_rows); ++number)
    session.api.put("big:" + std::to_string(number), "x");
  put_all(session.api, {"zoo"});
  start_tree(session);
  session.act_and_settle(OpenFolderRow{"big:"});
  const auto count = [&] { return row_count(spans_of(session.model.list, session.model.folders)); };
  CHECK(count() < 3 * page_rows);
  for (int turn = 0; turn < 20 && count() < 3 * page_rows + 2; ++turn) {
    const std::size_t end = count();
    session.act_and_settle(ShowRows{{end - 20, end}});
  }
  CHECK(count() == 3 * page_rows + 2);
  CHECK(rows(session.model).find("…") == std::string::npos);
}

TEST_CASE("However many folders are opened, only the newest are kept") {
  Session session;
  for (int number = 100; number < 100 + 2 * static_cast<int>(open_folders_max); ++number)
    session.api.put("f" + std::to_string(number) + ":a", "x");
  start_tree(session);
  for (int number = 100; number < 100 + 2 * static_cast<int>(open_folders_max); ++number)
    session.act_and_settle(OpenFolderRow{"f" + std::to_string(number) + ":"});
  CHECK(session.model.folders.size() == open_folders_max);
  CHECK(session.model.folders.count("f100:") == 0);
  CHECK(rows(session.model).find(" f" + std::to_string(99 + 2 * open_folders_max) + ":a") !=
        std::string::npos);
}

TEST_CASE("A refresh follows folders that move or vanish") {
  Session session;
  put_all(session.api, {"b:1", "d:1"});
  start_tree(session);
  session.act_and_settle(OpenFolderRow{"b:"});
  session.act_and_settle(OpenFolderRow{"d:"});
  session.api.remove("b:1");
  put_all(session.api, {"a", "c"});
  session.act_and_settle(Refresh{});
  CHECK(rows(session.model) == "a\nc\nd:\n d:1\n");
}

TEST_CASE("A prefix narrows the tree, a pattern is listed flat and asked of the server") {
  Session session;
  put_all(session.api, {"user:1:name", "user:2:name", "user:2:age", "zoo"});
  start_tree(session);
  session.act_and_settle(SetFilter{"user:2"});
  CHECK(rows(session.model) == "user:2:\n");
  session.act_and_settle(SetFilter{"*:name"});
  CHECK(session.last_sent("GET")->target == "/keys?limit=200&glob=%2A%3Aname");
  CHECK(rows(session.model) == "user:1:name\nuser:2:name\n");
  CHECK_FALSE(shows_tree(session.model));
  session.act_and_settle(SetFilter{""});
  CHECK(shows_tree(session.model));
}

TEST_CASE("Deleting inside a folder moves the selection to its neighbour") {
  Session session;
  put_all(session.api, {"u:1", "u:2", "u:3"});
  start_tree(session);
  session.act_and_settle(OpenFolderRow{"u:"});
  session.act(SelectKey{"u:2"});
  session.act(AskDelete{"u:2"});
  session.act_and_settle(DeleteConfirmed{});
  CHECK(session.model.list.selected == "u:3");
  CHECK(rows(session.model) == "u:\n u:1\n u:3\n");
}

TEST_CASE("Closing a folder selects it where the selection was inside") {
  Session session;
  put_all(session.api, {"u:1", "z"});
  start_tree(session);
  session.act_and_settle(OpenFolderRow{"u:"});
  session.act(SelectKey{"u:1"});
  session.act(CloseFolderRow{"u:"});
  CHECK(session.model.list.selected == "u:");
  CHECK(session.model.list.selects_folder);
}

TEST_CASE("The arrangement is remembered") {
  Session session;
  put_all(session.api, {"a/b", "c:d"});
  session.start();
  CHECK(rows(session.model) == "a/b\nc:d\n");
  session.act_and_settle(Arrange{"/"});
  CHECK(rows(session.model) == "a/\nc:d\n");
  CHECK(session.last_effect<SavePreference>()->value == "tree /");
  session.act_and_settle(Arrange{""});
  CHECK(session.last_effect<SavePreference>()->value == "list");
  CHECK(rows(session.model) == "a/b\nc:d\n");
}

TEST_CASE("A store that cannot fold lists flat and says so") {
  Session session;
  session.api.can_fold = false;
  put_all(session.api, {"u:1"});
  start_tree(session);
  CHECK(rows(session.model) == "u:1\n");
  CHECK_FALSE(session.model.can_fold);
  CHECK(session.model.announcement == "This store cannot show folders. All keys are listed.");
}

TEST_CASE("Totals belong to the filter, and a store that does not count is asked once") {
  Session session;
  put_all(session.api, {"a1", "a2", "b"});
  session.start();
  REQUIRE(shown(session.model.totals));
  CHECK(shown(session.model.totals)->count == 3);
  session.act_and_settle(SetFilter{"a"});
  CHECK(shown(session.model.totals)->count == 2);
  session.api.has_stats = false;
  session.act_and_settle(Refresh{});
  CHECK(shown(session.model.totals) == nullptr);
  const std::size_t sent = session.count_sent("GET");
  session.act_and_settle(SetFilter{"b"});
  CHECK(session.count_sent("GET") == sent + 1);
}

TEST_CASE("The tree of any keys has every key once when all folders are open") {
  const std::uint32_t seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  Session session;
  std::set<std::string> keys;
  for (int count = 0; count < 60; ++count) {
    std::string key;
    const std::size_t length = 1 + random() % 8;
    while (key.size() < length) key += "ab:"[random() % 3];
    keys.insert(key);
  }
  for (const std::string& key : keys) session.api.put(key, "x");
  start_tree(session);
  std::set<std::string> found;
  for (bool opened = true; opened;) {
    opened = false;
    found.clear();
    const auto spans = spans_of(session.model.list, session.model.folders);
    for (std::size_t at = 0; at < row_count(spans) && !opened; ++at) {
      const TreeRow row = tree_row(spans, at);
      REQUIRE(row.metadata);
      if (!is_folder_row(*row.list, row.metadata->key)) {
        CHECK(found.insert(row.metadata->key).second);
      } else if (session.model.folders.count(row.metadata->key) == 0) {
        opened = true;
        session.act_and_settle(OpenFolderRow{row.metadata->key});
      }
    }
  }
  CHECK(found == keys);
}

}  // namespace keyglass::app::testing
