// Folders by hand: mouse, arrow keys, and what assistive technology is told.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

TEST_CASE("Folders are switched on, opened by a click and closed by another") {
  AppHarness app;
  for (const char* key : {"cfg", "user:1", "user:2"}) app.api().put(key, key);
  app.start();
  CHECK(app.has(Role::row, "user:1"));
  app.press_button("Folders");
  REQUIRE(app.has(Role::tree, "Keys"));
  CHECK((app.get(Role::treeitem, "user:").state & ui::state_collapsed) != 0);
  CHECK_FALSE(app.has(Role::treeitem, "user:1"));
  app.click(Role::treeitem, "user:");
  CHECK((app.get(Role::treeitem, "user:").state & ui::state_expanded) != 0);
  CHECK(app.get(Role::treeitem, "user:1").level == 2);
  CHECK(app.get(Role::treeitem, "user:2").row_index == 1);
  CHECK(app.shows("3 keys"));
  app.click(Role::treeitem, "user:2");
  CHECK(app.value("Value") == "user:2");
  app.click(Role::treeitem, "user:");
  CHECK_FALSE(app.has(Role::treeitem, "user:1"));
  app.press_button("Folders");
  CHECK(app.has(Role::grid, "Keys"));
}

TEST_CASE("The arrow keys open, enter, leave and close folders") {
  AppHarness app;
  for (const char* key : {"cfg", "user:1:a", "user:2"}) app.api().put(key, key);
  app.start();
  app.press_button("Folders");
  app.act(FocusField{Field::list});
  REQUIRE(app.focused() == "Keys");
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_RightArrow);
  CHECK(app.has(Role::treeitem, "user:2"));
  app.press(ImGuiKey_RightArrow);
  CHECK(app.model().list.selected == "user:1:");
  CHECK(app.model().list.selects_folder);
  app.press(ImGuiKey_DownArrow);
  CHECK(app.model().list.selected == "user:2");
  app.press(ImGuiKey_LeftArrow);
  CHECK(app.model().list.selected == "user:");
  app.press(ImGuiKey_LeftArrow);
  CHECK_FALSE(app.has(Role::treeitem, "user:2"));
  app.press(ImGuiKey_Delete);
  CHECK_FALSE(app.has(Role::dialog, "Confirm delete"));
}

TEST_CASE("Another delimiter makes other folders") {
  AppHarness app;
  for (const char* key : {"a/b", "c:d"}) app.api().put(key, key);
  app.start();
  app.press_button("Folders");
  CHECK(app.has(Role::treeitem, "c:"));
  app.press_button("Folders end at :");
  CHECK(app.has(Role::treeitem, "a/"));
  CHECK(app.has(Role::treeitem, "c:d"));
}

TEST_CASE("Counts that are not exact say so") {
  AppHarness app;
  for (int number = 1000; number < 1400; ++number) app.api().put(std::to_string(number), "x");
  app.api().is_exact = false;
  app.start();
  CHECK(app.shows("of at least 400"));
  app.api().is_exact = true;
  app.press_button("Refresh");
  CHECK(app.shows("of 400"));
}

}  // namespace keyglass::app::testing
