// The widgets by mouse, keyboard and assistive technology, without a browser.
#include <imgui_internal.h>

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "harness.hpp"
#include "ui/column.hpp"
#include "ui/widgets.hpp"

using namespace keyglass::ui;
using keyglass::ui::testing::Harness;

namespace {

constexpr Rect whole{0, 0, 800, 600};

}  // namespace

TEST_CASE("a button acts once by mouse, by Enter, by Space and by assistive technology") {
  int count = 0;
  Harness ui([&] {
    const Pane pane("Pane", whole);
    if (button("Save", {.kind = ButtonKind::primary})) ++count;
  });
  ui.click(Role::button, "Save");
  CHECK(count == 1);
  ui.press(ImGuiKey_Enter);
  CHECK(count == 2);
  ui.press(ImGuiKey_Space);
  CHECK(count == 3);
  ui.activate(Role::button, "Save");
  CHECK(count == 4);
}

TEST_CASE("a disabled button says so and does nothing") {
  bool acted = false;
  Harness ui([&] {
    const Pane pane("Pane", whole);
    acted = button("Save", {.enabled = false}) || acted;
  });
  CHECK((ui.get(Role::button, "Save").state & state_disabled) != 0);
  ui.click(Role::button, "Save");
  ui.activate(Role::button, "Save");
  CHECK_FALSE(acted);
}

TEST_CASE("a toggle says that it is off as well as that it is on, and keeps its name") {
  bool on = false;
  Harness ui([&] {
    const Pane pane("Pane", whole);
    if (toggle_button("Wrap lines", {.icon = icon::wrap_text, .on = on})) on = !on;
    button("Save");
  });
  const auto states = [&] {
    return ui.get(Role::button, "Wrap lines").state & (state_toggle | state_pressed);
  };
  CHECK(states() == state_toggle);
  ui.click(Role::button, "Wrap lines");
  CHECK(on);
  CHECK(states() == (state_toggle | state_pressed));
  ui.press(ImGuiKey_Space);
  CHECK(states() == state_toggle);
  CHECK((ui.get(Role::button, "Save").state & (state_toggle | state_pressed)) == 0);
}

TEST_CASE("a tooltip explains a button in a line of its own") {
  Harness ui([] {
    const Pane pane("Pane", whole);
    icon_button(icon::wrap_text, "Wrap");
    icon_button(icon::eye, "Hide", {.tooltip = "Why"});
  });
  const auto tip_of = [&](std::string_view name) {
    ui.hover(Role::button, name);
    ui.wait(500);
    ui.settle();
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
      if (window->Active && !window->Hidden && (window->Flags & ImGuiWindowFlags_Tooltip) != 0)
        return window->ContentSize;
    }
    return ImVec2{};
  };
  const ImVec2 one_line = tip_of("Wrap");
  const ImVec2 two_lines = tip_of("Hide");
  CHECK(one_line.y > 0);
  CHECK(two_lines.y >= 2 * one_line.y);
  CHECK(two_lines.x < 2 * one_line.x);
}

TEST_CASE("columns lie side by side, each as wide as it was told, and what follows lies below both") {
  Harness ui([&] {
    const Pane pane("Pane", whole);
    {
      const Column column(200);
      button("Left", {.width = width_left()});
      button("Left below");
    }
    beside();
    {
      const Column column(100);
      button("Right", {.width = width_left()});
    }
    button("Below", {.width = width_left()});
  });
  const Rect left = ui.get(Role::button, "Left").rect;
  const Rect right = ui.get(Role::button, "Right").rect;
  const Rect below = ui.get(Role::button, "Below").rect;
  CHECK(left.width == 200);
  CHECK(right.width == 100);
  CHECK(right.y == left.y);
  CHECK(right.x == left.x + 208);
  CHECK(below.x == left.x);
  CHECK(below.width > 500);
  const Rect left_below = ui.get(Role::button, "Left below").rect;
  CHECK(below.y >= left_below.y + left_below.height);
}

TEST_CASE("a text field is typed into after a click, and Enter submits without losing the keyboard") {
  std::string text;
  int submitted = 0;
  Harness ui([&] {
    const Pane pane("Pane", whole);
    if (text_field("Key", text).submitted) ++submitted;
  });
  ui.click(Role::textbox, "Key");
  ui.type("user:1");
  CHECK(text == "user:1");
  ui.press(ImGuiKey_Enter);
  CHECK(submitted == 1);
  ui.type("2");
  CHECK(text == "user:12");
  REQUIRE(ui.focused() != nullptr);
  CHECK(ui.focused()->name == "Key");
}

TEST_CASE("Escape leaves a text box and keeps what was typed") {
  std::string text = "old";
  Harness ui([&] {
    const Pane pane("Pane", whole);
    text_field("Key", text);
  });
  ui.click(Role::textbox, "Key");
  ui.press(ImGuiKey_End);
  ui.type(" new");
  ui.press(ImGuiKey_Escape);
  CHECK(text == "old new");
  CHECK(ui.focused() == nullptr);
}

TEST_CASE("a text box is filled from the mirror, line ends and characters beyond ASCII intact") {
  std::string text = "a\r\nb";
  Harness ui([&] {
    const Pane pane("Pane", whole);
    text_area("Value", text);
  });
  ui.context().semantics.request_edit(ui.get(Role::textbox, "Value").id, {.changes_text = true,
                                                                          .length_before = 3,
                                                                          .first = 3,
                                                                          .last = 3,
                                                                          .inserted = "ä",
                                                                          .anchor = 4,
                                                                          .caret = 4});
  ui.settle();
  CHECK(text == "a\r\nbä");
  ui.fill("Value", "漢字 😀");
  CHECK(text == "漢字 😀");
  ui.fill("Value", "");
  CHECK(text.empty());
}

