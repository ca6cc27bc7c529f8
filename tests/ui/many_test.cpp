// Many keys by hand: choosing with mouse and keyboard, changing them, what assistive technology is told.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

namespace {

void start_with(AppHarness& app, std::size_t count) {
  for (std::size_t number = 0; number < count; ++number) app.api().put("key:" + std::to_string(number), "x");
  app.start();
}

bool is_chosen(const AppHarness& app, Role role, std::string_view name) {
  return (app.get(role, name).state & ui::state_selected) != 0;
}

}  // namespace

TEST_CASE("The list says that several rows may be chosen, and which ones are") {
  AppHarness app;
  start_with(app, 9);
  CHECK((app.get(Role::grid, "Keys").state & ui::state_multiselectable) != 0);
  app.click(Role::row, "key:1");
  app.press(ImGuiKey_Space);
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_Space, ImGuiMod_Ctrl);
  CHECK(is_chosen(app, Role::row, "key:1"));
  CHECK_FALSE(is_chosen(app, Role::row, "key:2"));
  CHECK(is_chosen(app, Role::row, "key:3"));
  CHECK(app.status() == "2 selected");
  CHECK(app.has(Role::group, "Selection"));
  app.press(ImGuiKey_Escape);
  CHECK_FALSE(app.has(Role::group, "Selection"));
  CHECK(app.status() == "Nothing selected");
}

TEST_CASE("Shift with arrows chooses a range, and Ctrl with A everything that matches") {
  AppHarness app;
  start_with(app, 9);
  app.click(Role::row, "key:2");
  app.press(ImGuiKey_DownArrow, ImGuiMod_Shift);
  app.press(ImGuiKey_DownArrow, ImGuiMod_Shift);
  CHECK(app.status() == "3 selected");
  app.press(ImGuiKey_UpArrow, ImGuiMod_Shift);
  CHECK(app.status() == "2 selected");
  app.press(ImGuiKey_A, ImGuiMod_Ctrl);
  CHECK(app.status() == "9 selected");
  CHECK(is_chosen(app, Role::row, "key:8"));
}

TEST_CASE("Chosen keys are deleted by keyboard alone, after they were shown") {
  AppHarness app;
  start_with(app, 9);
  app.click(Role::row, "key:0");
  app.press(ImGuiKey_DownArrow, ImGuiMod_Shift);
  app.press(ImGuiKey_Delete);
  REQUIRE(app.has(Role::dialog, "Delete keys"));
  CHECK(app.shows("2 keys, 2 B, as of revision 9."));
  CHECK(app.value("Sample") == "key:0\nkey:1");
  CHECK(app.api().has("key:0"));
  while (app.focused() != "Delete 2 keys") app.tab();
  app.press(ImGuiKey_Enter);
  CHECK_FALSE(app.api().has("key:0"));
  CHECK_FALSE(app.has(Role::dialog, "Delete keys"));
  CHECK(app.status() == "Deleted 2 keys");
  CHECK(app.focused() == "Keys");
  app.press_button("Undo");
  CHECK(app.api().has("key:0"));
}

TEST_CASE("A refused deletion shows what moved and keeps the keyboard in its dialog") {
  AppHarness app;
  start_with(app, 3);
  app.click(Role::row, "key:0");
  app.press(ImGuiKey_A, ImGuiMod_Ctrl);
  app.press_button("Delete\u2026");
  app.api().put("key:2", "newer");
  app.press_button("Delete 3 keys");
  CHECK(app.shows("1 key changed since you looked. Nothing was done."));
  CHECK(app.value("Changed keys") == "key:2");
  CHECK_FALSE(app.focused().empty());
  app.press_button("Look again");
  CHECK(app.has(Role::button, "Delete 3 keys"));
  app.press(ImGuiKey_Escape);
  CHECK_FALSE(app.has(Role::dialog, "Delete keys"));
  CHECK(app.api().has("key:2"));
}

TEST_CASE("A whole folder is deleted from the tree") {
  AppHarness app;
  app.api().put("a:1", "x");
  app.api().put("a:2", "x");
  app.api().put("b", "x");
  app.start();
  app.act(Arrange{":"});
  app.click(Role::treeitem, "a:");
  app.press(ImGuiKey_Delete);
  REQUIRE(app.has(Role::dialog, "Delete keys"));
  CHECK(app.shows("All keys that start with a:."));
  app.press_button("Delete 2 keys");
  CHECK_FALSE(app.api().has("a:1"));
  CHECK(app.api().has("b"));
}

TEST_CASE("While keys are deleted a bar says how far it is") {
  AppHarness app;
  start_with(app, 4);
  app.api().plans.is_slow = true;
  app.click(Role::row, "key:0");
  app.press(ImGuiKey_A, ImGuiMod_Ctrl);
  app.press(ImGuiKey_Delete);
  app.press_button("Delete 4 keys");
  REQUIRE(app.has(Role::progressbar, "Progress"));
  CHECK(app.shows("0 of 4 keys"));
  app.pass(1'000);
  CHECK(app.get(Role::progressbar, "Progress").value == "25");
  app.press(ImGuiKey_Escape);
  CHECK(app.has(Role::dialog, "Delete keys"));
  app.press_button("Stop");
  CHECK_FALSE(app.has(Role::dialog, "Delete keys"));
  CHECK(app.status() == "Stopped. Deleted 1 key of 4");
}

TEST_CASE("Time and type of a key are changed in one dialog") {
  AppHarness app;
  app.api().put("a", "x");
  app.start("#/kv/a");
  app.press_button("Expiry and type\u2026");
  REQUIRE(app.has(Role::dialog, "Expiry and type"));
  app.press_button("1 hour");
  CHECK(app.value("Expires in") == "1 h");
  app.press_button("1 hour more");
  CHECK(app.value("Expires in") == "2 h");
  app.fill("Content type", "text/csv");
  app.press_button("Apply");
  CHECK(app.api().type("a") == "text/csv");
  CHECK(app.shows("in 2 h"));
  CHECK(app.shows("2 h"));
}

TEST_CASE("A file is imported and a value uploaded in dialogs that say what they do") {
  AppHarness app;
  start_with(app, 1);
  app.session.act(FileChosen{{1, "all.ndjson", "", 100}, FileUse::import});
  app.session.answer_next(
      200, R"({"imported":0,"skipped":0,"failed":[{"line":2,"code":"invalid","detail":"no key"}],)"
           R"("failed_count":1,"would_create":2,"would_replace":1,"unchanged":0,"conflicts":["key:0"]})");
  app.settle();
  REQUIRE(app.has(Role::dialog, "Import"));
  CHECK(app.value("Existing keys") == "key:0");
  CHECK(app.value("Broken lines") == "Line 2: no key");
  CHECK(app.has(Role::button, "Import 3 keys"));
  app.click(Role::tab, "Keep existing keys");
  CHECK(app.has(Role::button, "Import 2 keys"));
  app.press(ImGuiKey_Escape);
  CHECK_FALSE(app.has(Role::dialog, "Import"));
  app.act(FileChosen{{2, "logo.png", "image/png", 100}, FileUse::value});
  REQUIRE(app.has(Role::dialog, "Upload file"));
  CHECK(app.value("Content type") == "image/png");
  app.fill("Key of the file", "");
  CHECK((app.get(Role::button, "Store file").state & ui::state_disabled) != 0);
}

}  // namespace keyglass::app::testing
