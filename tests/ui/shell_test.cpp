// Around the keys: the token, what may not be done is not drawn, palette, shortcuts, requests.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"
#include "view/commands.hpp"

namespace keyglass::app::testing {
namespace {

using ui::Role;

// Ctrl+K types letters into the box that the dialog gives the keyboard.
void open_palette(AppHarness& app, std::string_view typed) {
  app.press(ImGuiKey_K, ImGuiMod_Ctrl);
  REQUIRE(app.has(Role::dialog, "Command palette"));
  app.type(typed);
  app.session.pass(palette_pause_ms);
  app.settle();
}

const ui::Node& chosen_option(AppHarness& app) {
  const ui::Node& box = app.get(Role::combobox, "Command or key");
  const ui::Node* option = app.hands().context().semantics.find(box.active);
  REQUIRE(option != nullptr);
  CHECK(option->role == Role::option);
  CHECK((option->state & ui::state_selected) != 0);
  return *option;
}

}  // namespace

TEST_CASE("A server that asks for a token is shown as one box, whose text is nowhere in the semantics") {
  AppHarness app;
  app.api().token_known = "right-token";
  app.api().put("a", "1");
  app.start();
  CHECK(app.has(Role::heading, "This server asks for a token"));
  CHECK_FALSE(app.has(Role::grid, "Keys"));
  CHECK(app.focused() == "Token");
  app.type("wrong-token");
  CHECK((app.get(Role::textbox, "Token").state & ui::state_secret) != 0);
  CHECK_FALSE(app.shows("wrong-token"));
  app.press(ImGuiKey_Enter);
  CHECK(app.get(Role::textbox, "Token").description.find("does not know this token") != std::string::npos);
  CHECK(app.status().find("does not know this token") != std::string::npos);
  app.press(ImGuiKey_A, ImGuiMod_Ctrl);
  app.type("right-token");
  app.press(ImGuiKey_Enter);
  CHECK(app.has(Role::row, "a"));
  CHECK_FALSE(app.shows("right-token"));
  CHECK(app.focused() == "Filter");
}

TEST_CASE("Who may only read finds nothing that would change a key, and is told so") {
  AppHarness app;
  app.api().scope = "read";
  app.api().put("a", "text to read");
  app.start("#/kv/a");
  CHECK(app.shows("Read-only"));
  CHECK(app.value("Value") == "text to read");
  CHECK((app.get(Role::textbox, "Value").state & ui::state_read_only) != 0);
  for (const char* name : {"Save", "Delete", "New key", "Discard"}) CHECK_FALSE(app.has(Role::button, name));
  app.press(ImGuiKey_N);
  CHECK_FALSE(app.has(Role::heading, "New key"));
  open_palette(app, "");
  for (const char* name : {"New key", "Delete this key", "Save"}) CHECK_FALSE(app.has(Role::option, name));
  CHECK(app.has(Role::option, "Refresh"));
}

TEST_CASE("A command is found by a few letters and run with Enter") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/kv/a");
  open_palette(app, "del th");
  CHECK(chosen_option(app).name == "Delete this key");
  app.press(ImGuiKey_Enter);
  CHECK(app.has(Role::dialog, "Confirm delete"));
  CHECK_FALSE(app.has(Role::dialog, "Command palette"));
}

TEST_CASE("Keys are commands again once a command was run with Enter") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/kv/a");
  app.click(Role::row, "a");
  open_palette(app, "hide values");
  app.press(ImGuiKey_Enter);
  REQUIRE(app.model().editor.hides_values);
  app.press(ImGuiKey_H);
  CHECK_FALSE(app.model().editor.hides_values);
}

TEST_CASE("A key is jumped to by its beginning, with the arrow keys") {
  AppHarness app;
  for (const char* key : {"zebra/1", "zebra/2", "zebra/3"}) app.api().put(key, key);
  app.start();
  open_palette(app, "zebra/");
  CHECK(chosen_option(app).name == "zebra/1");
  app.press(ImGuiKey_DownArrow);
  CHECK(chosen_option(app).name == "zebra/2");
  app.press(ImGuiKey_UpArrow);
  app.press(ImGuiKey_UpArrow);
  CHECK(chosen_option(app).name == "List keys that begin with zebra/");
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_Enter);
  CHECK(app.value("Key") == "zebra/2");
  CHECK(app.focused() == "Keys");
}

TEST_CASE("An option is chosen with the mouse, and by assistive technology") {
  AppHarness app;
  for (const char* key : {"zebra/1", "zebra/2"}) app.api().put(key, key);
  app.start();
  open_palette(app, "zebra/");
  app.click(Role::option, "zebra/2");
  CHECK(app.value("Key") == "zebra/2");
  open_palette(app, "zebra/");
  app.hands().activate(Role::option, "zebra/1");
  app.settle();
  CHECK(app.value("Key") == "zebra/1");
}

TEST_CASE("Escape closes the palette and gives the keyboard back") {
  AppHarness app;
  app.api().put("a", "1");
  app.start();
  app.click(Role::row, "a");
  open_palette(app, "x");
  app.press(ImGuiKey_Escape);
  CHECK_FALSE(app.has(Role::dialog, "Command palette"));
  CHECK(app.focused() == "Keys");
}

