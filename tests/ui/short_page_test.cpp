// Pages that are hardly taller than a line or two (phones held across): everything can still be got at.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app_harness.hpp"
#include "scenarios.hpp"

namespace keyglass::app::testing {
namespace {

using ui::Node;
using ui::Role;

struct Page {
  float width;
  float height;
};

constexpr Page pages[] = {{420, 320}, {667, 375}, {300, 480}};
constexpr float seen_least_px = 16;
constexpr float bar_least_px = 4;  // of a splitter

// The whole of it, as far as the page has room.
bool is_in_sight(const Node& node, const Page& page) {
  const ui::Rect& rect = node.rect;
  const float width_least = node.role == Role::separator ? bar_least_px : seen_least_px;
  return rect.height >= seen_least_px && rect.width >= width_least && rect.x >= 0 && rect.y >= 0 &&
         rect.x + rect.width <= page.width && rect.y + rect.height <= page.height;
}

// Goes round by Tab. Returns what had the keyboard without being in sight.
std::set<std::string> hidden_stops(AppHarness& app, const Page& page) {
  std::set<std::string> hidden;
  std::set<ui::NodeId> seen;
  for (;;) {
    app.hands().tab();
    const Node* node = app.hands().focused();
    if (node == nullptr || !seen.insert(node->id).second) return hidden;
    if (!is_in_sight(*node, page)) hidden.insert(node->name);
  }
}

}  // namespace

TEST_CASE("On a short page Tab brings everything into sight, in every state") {
  for (const Scenario& scenario : every_scenario()) {
    for (const Page& page : pages) {
      AppHarness app({.width = page.width, .height = page.height});
      app.start();
      scenario.arrange(app.session);
      app.session.waiting.clear();
      app.hands().settle();
      INFO(scenario.name << " at " << page.width << " x " << page.height << "\n" << app.tree());
      CHECK(hidden_stops(app, page) == std::set<std::string>{});
    }
  }
}

TEST_CASE("A new key is one press away on a page of any height") {
  for (const Page& page : {Page{667, 375}, Page{420, 320}, Page{1440, 300}, Page{420, 900}}) {
    AppHarness app({.width = page.width, .height = page.height});
    app.api().put("a", "x");
    app.start();
    INFO(page.width << " x " << page.height);
    app.press_button("New key");
    CHECK(app.has(Role::heading, "New key"));
  }
}

TEST_CASE("A dialog taller than the page is scrolled by the wheel, and begins at its top when opened again") {
  AppHarness app({.width = 420, .height = 320});
  app.start("#/kv/a");
  for (int round = 0; round < 2; ++round) {
    app.press(ImGuiKey_F24);
    const float before = app.get(Role::heading, "Keyboard shortcuts").rect.y;
    CHECK(before >= 0);
    CHECK(app.get(Role::button, "Close").rect.height == 0);
    app.hands().wheel(Role::dialog, "Keyboard shortcuts", -20);
    CHECK(app.get(Role::button, "Close").rect.height > seen_least_px);
    app.press(ImGuiKey_Escape);
  }
}

TEST_CASE(
    "What is taller than its place is scrolled by the arrow and page keys while a button has the keyboard") {
  AppHarness app({.width = 420, .height = 400});
  app.api().metrics = "keyglass_store_keys 1204\n";
  app.start("#/dashboard");
  app.pass(poll_every_ms);
  const auto top = [&] { return app.get(Role::button, "Close dashboard").rect.y; };
  app.press_button("Keyboard shortcuts");
  app.press(ImGuiKey_End);
  CHECK(app.get(Role::button, "Close").rect.height > seen_least_px);
  app.press(ImGuiKey_Home);
  CHECK(app.get(Role::button, "Close").rect.height == 0);
  app.press(ImGuiKey_Escape);
  while (app.focused() != "Close dashboard") app.tab();
  const float before = top();
  app.press(ImGuiKey_DownArrow);
  CHECK(top() < before);
  app.press(ImGuiKey_UpArrow);
  CHECK(top() == before);
  app.press(ImGuiKey_PageDown);
  app.press(ImGuiKey_PageDown);
  CHECK(app.get(Role::heading, "Dashboard").rect.height == 0);
}

}  // namespace keyglass::app::testing
