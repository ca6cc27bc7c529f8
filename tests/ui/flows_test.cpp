// Whole flows by hand: mouse and keyboard on the widgets, an API in memory behind them.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

TEST_CASE("A first-time user stores, retrieves and deletes a key from what is in sight") {
  AppHarness app;
  app.start();
  CHECK(app.has(Role::heading, "Store your first key"));
  CHECK(app.focused() == "Key");
  app.type("user:777");
  app.press(ImGuiKey_Enter);
  CHECK(app.focused() == "Value");
  app.type("Ada");
  app.press_button("Save");
  CHECK(app.api().value("user:777") == "Ada");
  CHECK(app.status() == "Saved user:777");
  CHECK(app.has(Role::row, "user:777"));
  CHECK(app.value("Key") == "user:777");
  CHECK(app.value("Value") == "Ada");
  app.press_button("Delete");
  REQUIRE(app.has(Role::dialog, "Confirm delete"));
  CHECK(app.api().has("user:777"));
  CHECK(app.focused() == "Cancel");
  app.tab();
  app.press(ImGuiKey_Enter);
  CHECK_FALSE(app.api().has("user:777"));
  CHECK(app.status() == "Deleted user:777");
  CHECK_FALSE(app.has(Role::row, "user:777"));
  CHECK(app.has(Role::heading, "Store your first key"));
}

TEST_CASE("A key is opened by a click on its row and edited in place") {
  AppHarness app;
  app.api().put("a", "one");
  app.api().put("b", "two");
  app.start();
  app.click(Role::row, "b");
  CHECK(app.value("Value") == "two");
  CHECK((app.get(Role::row, "b").state & ui::state_selected) != 0);
  app.fill("Value", "three");
  CHECK(app.shows("Unsaved changes"));
  app.press(ImGuiKey_S, ImGuiMod_Ctrl);
  CHECK(app.api().value("b") == "three");
  CHECK_FALSE(app.shows("Unsaved changes"));
}

TEST_CASE("The list works by keyboard: filter, arrows, Enter, Delete, Escape") {
  AppHarness app;
  for (const char* key : {"apple", "avocado", "banana"}) app.api().put(key, key);
  app.start();
  app.press(ImGuiKey_Slash);
  CHECK(app.focused() == "Filter");
  app.type("a");
  CHECK_FALSE(app.has(Role::row, "banana"));
  for (int step = 0; step < 10 && app.focused() != "Keys"; ++step) app.tab();
  REQUIRE(app.focused() == "Keys");
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_DownArrow);
  CHECK(app.model().list.selected == "avocado");
  CHECK(open_key(app.model()) == nullptr);
  app.press(ImGuiKey_Enter);
  CHECK(app.value("Value") == "avocado");
  app.press(ImGuiKey_Delete);
  REQUIRE(app.has(Role::dialog, "Confirm delete"));
  app.press(ImGuiKey_Escape);
  CHECK_FALSE(app.has(Role::dialog, "Confirm delete"));
  CHECK(app.api().has("avocado"));
}

TEST_CASE("Enter goes from the filter to the list, and F2 from the list to the value, wherever it is") {
  for (const float width : {1440.0F, 800.0F}) {
    AppHarness app({.width = width});
    for (const char* key : {"apple", "avocado"}) app.api().put(key, key);
    app.start();
    app.press(ImGuiKey_Slash);
    app.type("a");
    app.press(ImGuiKey_Enter);
    CHECK(app.focused() == "Keys");
    app.press(ImGuiKey_F2);
    CHECK(app.focused() == "Keys");
    app.press(ImGuiKey_DownArrow);
    app.press(ImGuiKey_Enter);
    app.act(ShowTab{EditorTab::details});
    app.press(ImGuiKey_F2);
    CHECK(app.focused() == "Value");
  }
}

TEST_CASE("Keys are deleted one after the other by keyboard alone") {
  AppHarness app;
  for (const char* key : {"a", "b", "c"}) app.api().put(key, key);
  app.start();
  app.click(Role::row, "a");
  for (const char* key : {"a", "b"}) {
    CHECK(app.model().list.selected == key);
    app.press(ImGuiKey_Delete);
    app.tab();
    app.press(ImGuiKey_Enter);
    CHECK_FALSE(app.api().has(key));
    CHECK(app.focused() == "Keys");
  }
  CHECK(app.model().list.selected == "c");
}

TEST_CASE("A deletion is taken back from its notification") {
  AppHarness app;
  for (const char* key : {"a", "b"}) app.api().put(key, key);
  app.start("#/kv/a");
  app.press_button("Delete");
  app.tab();
  app.press(ImGuiKey_Enter);
  REQUIRE_FALSE(app.api().has("a"));
  app.press_button("Undo");
  CHECK(app.api().value("a") == "a");
  CHECK(app.value("Value") == "a");
  CHECK_FALSE(app.has(Role::button, "Undo"));
}

