// Sorting the flat list by hand, and what stays where it is while others change keys.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "app_harness.hpp"
#include "keyglass/watch_codecs.hpp"

namespace keyglass::app::testing {
namespace {

using ui::Role;

constexpr std::string_view by_size = "Sort by size, largest first";

// Each larger and newer than the one before.
void put_sizes(AppHarness& app, int count) {
  for (int number = 0; number < count; ++number, ++app.api().now_ms)
    app.api().put("key:" + std::to_string(1'000 + number),
                  std::string(static_cast<std::size_t>(number) + 1, 'x'));
}

// The keys in sight, from top to bottom.
std::vector<std::string> rows_of(AppHarness& app) {
  std::vector<std::string> rows;
  for (const ui::Node& node : app.hands().context().semantics.nodes()) {
    if (node.role == Role::row && node.name.starts_with("key:")) rows.push_back(node.name);
  }
  return rows;
}

void put_elsewhere(AppHarness& app, std::string_view key, std::string_view value) {
  app.pass(10);
  app.api().put(key, value);
  WatchEvent event;
  event.op = "put";
  event.metadata = *app.api().metadata(key);
  StreamEvent told{"put", encode_watch_event(event), std::to_string(event.metadata.revision)};
  app.act(StreamArrived{.id = app.model().live.stream_id, .events = {told}, .last_id = told.id});
}

bool is_disabled(const AppHarness& app, std::string_view button) {
  return (app.get(Role::button, button).state & ui::state_disabled) != 0;
}

}  // namespace

TEST_CASE("A press on a title sorts, a second one turns it round, and the button says the order") {
  AppHarness app;
  put_sizes(app, 4);
  app.start();
  CHECK(app.has(Role::button, "Sorted by key, ascending"));
  app.press_button(by_size);
  CHECK(rows_of(app) == std::vector<std::string>{"key:1003", "key:1002", "key:1001", "key:1000"});
  CHECK(app.status() == "Sorted by size, largest first");
  app.press_button("Sorted by size, largest first");
  CHECK(rows_of(app).front() == "key:1000");
  CHECK(app.has(Role::button, "Sorted by size, smallest first"));
  app.press_button("Sort by key, ascending");
  app.press_button("Sorted by key, ascending");
  CHECK(rows_of(app).front() == "key:1003");
}

TEST_CASE("By keyboard the title stays the one that has it, and the palette sorts too") {
  AppHarness app;
  put_sizes(app, 4);
  app.start();
  app.press(ImGuiKey_Slash);
  while (app.focused() != by_size) app.tab();
  app.press(ImGuiKey_Enter);
  CHECK(app.focused() == "Sorted by size, largest first");
  app.press(ImGuiKey_Enter);
  CHECK(app.focused() == "Sorted by size, smallest first");
  app.press(ImGuiKey_K, ImGuiMod_Ctrl);
  app.type("sort by key");
  app.press(ImGuiKey_Enter);
  CHECK(app.has(Role::button, "Sorted by key, ascending"));
}

TEST_CASE("Where not all keys can be loaded the titles are off and say why; in folders there are none") {
  AppHarness app;
  put_sizes(app, static_cast<int>(sorted_rows_max) + 1);
  app.start();
  CHECK(is_disabled(app, by_size));
  CHECK(app.get(Role::button, by_size).description ==
        "Sorting needs all keys loaded, at most 2,000: narrow the filter");
  app.fill("Filter", "key:10");
  CHECK_FALSE(is_disabled(app, by_size));
  app.press_button(by_size);
  CHECK(rows_of(app).front() == "key:1099");
  app.press_button("Folders");
  CHECK_FALSE(app.has(Role::group, "Order of the list"));
}

TEST_CASE("Sorted by last change a row says when that was") {
  AppHarness app;
  app.api().put("key:old", "x");
  app.api().now_ms += 120'000;
  app.api().put("key:young", "x");
  app.start();
  app.press_button("Sort by last change, newest first");
  CHECK(rows_of(app) == std::vector<std::string>{"key:young", "key:old"});
  CHECK(app.shows("2 min ago"));
}

TEST_CASE("Rows stay where one looks at them while others move past; at the top what moved there is seen") {
  AppHarness app;
  app.api().offers_changes = true;
  put_sizes(app, 300);
  app.start();
  app.act(StreamOpened{app.model().live.stream_id});
  app.click(Role::row, "key:1000");
  app.press_button("Sort by last change, newest first");
  REQUIRE(rows_of(app).front() == "key:1299");
  put_elsewhere(app, "key:1000", "again");
  CHECK(rows_of(app).front() == "key:1000");
  CHECK(rows_of(app)[1] == "key:1299");
  app.wheel("Keys", -30);
  const auto seen = rows_of(app);
  REQUIRE(seen.front() < "key:1290");
  for (const char* key : {"key:1001", "key:1002"}) put_elsewhere(app, key, "again");
  CHECK(rows_of(app) == seen);
  // One that is in sight leaves; those around it close the gap, and the one under the pointer stays.
  put_elsewhere(app, seen[0], "again");
  CHECK(std::equal(seen.begin() + 1, seen.end(), rows_of(app).begin() + 1));
  // The key that is open moves to the top: who looks elsewhere is not taken along.
  put_elsewhere(app, "key:1000", "and again");
  CHECK(std::equal(seen.begin() + 1, seen.end(), rows_of(app).begin() + 1));
}

TEST_CASE("Another order begins at its top") {
  AppHarness app;
  put_sizes(app, 300);
  app.start();
  app.click(Role::row, "key:1000");
  app.press_button(by_size);
  app.wheel("Keys", -30);
  app.press_button("Sorted by size, largest first");
  CHECK(rows_of(app).front() == "key:1000");
  app.press_button("Sort by key, ascending");
  app.press_button("Sorted by key, ascending");
  CHECK(rows_of(app).front() == "key:1299");
}

}  // namespace keyglass::app::testing
