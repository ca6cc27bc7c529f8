// The dialog of the largest keys, by mouse and keyboard.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

TEST_CASE("The largest key is found from the dashboard and opened") {
  AppHarness app;
  app.api().put("small", "x");
  app.api().put("user:large", std::string(5'000, 'x'));
  app.start();
  app.press(ImGuiKey_D);
  app.press_button("Largest keys");
  REQUIRE(app.has(Role::dialog, "Largest keys"));
  CHECK(app.shows("2 keys, 5 KB"));
  app.click(Role::row, "user:large");
  CHECK_FALSE(app.has(Role::dialog, "Largest keys"));
  CHECK(app.value("Key") == "user:large");
}

TEST_CASE("A large folder is chosen and listed") {
  AppHarness app;
  for (const char* key : {"cfg", "user:1", "user:2"}) app.api().put(key, key);
  app.start();
  app.act(OpenLargest{});
  app.click(Role::tab, "Folders");
  app.click(Role::row, "user:");
  CHECK(app.model().list.filter == "user:");
}

}  // namespace keyglass::app::testing