TEST_CASE("an edit made on an older text is dropped") {
  std::string text = "abc";
  Harness ui([&] {
    const Pane pane("Pane", whole);
    text_field("Key", text);
  });
  ui.context().semantics.request_edit(
      ui.get(Role::textbox, "Key").id,
      {.changes_text = true, .length_before = 7, .first = 0, .last = 7, .inserted = "x"});
  ui.settle();
  CHECK(text == "abc");
}

TEST_CASE("a text put in by the owner replaces what the active box shows") {
  std::string text = "old";
  Harness ui([&] {
    const Pane pane("Pane", whole);
    text_field("Key", text);
  });
  ui.click(Role::textbox, "Key");
  ui.type("!");
  text = "formatted";
  ui.settle();
  CHECK(ui.get(Role::textbox, "Key").value == "formatted");
  ui.press(ImGuiKey_End);
  ui.type("?");
  CHECK(text == "formatted?");
}

TEST_CASE("a box that loses the keyboard never writes its old text into another one") {
  std::string first = "one";
  std::string second = "two";
  bool show_second = false;
  Harness ui([&] {
    const Pane pane("Pane", whole);
    text_field("Key", show_second ? second : first);
    if (button("Switch")) show_second = true;
  });
  ui.click(Role::textbox, "Key");
  ui.press(ImGuiKey_End);
  ui.type("+");
  ui.click(Role::button, "Switch");
  CHECK(first == "one+");
  CHECK(second == "two");
}

TEST_CASE("a secret never enters the semantics") {
  std::string token = "s3cret";
  Harness ui([&] {
    const Pane pane("Pane", whole);
    text_field("Token", token, {.secret = true});
  });
  CHECK(ui.tree().find("s3cret") == std::string::npos);
}

TEST_CASE("Tab walks through everything that can have the keyboard") {
  std::string text;
  Harness ui([&] {
    const Pane pane("Pane", whole);
    button("One");
    text_field("Two", text);
    button("Three");
  });
  for (const char* name : {"One", "Two", "Three", "One"}) {
    ui.tab();
    REQUIRE(ui.focused() != nullptr);
    CHECK(ui.focused()->name == name);
  }
  ui.tab(true);
  CHECK(ui.focused()->name == "Three");
}

TEST_CASE("a dialog takes the keyboard, keeps it, and gives it back") {
  bool open = false;
  int below = 0;
  Harness ui([&] {
    {
      const Pane pane("Pane", whole);
      if (button("Delete")) open = true;
      if (pressed({.key = Key::n})) ++below;
    }
    if (!open) return;
    const Dialog dialog("Confirm delete");
    if (button("Cancel") || dialog.cancelled()) open = false;
    button("Delete it", {.kind = ButtonKind::danger});
  });
  ui.click(Role::button, "Delete");
  REQUIRE(ui.has(Role::dialog, "Confirm delete"));
  CHECK(ui.focused()->name == "Cancel");
  ui.tab();
  ui.tab();
  CHECK(ui.focused()->name == "Cancel");
  ui.press(ImGuiKey_N);
  CHECK(below == 0);
  ui.press(ImGuiKey_Escape);
  CHECK_FALSE(ui.has(Role::dialog, "Confirm delete"));
  REQUIRE(ui.focused() != nullptr);
  CHECK(ui.focused()->name == "Delete");
  ui.press(ImGuiKey_N);
  CHECK(below == 1);
}

TEST_CASE("a grid draws only what is visible, however many rows there are") {
  GridState state;
  std::optional<std::uint64_t> selected;
  constexpr std::uint64_t rows = 5'000'000'000;
  std::uint64_t drawn = 0;
  Harness ui([&] {
    const Pane pane("Pane", whole, {.padding = 0});
    Grid grid("Keys", state, {.row_count = rows, .selected = selected});
    drawn = 0;
    for (std::uint64_t i = grid.first(); i < grid.last(); ++i, ++drawn) {
      grid.begin_row(i, "key " + std::to_string(i));
      grid.cell("key " + std::to_string(i));
      grid.end_row();
    }
    const GridResult result = grid.end();
    if (result.activated) selected = result.activated;
    if (result.moved_to) selected = result.moved_to;
  });
  CHECK(drawn < 30);
  CHECK(ui.get(Role::grid, "Keys").row_count == static_cast<std::int64_t>(rows));
  ui.click(Role::row, "key 3");
  CHECK(selected == 3U);
  ui.press(ImGuiKey_DownArrow);
  CHECK(selected == 4U);
  ui.press(ImGuiKey_End);
  CHECK(selected == rows - 1);
  CHECK(ui.has(Role::row, "key 4999999999"));
  ui.press(ImGuiKey_UpArrow);
  CHECK(selected == rows - 2);
  ui.press(ImGuiKey_Home);
  CHECK(ui.has(Role::row, "key 0"));
  ui.wheel(Role::grid, "Keys", -1);
  CHECK_FALSE(ui.has(Role::row, "key 0"));
}

TEST_CASE("names with markup of ImGui and invisible characters are shown as they are") {
  const std::string name =
      "a##b%s\xE2\x80\xAE"
      "c";
  int pressed_count = 0;
  Harness ui([&] {
    const Pane pane("Pane", whole);
    if (button(name)) ++pressed_count;
  });
  ui.click(Role::button, "a##b%s\\u{202e}c");
  CHECK(pressed_count == 1);
}
