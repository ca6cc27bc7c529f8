// The time line of a key, comparisons, and the conflict told three ways, by hand.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

TEST_CASE("A version is looked at, compared with another and restored") {
  AppHarness app;
  app.api().put("a", "one\nsame");
  app.api().put("a", "two\nsame");
  app.api().put("a", "three\nsame");
  app.start("#/kv/a");
  CHECK(app.has(Role::heading, "History"));
  app.press_button("Revision 1");
  CHECK(app.has(Role::heading, "From revision 1 to now"));
  CHECK(app.value("Difference") == "-one\n+three\n same");
  CHECK(app.shows("1 line added, 1 removed"));
  app.press_button("Compare with revision 2");
  CHECK(app.value("Difference") == "-one\n+two\n same");
  app.press_button("Restore 1");
  CHECK(app.api().value("a") == "one\nsame");
  CHECK(app.value("Value") == "one\nsame");
  CHECK(app.status() == "Restored revision 1 of a");
}

TEST_CASE("A comparison is left the way it came") {
  AppHarness app;
  app.api().put("a", "one");
  app.api().put("a", "two");
  app.start("#/kv/a");
  app.press_button("Revision 1");
  CHECK_FALSE(app.has(Role::textbox, "Value"));
  app.press_button("Back to the value");
  CHECK(app.value("Value") == "two");
  CHECK(app.focused() == "Value");
}

TEST_CASE("Versions that are not text are compared by rows of bytes, and can be restored all the same") {
  AppHarness app;
  app.api().put("a", std::string("\xff\x00", 2));
  app.api().put("a", "text");
  app.start("#/kv/a");
  app.press_button("Revision 1");
  CHECK(app.value("Difference").find("-00000000  ff 00") != std::string::npos);
  CHECK(app.value("Difference").find("+00000000  74 65 78 74") != std::string::npos);
  app.press_button("Restore 1");
  CHECK(app.api().value("a") == std::string("\xff\x00", 2));
}

TEST_CASE("Where no history is kept there is no time line") {
  AppHarness app;
  app.api().has_history = false;
  app.api().put("a", "one");
  app.start("#/kv/a");
  CHECK_FALSE(app.has(Role::heading, "History"));
}

TEST_CASE("A conflict shows what they changed and what I changed") {
  AppHarness app;
  app.api().put("a", "1\n2\n3");
  app.start("#/kv/a");
  app.fill("Value", "1\n2\nmine");
  app.api().put("a", "theirs\n2\n3");
  app.press_button("Save");
  REQUIRE(app.has(Role::dialog, "Conflict"));
  app.click(Role::tab, "Their changes");
  CHECK(app.value("Their changes") == "-1\n+theirs\n 2\n 3");
  app.click(Role::tab, "My changes");
  CHECK(app.value("My changes") == " 1\n 2\n-3\n+mine");
}

}  // namespace keyglass::app::testing
