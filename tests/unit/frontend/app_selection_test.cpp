// Choosing many keys: by key, by range, all that match.
#include <catch2/catch_test_macros.hpp>

#include <cstdio>

#include "keyglass/limits.hpp"
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

}  // namespace

TEST_CASE("A key is chosen and chosen no longer") {
  Session session;
  fill(session.api, 3);
  session.start();
  session.act(ToggleSelected{numbered(1)});
  CHECK(session.model.selection.keys.count(numbered(1)) == 1);
  CHECK(session.model.announcement == "1 selected");
  CHECK(session.model.list.selected == numbered(1));
  session.act(ToggleSelected{numbered(1)});
  CHECK(is_empty(session.model.selection));
  CHECK(session.model.announcement == "Nothing selected");
}

TEST_CASE("A range is chosen from where choosing began, and follows it back") {
  Session session;
  fill(session.api, 30);
  session.start();
  session.act(ToggleSelected{numbered(10)});
  session.act(SelectUpTo{14});
  CHECK(session.model.selection.keys.size() == 5);
  session.act(SelectUpTo{8});
  CHECK(session.model.selection.keys.size() == 3);
  CHECK(is_selected(session.model.selection, numbered(8)));
  CHECK_FALSE(is_selected(session.model.selection, numbered(11)));
  CHECK(session.model.list.selected == numbered(8));
}

TEST_CASE("A range without a beginning begins where the keyboard is") {
  Session session;
  fill(session.api, 30);
  session.start();
  session.act(SelectKey{numbered(4)});
  session.act(SelectUpTo{5});
  CHECK(session.model.selection.keys.size() == 2);
}

TEST_CASE("What was chosen stays chosen when its rows are let go") {
  Session session;
  fill(session.api, page_rows * (held_pages_max + 6));
  session.start();
  session.act(ToggleSelected{numbered(0)});
  while (!is_complete(session.model.list)) {
    const std::size_t end = row_count(session.model.list);
    session.act_and_settle(ShowRows{{end - 20, end}});
  }
  CHECK(find_row(session.model.list, numbered(0)) == nullptr);
  CHECK(is_selected(session.model.selection, numbered(0)));
  // A range across what is not in memory is refused aloud rather than cut.
  session.act(SelectUpTo{row_count(session.model.list) - 1});
  CHECK(session.model.selection.keys.size() == 1);
  CHECK(session.model.toasts.back().text.find("not loaded") != std::string::npos);
}

TEST_CASE("No more keys are chosen one by one than a plan can name") {
  Session session;
  fill(session.api, 3);
  session.start();
  for (std::size_t number = 0; number < limits::plan_keys_max; ++number)
    session.model.selection.keys.insert("other:" + numbered(number));
  session.act(ToggleSelected{numbered(1)});
  CHECK(session.model.selection.keys.size() == limits::plan_keys_max);
  CHECK_FALSE(is_selected(session.model.selection, numbered(1)));
  CHECK(session.model.toasts.back().text.find("At most 10,000 keys") != std::string::npos);
}

TEST_CASE("All that match are chosen without being loaded, and counted") {
  Session session;
  fill(session.api, 1000);
  session.api.put("other", "x");
  session.start();
  session.act_and_settle(SetFilter{"key:"});
  const std::size_t asked = session.count_sent("GET");
  session.act_and_settle(SelectAll{});
  CHECK(session.count_sent("GET") == asked);
  CHECK(session.model.announcement == "1,000 selected");
  CHECK(is_selected(session.model.selection, numbered(999)));
  CHECK_FALSE(is_selected(session.model.selection, "other"));
  session.act(ClearSelection{});
  CHECK(is_empty(session.model.selection));
}

TEST_CASE("A pattern chooses what it matches") {
  Selection selection;
  selection.whole = "*:000001";
  CHECK(is_selected(selection, numbered(1)));
  CHECK_FALSE(is_selected(selection, numbered(2)));
}

TEST_CASE("A folder is chosen as a whole, with everything in it") {
  Session session;
  session.api.put("a:1", "x");
  session.api.put("a:b:1", "x");
  session.api.put("b", "x");
  session.start();
  session.act_and_settle(Arrange{":"});
  session.act(ToggleSelected{"a:", true});
  CHECK(is_folder_selected(session.model.selection, "a:b:"));
  CHECK(is_selected(session.model.selection, "a:1"));
  CHECK_FALSE(is_selected(session.model.selection, "b"));
  session.act(ToggleSelected{"a:", true});
  CHECK(is_empty(session.model.selection));
}

}  // namespace keyglass::app::testing
