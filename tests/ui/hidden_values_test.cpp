// While values are hidden nothing of them is on the screen or told to assistive technology, wherever they
// would be.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

namespace {

// As it is, as hex (the first bytes of a row), and decoded.
bool tells(const AppHarness& app) {
  const std::string tree = app.full_tree();
  for (const char* trace : {"topsecret", "746f 70", "74 6f 70", "dG9wc2VjcmV0"}) {
    if (tree.find(trace) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("A hidden value is told in none of the ways of looking at it, and is there again when shown") {
  AppHarness app;
  app.api().put("a", "{\"password\": \"topsecret\"}", "application/json");
  app.start("#/kv/a");
  REQUIRE(tells(app));
  app.press_button("Hide values");
  CHECK(app.status() == "Values are hidden");
  CHECK((app.get(Role::button, "Hide values").state & ui::state_pressed) != 0);
  CHECK_FALSE(app.has(Role::textbox, "Value"));
  for (const char* mode : {"Text", "JSON", "Hex"}) {
    app.click(Role::tab, mode);
    CHECK_FALSE(tells(app));
  }
  app.press_button("Copy value");
  CHECK(app.session.last_effect<CopyText>()->text == "{\"password\": \"topsecret\"}");
  app.click(Role::tab, "Text");
  app.press_button("Show values");
  CHECK(app.value("Value") == "{\"password\": \"topsecret\"}");
}

TEST_CASE("Other keys stay hidden, and drafts stay what they are") {
  AppHarness app;
  app.api().put("a", "topsecret");
  app.api().put("b", std::string(1'200'000, 'x') + "topsecret");
  app.start("#/kv/a");
  app.fill("Value", "topsecret, changed");
  app.press_button("Hide values");
  CHECK_FALSE(tells(app));
  app.click(Role::row, "b");
  CHECK_FALSE(app.has(Role::textbox, "Value"));
  app.click(Role::row, "a");
  CHECK_FALSE(tells(app));
  app.press_button("Save");
  CHECK(app.api().value("a") == "topsecret, changed");
}

TEST_CASE("Versions, conflicts, requests and the form for a new key keep hidden values, too") {
  AppHarness app;
  app.api().put("a", "topsecret 1");
  app.api().put("a", "topsecret 2");
  app.start("#/kv/a");
  app.act(HideValues{});
  app.press_button("Revision 1");
  CHECK(app.has(Role::button, "Restore 1"));
  CHECK_FALSE(tells(app));
  app.press_button("Back to the value");
  app.act(EditValue{"topsecret mine"});
  app.api().put("a", "topsecret theirs");
  app.press_button("Save");
  REQUIRE(app.has(Role::dialog, "Conflict"));
  CHECK_FALSE(tells(app));
  app.press_button("Keep mine (overwrite)");
  CHECK(app.api().value("a") == "topsecret mine");
  app.act(OpenRequests{});
  for (std::size_t at = 0; at < app.model().request_log.size(); ++at) {
    app.act(ChooseRequest{at});
    CHECK_FALSE(tells(app));
  }
  app.act(CloseDialog{});
  app.act(HideValues{false});
  app.act(OpenNewKey{});
  app.act(EditValue{"topsecret new"});
  app.act(HideValues{});
  CHECK_FALSE(tells(app));
  app.press_button("Show values");
  CHECK(app.value("Value") == "topsecret new");
}

TEST_CASE("A new value is typed while values are hidden, and hidden with them once it is stored") {
  AppHarness app;
  app.api().put("a", "topsecret");
  app.start("#/kv/a");
  app.press_button("Hide values");
  app.press_button("New key");
  app.fill("Key", "b");
  app.click(Role::textbox, "Value");
  app.type("topsecret too");
  CHECK(app.value("Value") == "topsecret too");
  CHECK(app.shows("this one shows until it is saved"));
  app.press_button("Save");
  CHECK(app.api().value("b") == "topsecret too");
  CHECK_FALSE(tells(app));
}

TEST_CASE("A key hides values and shows them, from anywhere but text boxes") {
  AppHarness app;
  app.api().put("a", "topsecret");
  app.start("#/kv/a");
  app.click(Role::row, "a");
  app.press(ImGuiKey_H);
  CHECK_FALSE(tells(app));
  app.press(ImGuiKey_H);
  CHECK(tells(app));
}

}  // namespace keyglass::app::testing
