// How the page adapts: to a narrow window, to fingers, to colours that the system forces.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

namespace {

constexpr ui::testing::HarnessOptions phone{.width = 420, .height = 800};

// The first node with this role, whatever its name.
const ui::Node* first_of(AppHarness& app, Role role) {
  for (const ui::Node& node : app.hands().context().semantics.nodes()) {
    if (node.role == role) return &node;
  }
  return nullptr;
}

const ui::Node* parent_of(AppHarness& app, const ui::Node& node) {
  return app.hands().context().semantics.find(node.parent);
}

}  // namespace

TEST_CASE("On a phone the status bar shows the newest request until there is something to say") {
  AppHarness app(phone);
  app.api().put("a", "one");
  app.start();
  CHECK(app.has(Role::status, "Status"));
  CHECK(app.get(Role::button, "Recent requests").description == "GET /keys?limit=200  200  2 ms");
  app.click(Role::row, "a");
  app.press_button("Copy key");
  CHECK(app.status() == "Copied the key");
  CHECK_FALSE(app.has(Role::button, "Recent requests"));
}

TEST_CASE("On a phone the banner says in full what is wrong, in two lines") {
  AppHarness app(phone);
  app.api().put("a", "one");
  app.start();
  app.api().is_down = true;
  app.press_button("Refresh");
  const ui::Node& words = app.get(Role::text, "Can't reach the API at http://localhost:8000.");
  const ui::Node& retry = app.get(Role::button, "Retry");
  CHECK(words.rect.height > 30);
  CHECK(words.rect.x + words.rect.width <= retry.rect.x);
}

TEST_CASE("What is wrong with the list keeps its distance from the pane's edge") {
  AppHarness app(phone);
  app.api().is_down = true;
  app.start();
  const ui::Node* alert = first_of(app, Role::alert);
  REQUIRE(alert != nullptr);
  CHECK(alert->rect.x >= 16);
  CHECK(alert->rect.x + alert->rect.width <= 420 - 16);
}

TEST_CASE("What is wrong with a JSON text never lies under the button that copies it") {
  AppHarness app(phone);
  app.api().put("a", "broken", "application/json");
  app.start("#/kv/a");
  const ui::Node& copy = app.get(Role::button, "Copy value");
  for (const ui::Node& node : app.hands().context().semantics.nodes()) {
    if (!node.name.starts_with("Not valid JSON")) continue;
    const bool is_below = copy.rect.y + copy.rect.height <= node.rect.y;
    CHECK((is_below || node.rect.x + node.rect.width <= copy.rect.x));
  }
  CHECK(app.shows("Not valid JSON: line 1, column 1"));
}

TEST_CASE("Fingers get rows of 44 pixels, and labels without shortcuts") {
  AppHarness app(phone);
  app.api().put("a", "one");
  app.start();
  const float width_with_shortcut = app.get(Role::row, "a").rect.height;
  CHECK(width_with_shortcut == 28);
  app.hands().context().touch = true;
  app.settle();
  app.hands().frame();
  CHECK(app.get(Role::row, "a").rect.height == 44);
  app.click(Role::row, "a");
  const float save_for_fingers = app.get(Role::button, "Save").rect.width;
  app.hands().context().touch = false;
  app.hands().frame();
  CHECK(save_for_fingers < app.get(Role::button, "Save").rect.width);
}

TEST_CASE("The splitter belongs to the landmark of the list it widens") {
  AppHarness app;
  app.api().put("a", "one");
  app.start("#/kv/a");
  const ui::Node& splitter = app.get(Role::separator, "Width of the list");
  const ui::Node* landmark = parent_of(app, splitter);
  REQUIRE(landmark != nullptr);
  CHECK(landmark->role == Role::navigation);
}

TEST_CASE("A store that refuses a save says why beside the text") {
  AppHarness app;
  app.api().put("a", "one");
  app.start("#/kv/a");
  app.fill("Value", "two");
  app.session.act(Save{});
  app.session.answer_next(
      503,
      R"({"type": "about:blank", "title": "x", "status": 503, "code": "unavailable", "detail": "the disk is full"})");
  app.settle();
  CHECK(app.shows("Could not save a."));
  CHECK(app.shows("The disk is full."));
  CHECK(app.value("Value") == "two");
}

TEST_CASE("A save that fails takes back what was said of the one before") {
  AppHarness app;
  app.api().put("a", "one");
  app.start("#/kv/a");
  app.fill("Value", "two");
  app.press_button("Save");
  CHECK(app.shows("Saved a"));
  app.fill("Value", "three");
  app.session.act(Save{});
  app.session.answer_next(500, "");
  app.settle();
  CHECK(app.shows("Could not save a"));
  CHECK_FALSE(app.has(Role::group, "Notification"));
}

}  // namespace keyglass::app::testing