TEST_CASE("N opens a new key, but not while typing") {
  AppHarness app;
  app.api().put("a", "one");
  app.start();
  app.press(ImGuiKey_N);
  CHECK(app.has(Role::heading, "New key"));
  CHECK(app.focused() == "Key");
  app.type("n");
  app.press(ImGuiKey_N);
  CHECK(app.value("Key") == "n");
}

TEST_CASE("A conflict shows both values, and each way out does what it says") {
  AppHarness app;
  app.api().put("a", "base");
  app.start("#/kv/a");
  app.fill("Value", "mine");
  app.api().put("a", "theirs");
  app.press_button("Save");
  REQUIRE(app.has(Role::dialog, "Conflict"));
  CHECK(app.value("Mine") == "mine");
  CHECK(app.value("Theirs") == "theirs");
  CHECK(app.api().value("a") == "theirs");
  SECTION("go on editing") {
    app.press_button("Go on editing");
    CHECK(app.value("Value") == "mine");
    CHECK(app.shows("Unsaved changes"));
  }
  SECTION("keep mine") {
    app.press_button("Keep mine (overwrite)");
    CHECK(app.api().value("a") == "mine");
  }
  SECTION("take theirs") {
    app.press_button("Take theirs");
    CHECK(app.value("Value") == "theirs");
    CHECK_FALSE(app.shows("Unsaved changes"));
  }
  SECTION("escape") {
    app.press(ImGuiKey_Escape);
    CHECK(app.value("Value") == "mine");
  }
  CHECK_FALSE(app.has(Role::dialog, "Conflict"));
}

TEST_CASE("While the API is down the draft stays, and everything works again after") {
  AppHarness app;
  app.api().put("a", "one");
  app.start("#/kv/a");
  app.fill("Value", "two");
  app.api().is_down = true;
  app.press_button("Save");
  CHECK(app.has(Role::region, "Connection"));
  CHECK(app.shows("Can't reach the API at http://localhost:8000"));
  CHECK(app.value("Value") == "two");
  app.api().is_down = false;
  app.press_button("Retry");
  CHECK_FALSE(app.has(Role::region, "Connection"));
  app.press_button("Save");
  CHECK(app.api().value("a") == "two");
}

TEST_CASE("A key that the rules forbid is refused at its box, with the reason") {
  AppHarness app;
  app.start();
  app.type("..");
  app.press_button("Save");
  CHECK((app.get(Role::textbox, "Key").state & ui::state_invalid) != 0);
  CHECK(app.shows(app.model().editor.key_fault));
  CHECK(app.session.count_sent("PUT") == 0);
}

TEST_CASE("A thousand keys can be scrolled through to the last") {
  AppHarness app;
  for (int number = 10'000; number < 11'000; ++number) app.api().put("k" + std::to_string(number), "x");
  app.start();
  CHECK(app.shows("of 1,000"));
  for (int turn = 0; turn < 400 && !app.has(Role::row, "k10999"); ++turn) app.wheel("Keys", -8);
  CHECK(app.has(Role::row, "k10999"));
  CHECK(app.shows("of 1,000"));
}

TEST_CASE("On a narrow page one pane is shown at a time, with a way back") {
  AppHarness app({.width = 420, .height = 800});
  app.api().put("a", "one");
  app.start();
  CHECK(app.has(Role::grid, "Keys"));
  CHECK_FALSE(app.has(Role::textbox, "Value"));
  app.click(Role::row, "a");
  CHECK_FALSE(app.has(Role::grid, "Keys"));
  CHECK(app.value("Value") == "one");
  app.press_button("Back to the list");
  CHECK(app.has(Role::grid, "Keys"));
}

TEST_CASE("Between wide and narrow the details are a tab") {
  AppHarness app({.width = 800, .height = 700});
  app.api().put("a", "one");
  app.start("#/kv/a");
  CHECK(app.has(Role::grid, "Keys"));
  CHECK_FALSE(app.has(Role::complementary, "Details"));
  app.click(Role::tab, "Details");
  CHECK(app.shows("Revision"));
  CHECK_FALSE(app.has(Role::textbox, "Value"));
  app.resize(1200, 700);
  CHECK(app.has(Role::complementary, "Details"));
  CHECK(app.has(Role::textbox, "Value"));
}

TEST_CASE("The theme button goes round") {
  AppHarness app;
  app.start();
  app.press_button("Theme: system");
  app.press_button("Theme: light");
  app.press_button("Theme: dark");
  CHECK(app.model().theme == ThemeChoice::system);
}

TEST_CASE("A missing key offers to be stored under its name") {
  AppHarness app;
  app.api().put("other", "x");
  app.start("#/kv/wanted");
  CHECK(app.shows("This key does not exist"));
  app.press_button("Store it");
  CHECK(app.value("Key") == "wanted");
  CHECK(app.focused() == "Value");
}

}  // namespace keyglass::app::testing
