// What must stay true of a long list, and of a long day of opening one key after the other.
#include <imgui_internal.h>

#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {
namespace {

using ui::Role;

std::string name_of(int number) {
  return "k" + std::to_string(number);
}

void put_keys(AppHarness& app, int count) {
  for (int number = 0; number < count; ++number) app.api().put(name_of(10'000 + number), "x");
}

int window_count() {
  return ImGui::GetCurrentContext()->Windows.Size;
}

}  // namespace

TEST_CASE("End goes on to the next page, and in the end to the last key") {
  AppHarness app;
  put_keys(app, 1'000);
  app.start();
  app.click(Role::row, "k10000");
  app.press(ImGuiKey_End);
  CHECK(app.model().list.selected == "k10200");
  for (int turn = 0; turn < 8; ++turn) app.press(ImGuiKey_End);
  CHECK(app.model().list.selected == "k10999");
  CHECK(app.has(Role::row, "k10999"));
}

TEST_CASE("Home comes back to the first key, even where its page was let go meanwhile") {
  AppHarness app;
  constexpr auto count = static_cast<int>(page_rows * (held_pages_max + 4));
  put_keys(app, count);
  app.start();
  app.click(Role::row, "k10000");
  for (std::size_t page = 0; page < held_pages_max + 4; ++page) app.press(ImGuiKey_End);
  REQUIRE(row_at(app.model().list, 0) == nullptr);
  app.press(ImGuiKey_Home);
  CHECK(app.model().list.selected == "k10000");
  CHECK((app.get(Role::row, "k10000").state & ui::state_selected) != 0);
}

TEST_CASE("Delete while the keyboard is on a row still loading asks for nothing") {
  AppHarness app;
  put_keys(app, 1'000);
  app.start();
  app.click(Role::row, "k10000");
  app.hands().press(ImGuiKey_End);
  app.hands().press(ImGuiKey_Delete);
  CHECK_FALSE(app.has(Role::dialog, "Confirm delete"));
}

TEST_CASE("Opening key after key leaves no windows behind") {
  AppHarness app;
  put_keys(app, 40);
  app.start();
  for (int number = 0; number < 4; ++number) app.act(OpenKey{name_of(10'000 + number)});
  const int before = window_count();
  for (int number = 4; number < 40; ++number) app.act(OpenKey{name_of(10'000 + number)});
  CHECK(window_count() == before);
}

TEST_CASE("Toast after toast leaves no windows behind") {
  AppHarness app;
  app.api().put("a", "0");
  app.start("#/kv/a");
  const auto save = [&](int number) {
    app.fill("Value", std::to_string(number));
    app.press_button("Save");
  };
  for (int number = 1; number < 4; ++number) save(number);
  const int before = window_count();
  for (int number = 4; number < 20; ++number) save(number);
  CHECK(window_count() == before);
}

TEST_CASE("Every key is shown from its top, wherever the last one was scrolled to") {
  AppHarness app;
  std::string lines;
  for (int line = 0; line < 500; ++line) lines += "line\n";
  for (const char* key : {"a", "b", "c"}) app.api().put(key, lines);
  app.start("#/kv/a");
  const auto scroll = [] {
    float most = 0;
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
      if (window->WasActive) most = std::max(most, window->Scroll.y);
    return most;
  };
  app.click(Role::textbox, "Value");
  app.press(ImGuiKey_End, ImGuiMod_Ctrl);
  REQUIRE(scroll() > 0);
  app.act(OpenKey{"b"});
  app.act(OpenKey{"c"});
  CHECK(scroll() == 0);
}

TEST_CASE("The selected row stays in sight when the list gets lower, unless it was scrolled out of it") {
  AppHarness app({.width = 1440, .height = 900});
  for (int number = 0; number < 100; ++number) app.api().put("k" + std::to_string(1000 + number), "1");
  app.start();
  const float row_height = app.get(Role::row, "k1000").rect.height;
  app.click(Role::row, "k1000");
  while (app.get(Role::row, app.model().list.selected).rect.y + row_height < 820 - 28)
    app.press(ImGuiKey_DownArrow);
  const std::string selected = app.model().list.selected;
  app.resize(1440, 840);
  REQUIRE(app.has(Role::row, selected));
  CHECK(app.get(Role::row, selected).rect.height == row_height);
  app.wheel("Keys", 100);
  REQUIRE_FALSE(app.has(Role::row, selected));
  app.resize(1440, 780);
  CHECK_FALSE(app.has(Role::row, selected));
}

}  // namespace keyglass::app::testing