TEST_CASE("A key that is called like a command is an option of its own") {
  AppHarness app;
  app.api().put("Refresh", "1");
  app.start();
  open_palette(app, "Refresh");
  int count = 0;
  for (const ui::Node& node : app.hands().context().semantics.nodes())
    count += node.role == Role::option && node.name == "Refresh";
  CHECK(count == 2);
}

TEST_CASE("The sheet of shortcuts names every chord of the table once, and the question mark opens it") {
  AppHarness app;
  app.start("#/kv/a");
  app.press(ImGuiKey_F24);
  REQUIRE(app.has(Role::dialog, "Keyboard shortcuts"));
  for (const view::Command& command : view::commands()) {
    if (!command.chord) continue;
    CHECK(app.get(Role::text, ui::words_of(*command.chord)).parent != 0);
    const bool is_other_of_a_pair = command.name == "Show values";
    CHECK(app.has(Role::group, command.name) != is_other_of_a_pair);
  }
  app.press(ImGuiKey_Escape);
  CHECK_FALSE(app.has(Role::dialog, "Keyboard shortcuts"));
}

TEST_CASE("The sheet says of a chord that does two things the one that it does now") {
  AppHarness app;
  app.start();
  app.act(HideValues{});
  app.act(OpenShortcuts{});
  CHECK(app.has(Role::group, "Show values"));
  CHECK_FALSE(app.has(Role::group, "Hide values"));
}

TEST_CASE("On a Mac the sheet and the labels say Cmd, nowhere Ctrl") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/kv/a");
  ImGui::GetIO().ConfigMacOSXBehaviors = true;
  app.press(ImGuiKey_F24);
  CHECK(app.has(Role::text, "Cmd A"));
  CHECK(app.has(Role::text, "Cmd S"));
  CHECK_FALSE(app.shows("Ctrl"));
}

TEST_CASE("The palette's list is scrolled by small turns of the wheel and stays there") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/kv/a");
  app.press(ImGuiKey_K, ImGuiMod_Ctrl);
  REQUIRE(app.has(Role::option, "New key"));
  for (int turn = 0; turn < 20; ++turn) app.hands().wheel(Role::listbox, "Results", -0.2F);
  CHECK_FALSE(app.has(Role::option, "New key"));
  app.hands().frame();
  CHECK_FALSE(app.has(Role::option, "New key"));
  app.press(ImGuiKey_DownArrow);
  CHECK(app.has(Role::option, "Filter the list"));
}

TEST_CASE("A dialog lies within the page, whatever its height") {
  for (const float height : {900.0F, 700.0F, 640.0F}) {
    AppHarness app({.width = 1120, .height = height});
    app.start("#/kv/a");
    app.press(ImGuiKey_F24);
    const ui::Rect& place = app.get(Role::dialog, "Keyboard shortcuts").rect;
    CHECK(place.y >= 16);
    CHECK(place.y + place.height <= height - 16);
  }
}

TEST_CASE("The sheet of shortcuts needs no scrolling in a window of 1000 by 520") {
  AppHarness app({.width = 1000, .height = 520});
  app.start("#/kv/a");
  app.press(ImGuiKey_F24);
  const ui::Rect& dialog = app.get(Role::dialog, "Keyboard shortcuts").rect;
  const ui::Rect& close = app.get(Role::button, "Close").rect;
  CHECK(close.height == 32);
  CHECK(close.y + close.height + 16 <= dialog.y + dialog.height);
}

TEST_CASE("Every command of the table is found by its own name") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/kv/a");
  for (const view::Command& command : view::commands()) {
    if (!command.is_offered(app.model()) || command.name == "Jump to a key") continue;
    open_palette(app, command.name);
    CHECK(chosen_option(app).name == command.name);
    app.press(ImGuiKey_Escape);
  }
}

TEST_CASE("The last requests are looked at and copied by keyboard alone") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/kv/a");
  app.press_button("Recent requests");
  REQUIRE(app.has(Role::dialog, "Recent requests"));
  CHECK(app.focused() == "Requests");
  const std::string newest = app.value("Command");
  CHECK(newest.starts_with("curl "));
  app.press(ImGuiKey_DownArrow);
  CHECK(app.value("Command") != newest);
  app.tab();
  app.tab();
  app.tab();
  CHECK(app.focused() == "Copy as curl");
  app.press(ImGuiKey_Enter);
  CHECK(app.status() == "Copied as curl");
  app.press(ImGuiKey_Escape);
  CHECK(app.focused() == "Recent requests");
}

TEST_CASE("The header names the store and its promise, and leads to the connection") {
  AppHarness app;
  app.start();
  CHECK(app.get(Role::button, "Connection").description == "Every write is on disk before its answer.");
  app.press_button("Connection");
  REQUIRE(app.has(Role::dialog, "Connection"));
  CHECK(app.focused() == "Token");
  CHECK(app.shows("rocksdb \u00b7 durable"));
  CHECK((app.get(Role::textbox, "API URL").state & ui::state_read_only) != 0);
  CHECK(app.get(Role::textbox, "API URL").description.find("policy") != std::string::npos);
  app.press_button("Cancel");
  CHECK_FALSE(app.has(Role::dialog, "Connection"));
}

}  // namespace keyglass::app::testing
