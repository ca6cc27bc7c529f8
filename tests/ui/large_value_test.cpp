// A large value on the screen: only what is in sight is read, and what is in sight stays where it is.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

namespace {

std::string lines(std::size_t count) {
  std::string text;
  for (std::size_t number = 0; number < count; ++number)
    text += "line " + std::to_string(1'000'000 + number) + "\n";
  return text;
}

}  // namespace

TEST_CASE("The end of a large text is shown after End, and its beginning after Home") {
  AppHarness app;
  app.api().put("big", lines(300'000));
  app.start("#/kv/big");
  CHECK(app.value("Value").starts_with("line 1000000\nline 1000001\n"));
  app.click(Role::textbox, "Value");
  app.press(ImGuiKey_End);
  CHECK(app.value("Value").ends_with("line 1299999"));
  app.press(ImGuiKey_Home);
  CHECK(app.value("Value").starts_with("line 1000000\n"));
}

TEST_CASE("All of a large text comes by, in order, page by page") {
  AppHarness app;
  std::string rest = lines(120'000);
  app.api().put("big", rest);
  std::erase(rest, '\n');
  app.start("#/kv/big");
  app.click(Role::textbox, "Value");
  std::size_t read = 0;  // of `rest`, which no page may go beyond without having shown it
  while (read < rest.size()) {
    std::string seen = app.value("Value");
    std::erase(seen, '\n');
    const std::size_t at = rest.find(seen, read - std::min(read, seen.size()));
    REQUIRE(at <= read);
    REQUIRE(at + seen.size() > read);
    read = at + seen.size();
    app.press(ImGuiKey_PageDown);
  }
}

TEST_CASE("The bytes of a large value are told by their place in it") {
  AppHarness app;
  app.api().put("big", std::string(3 * 1024 * 1024, 'x') + "end");
  app.start("#/kv/big");
  app.click(Role::tab, "Hex");
  app.click(Role::textbox, "Value");
  app.press(ImGuiKey_End);
  CHECK(app.value("Value").find("00300000  65 6e 64") != std::string::npos);
}

}  // namespace keyglass::app::testing
