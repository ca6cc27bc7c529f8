// JSON as an outline: what is drawn and told of it, by mouse, keyboard and command.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

namespace {

constexpr const char* sample = "{\"name\":\"Ada\",\"roles\":[\"admin\",{\"id\":1}]}";

void show_outline(AppHarness& app, std::string_view value, std::string_view type = "application/json") {
  app.api().put("a", std::string(value), std::string(type));
  app.start("#/kv/a");
  app.click(Role::tab, "JSON");
  app.press_button("Outline");
}

bool is_expanded(const AppHarness& app, std::string_view name) {
  return (app.get(Role::treeitem, name).state & ui::state_expanded) != 0;
}

}  // namespace

TEST_CASE("An outline tells names, values, levels and what is open, and its button what is on") {
  AppHarness app;
  show_outline(app, sample);
  CHECK((app.get(Role::button, "Outline").state & ui::state_pressed) != 0);
  CHECK_FALSE(app.has(Role::textbox, "Value"));
  CHECK_FALSE(app.has(Role::button, "Wrap lines"));
  CHECK(app.get(Role::treeitem, "Whole value").value == "2 members");
  CHECK(app.get(Role::treeitem, "name").value == "\"Ada\"");
  CHECK(app.get(Role::treeitem, "id").level == 4);
  CHECK(app.get(Role::treeitem, "roles").row_index == 1);
  CHECK(app.get(Role::treeitem, "roles").row_count == 2);
  CHECK(is_expanded(app, "roles"));
}

TEST_CASE("A click closes what is open and opens what is closed") {
  AppHarness app;
  show_outline(app, sample);
  app.click(Role::treeitem, "roles");
  CHECK((app.get(Role::treeitem, "roles").state & ui::state_collapsed) != 0);
  CHECK(app.get(Role::treeitem, "roles").value == "[\u2026] 2 elements");
  CHECK_FALSE(app.has(Role::treeitem, "id"));
  app.click(Role::treeitem, "roles");
  CHECK(is_expanded(app, "roles"));
  CHECK(app.has(Role::treeitem, "id"));
}

TEST_CASE("Arrow keys, Home and End go through an outline, close and open") {
  AppHarness app;
  show_outline(app, sample);
  app.act(FocusField{Field::value});
  const auto on = [&] {
    for (const char* name : {"Whole value", "name", "roles", "0", "1", "id"}) {
      if ((app.get(Role::treeitem, name).state & ui::state_selected) != 0) return std::string(name);
    }
    return std::string();
  };
  CHECK(on() == "Whole value");
  app.press(ImGuiKey_End);
  CHECK(on() == "id");
  app.press(ImGuiKey_LeftArrow);
  CHECK(on() == "1");
  app.press(ImGuiKey_LeftArrow);
  CHECK_FALSE(is_expanded(app, "1"));
  app.press(ImGuiKey_RightArrow);
  CHECK(is_expanded(app, "1"));
  app.press(ImGuiKey_RightArrow);
  CHECK(on() == "id");
  app.press(ImGuiKey_Home);
  app.press(ImGuiKey_DownArrow);
  CHECK(on() == "name");
  app.press(ImGuiKey_RightArrow);
  CHECK(on() == "name");
}

TEST_CASE("A value that ends its row's name is told all the same") {
  AppHarness app;
  show_outline(app, "[0]");
  CHECK(app.get(Role::treeitem, "0").value == "0");
}

TEST_CASE("Commands show the outline, collapse all of it and open it again") {
  AppHarness app;
  app.api().put("a", sample, "application/json");
  app.start("#/kv/a");
  const auto run = [&](std::string_view words) {
    app.act(OpenPalette{});
    app.type(words);
    app.press(ImGuiKey_Enter);
  };
  run("value as outline");
  CHECK(app.has(Role::treeitem, "id"));
  run("collapse all");
  CHECK(app.has(Role::treeitem, "roles"));
  CHECK_FALSE(app.has(Role::treeitem, "id"));
  run("open all of");
  CHECK(app.has(Role::treeitem, "id"));
}

TEST_CASE(
    "The outline shows the draft as it stands; text that is no JSON has none, and the button says why") {
  AppHarness app;
  app.api().put("a", "[1]", "application/json");
  app.start("#/kv/a");
  CHECK_FALSE(app.has(Role::button, "Outline"));
  app.fill("Value", "{\"mine\": true}");
  app.click(Role::tab, "JSON");
  app.press_button("Outline");
  CHECK(app.get(Role::treeitem, "mine").value == "true");
  CHECK(app.shows("Unsaved changes"));
  app.click(Role::tab, "Text");
  CHECK(app.value("Value") == "{\"mine\": true}");
  app.fill("Value", "{\"mine\": ");
  app.click(Role::tab, "JSON");
  CHECK_FALSE(app.has(Role::tree, "Value"));
  const ui::Node& button = app.get(Role::button, "Outline");
  CHECK((button.state & ui::state_disabled) != 0);
  CHECK(button.description == "Not valid JSON: no outline");
  CHECK(app.value("Value") == "{\"mine\": ");
  app.click(Role::tab, "Hex");
  CHECK_FALSE(app.has(Role::button, "Outline"));
}

TEST_CASE("MessagePack is outlined as the JSON that it is decoded to") {
  AppHarness app;
  app.api().put("a",
                "\x82\xA4name\xA3"
                "Ada\xA1r\x91\xC3",
                "application/octet-stream");
  app.start("#/kv/a");
  app.click(Role::tab, "MessagePack");
  app.press_button("Outline");
  CHECK(app.get(Role::treeitem, "name").value == "\"Ada\"");
  CHECK(app.get(Role::treeitem, "r").value == "1 element");
}

TEST_CASE("Only rows in sight are told of a long outline, and another value begins at its top") {
  AppHarness app;
  std::string value = "[0";
  for (int number = 1; number < 100'000; ++number) value += "," + std::to_string(number);
  app.api().put("b", value + ",\"other\"]", "application/json");
  show_outline(app, value + "]");
  CHECK(app.get(Role::tree, "Value").row_count == 100'001);
  CHECK(app.full_tree().size() < 20'000);
  app.act(FocusField{Field::value});
  app.press(ImGuiKey_End);
  CHECK(app.has(Role::treeitem, "99999"));
  CHECK_FALSE(app.has(Role::treeitem, "Whole value"));
  app.press(ImGuiKey_Home);
  app.hands().wheel(Role::tree, "Value", -50);
  CHECK_FALSE(app.has(Role::treeitem, "Whole value"));
  app.act(OpenKey{"b"});
  CHECK(app.get(Role::treeitem, "Whole value").value == "100,001 elements");
}

TEST_CASE("A hidden value is not told by its outline, and no command brings it back to the mirror") {
  AppHarness app;
  show_outline(app, "{\"password\": \"topsecret\"}");
  REQUIRE(app.has(Role::treeitem, "password"));
  app.press(ImGuiKey_H);
  CHECK_FALSE(app.has(Role::tree, "Value"));
  for (const bool close : {true, false}) {
    app.act(FoldOutline{close});
    CHECK(app.full_tree().find("topsecret") == std::string::npos);
    CHECK(app.full_tree().find("password") == std::string::npos);
  }
  app.press(ImGuiKey_H);
  CHECK(app.get(Role::treeitem, "password").value == "\"topsecret\"");
}

}  // namespace keyglass::app::testing
