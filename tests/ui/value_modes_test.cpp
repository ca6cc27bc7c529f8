// Text, JSON and bytes of one value; long texts in parts; large values in a window.
#include <catch2/catch_test_macros.hpp>

#include "app/text_parts.hpp"
#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;

TEST_CASE("JSON is shown over lines, and formatted as a change to be saved") {
  AppHarness app;
  app.api().put("a", "{\"n\":1}", "application/json");
  app.start("#/kv/a");
  CHECK(app.value("Value") == "{\"n\":1}");
  app.click(Role::tab, "JSON");
  CHECK(app.value("Value") == "{\n  \"n\": 1\n}");
  CHECK_FALSE(app.shows("Unsaved changes"));
  app.click(Role::tab, "Text");
  app.press_button("Format");
  CHECK(app.value("Value") == "{\n  \"n\": 1\n}");
  CHECK(app.shows("Unsaved changes"));
  app.press_button("Save");
  CHECK(app.api().value("a") == "{\n  \"n\": 1\n}");
  CHECK(app.api().type("a") == "application/json");
}

TEST_CASE("Any text can be seen as bytes") {
  AppHarness app;
  app.api().put("a", "A\r\n");
  app.start("#/kv/a");
  app.click(Role::tab, "Hex");
  CHECK(app.value("Value") == "41 0d 0a");
}

TEST_CASE("Text that a text box would change is read as text, with the reason why it is not edited") {
  AppHarness app;
  app.api().put("lines", "one\r\ntwo\nthree");
  app.api().put("nul", std::string("one\0two", 7));
  app.start("#/kv/lines");
  CHECK(app.value("Value").find("two\nthree") != std::string::npos);
  CHECK((app.get(Role::textbox, "Value").state & ui::state_read_only) != 0);
  CHECK(app.shows("Looks like text with mixed line ends: read only"));
  CHECK(app.shows("a text box would make them alike. To change it, edit it as hex, or download it"));
  app.press_button("Copy value");
  CHECK(app.session.last_effect<CopyText>()->text == "one\r\ntwo\nthree");
  app.click(Role::row, "nul");
  CHECK(app.value("Value").find("two") != std::string::npos);
  CHECK(app.shows("Looks like text with NUL bytes: read only"));
  CHECK(app.shows("A text box would cut it at the first NUL byte."));
  CHECK_FALSE(app.has(Role::button, "Copy value"));
  app.click(Role::tab, "Hex");
  CHECK(app.value("Value").starts_with("6f 6e 65 00 "));
}

TEST_CASE("A large value is scrolled through by keyboard and wheel, and only what is in sight is said") {
  AppHarness app;
  std::string value;
  for (int line = 1; value.size() < 1'200'000; ++line) value += "line " + std::to_string(line) + "\n";
  app.api().put("a", value);
  app.start("#/kv/a");
  CHECK(app.value("Value").starts_with("line 1\nline 2\n"));
  CHECK(app.value("Value").size() < 10'000);
  app.click(Role::textbox, "Value");
  app.press(ImGuiKey_PageDown);
  CHECK(app.value("Value").find("line 1\n") == std::string::npos);
  app.press(ImGuiKey_Home);
  CHECK(app.value("Value").starts_with("line 1\n"));
  app.press(ImGuiKey_End);
  CHECK_FALSE(app.value("Value").starts_with("line 1\n"));
  app.press_button("Download");
  CHECK(app.session.last_effect<Download>()->target == "/kv/a?raw=true");
}

TEST_CASE("A long text is edited part by part and saved as a whole") {
  AppHarness app;
  std::string value(3 * whole_text_bytes_max, 'x');
  app.api().put("a", value);
  app.start("#/kv/a");
  CHECK(app.shows("Part 1 of 6"));
  CHECK(app.value("Value").size() == part_bytes);
  app.press_button("Next part");
  CHECK(app.shows("Part 2 of 6"));
  app.fill("Value", "changed");
  CHECK(app.value("Value") == "changed");
  app.press_button("Next part");
  app.press_button("Previous part");
  CHECK(app.value("Value") == "changed");
  app.press_button("Save");
  value.replace(part_bytes, part_bytes, "changed");
  CHECK(app.api().value("a") == value);
}

TEST_CASE("Long lines are wrapped to be read, are told as one, and are edited again once they are not") {
  AppHarness app;
  std::string value;
  for (int word = 0; word < 200; ++word) value += "word" + std::to_string(word) + " ";
  value += "the end";
  app.api().put("a", value);
  app.start("#/kv/a");
  CHECK((app.get(Role::textbox, "Value").state & ui::state_read_only) == 0);
  app.press_button("Wrap lines");
  CHECK((app.get(Role::textbox, "Value").state & ui::state_read_only) != 0);
  CHECK(app.shows("Wrapped: read only"));
  CHECK(app.value("Value") == value);
  app.resize(500, 700);
  CHECK(app.value("Value").size() > 100);
  CHECK(value.starts_with(app.value("Value")));
  app.press_button("Wrap lines");
  CHECK((app.get(Role::textbox, "Value").state & ui::state_read_only) == 0);
}

TEST_CASE("What is at the top stays there when lines are wrapped") {
  AppHarness app;
  std::string value = "[";
  for (int number = 1000; number < 3000; ++number)
    value += "\"" + std::to_string(number) + std::string(300, 'x') + "\",";
  app.api().put("a", value + "0]", "application/json");
  app.start("#/kv/a");
  app.click(Role::tab, "JSON");
  app.click(Role::textbox, "Value");
  for (int page = 0; page < 10; ++page) app.press(ImGuiKey_PageDown);
  const std::string first = app.value("Value").substr(0, 8);
  app.press_button("Wrap lines");
  CHECK(app.value("Value").substr(0, 8) == first);
  app.press_button("Wrap lines");
  CHECK(app.value("Value").substr(0, 8) == first);
}

}  // namespace keyglass::app::testing
