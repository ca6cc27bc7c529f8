// Bytes edited as hex: by keyboard, in parts, while they are no bytes, hidden, and where nothing may be
// written.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"

namespace keyglass::app::testing {

using ui::Role;
using namespace std::string_view_literals;

namespace {

constexpr std::string_view binary = "\xff\xfe\x00\x01"sv;

bool has_state(const AppHarness& app, ui::State state) {
  return (app.get(Role::textbox, "Value").state & state) != 0;
}

void open_bytes(AppHarness& app, std::string_view value) {
  app.api().put("a", value, "application/octet-stream");
  app.start("#/kv/a");
}

}  // namespace

TEST_CASE("A byte is changed by keyboard and saved, and nothing else changes") {
  AppHarness app;
  open_bytes(app, binary);
  CHECK(app.value("Value") == "ff fe 00 01");
  CHECK_FALSE(has_state(app, ui::state_read_only));
  CHECK(app.get(Role::textbox, "Value").description == "Pairs of hex digits");
  app.click(Role::textbox, "Value");
  app.press(ImGuiKey_End, ImGuiMod_Ctrl);
  app.press(ImGuiKey_Backspace);
  CHECK(app.shows("Line 1, column 10: a digit is missing"));
  CHECK_FALSE(has_state(app, ui::state_invalid));
  app.type("F");
  CHECK_FALSE(app.shows("a digit is missing"));
  CHECK(app.value("Value") == "ff fe 00 0F");
  app.type(" 1011");
  CHECK(app.shows("6 B"));
  app.press_button("Save");
  CHECK(app.api().value("a") == "\xff\xfe\x00\x0f\x10\x11"sv);
  CHECK(app.api().type("a") == "application/octet-stream");
  CHECK_FALSE(app.shows("Unsaved changes"));
}

TEST_CASE("Digits stay as they are typed and are put in order when the keyboard leaves them") {
  AppHarness app;
  open_bytes(app, binary);
  app.fill("Value", "FF  FE\n\n0001");
  CHECK(app.value("Value") == "FF  FE\n\n0001");
  CHECK_FALSE(app.shows("Unsaved changes"));
  app.tab();
  CHECK(app.value("Value") == "ff fe 00 01");
}

TEST_CASE("What is no hex marks the box, is not saved, and is there again after looking at another key") {
  AppHarness app;
  app.api().put("b", "text");
  open_bytes(app, binary);
  app.fill("Value", "ff fe 0x");
  CHECK(app.shows("Line 1, column 8: \u201cx\u201d is no hex digit"));
  CHECK(has_state(app, ui::state_invalid));
  app.press_button("Save");
  CHECK(app.status() == "Not saved. Line 1, column 8: \u201cx\u201d is no hex digit");
  CHECK(app.focused() == "Value");
  CHECK(app.api().value("a") == binary);
  app.click(Role::row, "b");
  CHECK(app.value("Value") == "74 65 78 74");
  app.click(Role::row, "a");
  CHECK(app.value("Value") == "ff fe 0x");
  app.act(DiscardDraft{});
  CHECK(app.value("Value") == "ff fe 00 01");
}

TEST_CASE("A draft goes from text to hex and back, and is not offered as text while it is none") {
  AppHarness app;
  app.api().put("a", "Hi");
  app.start("#/kv/a");
  app.fill("Value", "Hi!");
  app.click(Role::tab, "Hex");
  CHECK(app.value("Value") == "48 69 21");
  app.fill("Value", "48 69 ff");
  CHECK_FALSE(app.has(Role::tab, "Text"));
  CHECK(app.shows("Not plain text"));
  app.fill("Value", "48 6f");
  app.click(Role::tab, "Text");
  CHECK(app.value("Value") == "Ho");
  app.press_button("Save");
  CHECK(app.api().value("a") == "Ho");
}

TEST_CASE("Bytes that become a text stay hex while they are edited") {
  AppHarness app;
  open_bytes(app, binary);
  app.fill("Value", "41 42");
  CHECK(app.value("Value") == "41 42");
  CHECK(app.has(Role::tab, "Text"));
}

TEST_CASE("Unfinished hex keeps its draft from being edited in another form") {
  AppHarness app;
  app.api().put("a", "{\"a\":1}", "application/json");
  app.start("#/kv/a");
  app.click(Role::tab, "Hex");
  app.fill("Value", "7b 7");
  app.click(Role::tab, "Text");
  CHECK(app.value("Value") == "{\"a\":1}");
  CHECK(has_state(app, ui::state_read_only));
  CHECK(app.shows("Finish it in Hex"));
  CHECK_FALSE(app.has(Role::button, "Format"));
  app.click(Role::tab, "Hex");
  CHECK(app.value("Value") == "7b 7");
  app.fill("Value", "7b 7d");
  app.click(Role::tab, "Text");
  CHECK(app.value("Value") == "{}");
  CHECK_FALSE(has_state(app, ui::state_read_only));
}

TEST_CASE("A long value is edited part by part, and unfinished hex holds its part") {
  AppHarness app;
  std::string value(2 * hex_part_bytes + 2, '\x80');
  open_bytes(app, value);
  CHECK(app.shows("Part 1 of 3"));
  app.press_button("Next part");
  app.press_button("Next part");
  CHECK(app.value("Value") == "80 80");
  app.fill("Value", "01 02 0");
  CHECK((app.get(Role::button, "Previous part").state & ui::state_disabled) != 0);
  app.fill("Value", "01 02 03");
  app.press_button("Previous part");
  CHECK(app.shows("Part 2 of 3"));
  app.fill("Value", "aa");
  app.press_button("Save");
  value.replace(2 * hex_part_bytes, 2, "\x01\x02\x03");
  value.replace(hex_part_bytes, hex_part_bytes, "\xaa");
  CHECK(app.api().value("a") == value);
  app.press_button("Previous part");
  CHECK(app.value("Value").size() == 3 * hex_part_bytes - 1);
}

TEST_CASE("All bytes of a mebibyte that only one was changed of are saved as they were") {
  AppHarness app;
  std::string value;
  for (std::size_t at = 0; at < editable_bytes_max; ++at) value += static_cast<char>(at * 7 % 251);
  open_bytes(app, value);
  std::string text = app.value("Value");
  REQUIRE(text.starts_with("00 07"));
  app.fill("Value", "ff" + text.substr(2));
  app.press_button("Save");
  value[0] = '\xff';
  CHECK((app.api().value("a") == value));
}

TEST_CASE("Lines hold sixteen bytes where there is room, and eight on a phone") {
  AppHarness app({.width = 1800});
  open_bytes(app, std::string(17, '\xff'));
  CHECK(app.value("Value").find('\n') == 3 * 16);
  app.resize(420, 700);
  CHECK(app.value("Value").find('\n') == 3 * 8 - 1);
}

TEST_CASE("Changes of others are followed while nothing was typed, and told while something was") {
  AppHarness app;
  open_bytes(app, binary);
  app.api().put("a", "\xff\x02"sv);
  app.press_button("Refresh");
  CHECK(app.value("Value") == "ff 02");
  app.fill("Value", "ff 03");
  app.api().put("a", "\xff\x04\x05"sv);
  app.press_button("Save");
  REQUIRE(app.has(Role::dialog, "Conflict"));
  CHECK(app.value("Mine").find("ff 03") != std::string::npos);
  CHECK(app.value("Theirs").find("ff 04 05") != std::string::npos);
  app.click(Role::tab, "My changes");
  CHECK(app.value("My changes").find("+00000000  ff 03") != std::string::npos);
  app.press_button("Take theirs");
  CHECK(app.value("Value") == "ff 04 05");
}

TEST_CASE("Hidden bytes are told as hex neither before nor while they are edited") {
  AppHarness app;
  open_bytes(app,
             "\xff"
             "topsecret");
  app.fill("Value", "ff 74 6f 70 73 65 63 72 65 74 00");
  app.press_button("Hide values");
  CHECK_FALSE(app.has(Role::textbox, "Value"));
  CHECK(app.full_tree().find("74 6f 70") == std::string::npos);
  app.press_button("Save");
  CHECK(app.api().value("a") ==
        "\xff"
        "topsecret\0"sv);
}

TEST_CASE("Where a token may only read, bytes are only looked at") {
  AppHarness app;
  app.api().scope = "read";
  open_bytes(app, binary);
  CHECK(has_state(app, ui::state_read_only));
  CHECK(app.value("Value").find("ff fe 00 01") != std::string::npos);
  CHECK(app.shows("read only"));
}

TEST_CASE("An empty value is edited as hex") {
  AppHarness app;
  open_bytes(app, "");
  app.click(Role::tab, "Hex");
  CHECK(app.value("Value").empty());
  app.click(Role::textbox, "Value");
  app.type("00");
  app.press_button("Save");
  CHECK(app.api().value("a") == std::string(1, '\0'));
}

}  // namespace keyglass::app::testing
