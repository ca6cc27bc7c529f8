// The listing: pages by cursor, bounded rows, filter, refresh.
#include <catch2/catch_test_macros.hpp>

#include <cstdio>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

std::string numbered(std::size_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "key:%06zu", number);
  return text;
}

void fill(FakeApi& api, std::size_t count) {
  for (std::size_t number = 0; number < count; ++number) api.put(numbered(number), "x");
}

std::size_t held_pages(const KeyList& list) {
  std::size_t held = 0;
  for (const KeyListPage& page : list.pages) held += shown<KeyRows>(page.rows) != nullptr;
  return held;
}

// Scrolls down until the end is known.
void scroll_to_end(Session& session) {
  while (!is_complete(session.model.list)) {
    const std::size_t end = row_count(session.model.list);
    session.act_and_settle(ShowRows{{end - 20, end}});
  }
}

}  // namespace

TEST_CASE("An empty store invites to store the first key") {
  Session session;
  session.start();
  CHECK(is_store_empty(session.model.list));
  CHECK(is_new_key_open(session.model));
  CHECK(session.model.focus_wish == Field::key);
}

TEST_CASE("A deep link wins over the invitation") {
  Session session;
  session.start("#/kv/a");
  CHECK(open_key(session.model)->key == "a");
}

TEST_CASE("Scrolling fetches page by page until every key was listed once") {
  Session session;
  fill(session.api, 1050);
  session.start();
  CHECK(row_count(session.model.list) == page_rows);
  CHECK_FALSE(is_complete(session.model.list));
  scroll_to_end(session);
  CHECK(row_count(session.model.list) == 1050);
  for (std::size_t row = 0; row < 1050; ++row) REQUIRE(row_at(session.model.list, row)->key == numbered(row));
}

TEST_CASE("Rows not looked at are let go and come back when scrolled to") {
  Session session;
  const std::size_t count = page_rows * (held_pages_max + 20);
  fill(session.api, count);
  session.start();
  scroll_to_end(session);
  CHECK(row_count(session.model.list) == count);
  CHECK(held_pages(session.model.list) <= held_pages_max + 1);
  CHECK(row_at(session.model.list, 0) == nullptr);
  session.act_and_settle(ShowRows{{0, 30}});
  REQUIRE(row_at(session.model.list, 0));
  CHECK(row_at(session.model.list, 0)->key == numbered(0));
  CHECK(row_count(session.model.list) == count);
}

TEST_CASE("A key added in a page let go is not hidden when the page comes back") {
  Session session;
  fill(session.api, page_rows * 3);
  session.start();
  scroll_to_end(session);
  session.api.put("key:000010x", "between");
  session.act_and_settle(Refresh{});
  session.act_and_settle(ShowRows{{0, 30}});
  scroll_to_end(session);
  CHECK(row_count(session.model.list) == page_rows * 3 + 1);
  CHECK(row_of(session.model.list, "key:000010x") == 11);
}

TEST_CASE("The filter lists what begins with it, showing known rows at once") {
  Session session;
  session.api.put("apple", "1");
  session.api.put("avocado", "2");
  session.api.put("banana", "3");
  session.start();
  session.act(SetFilter{"a"});
  CHECK(row_count(session.model.list) == 2);
  session.settle();
  CHECK(row_count(session.model.list) == 2);
  CHECK(session.last_sent("GET")->target == "/keys?limit=200&prefix=a");
  session.act_and_settle(SetFilter{"zz"});
  CHECK(row_count(session.model.list) == 0);
  CHECK_FALSE(is_store_empty(session.model.list));
  session.act_and_settle(SetFilter{""});
  CHECK(row_count(session.model.list) == 3);
}

TEST_CASE("The answer to an older filter is dropped") {
  Session session;
  session.api.put("apple", "1");
  session.api.put("banana", "2");
  session.start();
  session.act(SetFilter{"a"});
  const HttpRequest late = session.waiting.front();
  session.act(SetFilter{"b"});
  session.act(RequestFinished{session.api.answer(late)});
  session.settle();
  REQUIRE(row_count(session.model.list) == 1);
  CHECK(row_at(session.model.list, 0)->key == "banana");
}

TEST_CASE("Refresh brings what others did while the old rows stay in sight") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.api.put("b", "2");
  session.act(Refresh{});
  CHECK(row_at(session.model.list, 0)->key == "a");
  session.settle();
  CHECK(row_count(session.model.list) == 2);
}

TEST_CASE("A page that cannot be read fails alone and can be asked for again") {
  Session session;
  fill(session.api, page_rows + 50);
  session.start();
  session.act(ShowRows{{page_rows - 10, page_rows}});
  session.answer_next(500, "");
  REQUIRE(list_trouble(session.model.list));
  CHECK(list_trouble(session.model.list)->what == "Could not list the keys");
  CHECK(row_count(session.model.list) == page_rows);
  session.act_and_settle(Retry{});
  CHECK(list_trouble(session.model.list) == nullptr);
  CHECK(row_count(session.model.list) == page_rows + 50);
}

TEST_CASE("Empty pages before the end are passed over") {
  KeyList list;
  restart(list, "");
  start_loading(list.pages[0].rows, 1);
  REQUIRE(take_page(list, 1, {{}, {}, "c1"}));
  REQUIRE(missing_pages(list) == std::vector<std::size_t>{1});
  start_loading(list.pages[1].rows, 2);
  KeyMetadata row;
  row.key = "only";
  REQUIRE(take_page(list, 2, {{row}, {}, ""}));
  CHECK(is_complete(list));
  CHECK(row_count(list) == 1);
  CHECK(row_at(list, 0)->key == "only");
}

TEST_CASE("Deleting the last key leads back to the invitation") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.act(AskDelete{"a"});
  session.act_and_settle(DeleteConfirmed{});
  CHECK(is_store_empty(session.model.list));
  CHECK(is_new_key_open(session.model));
}

}  // namespace keyglass::app::testing
