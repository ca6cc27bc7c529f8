// Live changes and the dashboard as a person meets them: rows that flash, the feed, pausing, charts and their
// table.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"
#include "keyglass/watch_codecs.hpp"

namespace keyglass::app::testing {
namespace {

using ui::Role;

StreamEvent stored(const FakeApi& api, std::string_view key) {
  WatchEvent event;
  event.op = "put";
  event.metadata = *api.metadata(key);
  return {"put", encode_watch_event(event), std::to_string(event.metadata.revision)};
}

void go_live(AppHarness& app) {
  app.act(StreamOpened{app.model().live.stream_id});
}

void put_elsewhere(AppHarness& app, std::string_view key, std::string_view value) {
  app.api().put(key, value);
  StreamEvent event = stored(app.api(), key);
  app.act(StreamArrived{.id = app.model().live.stream_id, .events = {event}, .last_id = event.id});
}

constexpr const char* figures =
    "keyglass_http_requests_total{route=\"/kv\"} 10\nkeyglass_store_keys 1204\nprocess_resident_memory_bytes "
    "3e7\n";

}  // namespace

TEST_CASE("A change by somebody else shows in the list, in the feed and in the open value") {
  AppHarness app;
  app.api().offers_changes = true;
  app.api().put("a", "1");
  app.start("#/kv/a");
  go_live(app);
  CHECK(app.shows("Changes to any key appear here"));
  put_elsewhere(app, "a", "seen by nobody yet");
  app.pass(500);
  CHECK(app.value("Value") == "seen by nobody yet");
  CHECK(app.has(Role::row, "Stored a"));
  CHECK(app.get(Role::status, "Live changes").value == "Live. 1 change arrived.");
}

TEST_CASE("A row flashes for 120 ms and then rests, and not at all where motion is unwelcome") {
  for (const bool reduced : {false, true}) {
    AppHarness app;
    app.api().offers_changes = true;
    app.api().put("a", "1");
    app.start();
    go_live(app);
    app.hands().context().reduced_motion = reduced;
    app.api().put("a", "2");
    StreamEvent event = stored(app.api(), "a");
    app.session.act(StreamArrived{.id = app.model().live.stream_id, .events = {event}, .last_id = event.id});
    int frames = 0;
    do {
      app.hands().frame();
      ++frames;
    } while (app.hands().context().wants_frame && frames < 100);
    INFO(frames << " frames of 16 ms");
    if (reduced) {
      CHECK(frames <= 3);
    } else {
      CHECK(frames >= 7);
      CHECK(frames <= 12);
    }
  }
}

TEST_CASE("A press in the feed opens its key, also by keyboard, while rows move on") {
  AppHarness app;
  app.api().offers_changes = true;
  app.api().put("a", "1");
  app.start();
  go_live(app);
  put_elsewhere(app, "a", "2");
  put_elsewhere(app, "b", "1");
  app.click(Role::row, "Stored a");
  CHECK(open_key(app.model())->key == "a");
  put_elsewhere(app, "c", "1");
  app.press(ImGuiKey_UpArrow);
  app.press(ImGuiKey_Enter);
  CHECK(open_key(app.model())->key == "b");
}

TEST_CASE("Live changes are paused and resumed by a button that says what it does") {
  AppHarness app;
  app.api().offers_changes = true;
  app.api().put("a", "1");
  app.start();
  go_live(app);
  app.press_button("Pause live changes");
  CHECK(app.get(Role::status, "Live changes").value == "Paused.");
  CHECK(app.status() == "Live changes paused.");
  app.press_button("Resume live changes");
  CHECK(app.model().live.state == LiveState::connecting);
}

TEST_CASE("Where changes are not told the reason stands where they would") {
  AppHarness app;
  app.api().offers_changes = true;
  app.api().put("a", "1");
  app.start();
  HttpReply reply;
  reply.id = app.model().live.stream_id;
  reply.status = 501;
  reply.body = R"({"code":"unsupported","detail":"redis tells of no changes"})";
  app.act(StreamEnded{reply});
  CHECK(app.shows("Redis tells of no changes."));
  CHECK(app.get(Role::status, "Live changes").value == "Not live.");
}

TEST_CASE("The dashboard says every figure in words, and what is not reported") {
  for (const float width : {1440.0F, 800.0F, 420.0F, 300.0F}) {
    for (const ui::Scheme scheme : {ui::Scheme::dark, ui::Scheme::light, ui::Scheme::contrast_dark}) {
      AppHarness app({.width = width, .height = 2000, .scheme = scheme});
      app.api().metrics = figures;
      app.api().put("a", "1");
      app.start("#/dashboard");
      app.pass(poll_every_ms);
      INFO(app.tree());
      CHECK(app.has(Role::main, "Dashboard"));
      CHECK(app.has(Role::group, "Requests"));
      CHECK(app.shows("group \"Keys\" text \"Keys\" text \"1,204\" text \"1,204 to 1,204\""));
      CHECK(app.shows("group \"Watchers\" text \"Watchers\" text \"Not reported\""));
      CHECK(app.shows("30 MB"));
    }
  }
}

TEST_CASE("The figures are there as a table too, and leaving gives the panes back") {
  AppHarness app;
  app.api().metrics = figures;
  app.api().put("a", "1");
  app.start();
  app.press(ImGuiKey_D);
  CHECK(app.has(Role::main, "Dashboard"));
  app.click(Role::tab, "Table");
  CHECK(app.get(Role::grid, "Figures").row_count == 2);
  CHECK(app.has(Role::row, "Time (UTC)"));
  CHECK(app.shows("gridcell \"1,204\""));
  app.press_button("Close dashboard");
  CHECK(app.has(Role::grid, "Keys"));
  app.press_button("Dashboard");
  CHECK(app.has(Role::grid, "Figures"));
}

TEST_CASE("Figures that are refused are said with the reason") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/dashboard");
  CHECK(app.shows("Could not read the server's figures."));
}

}  // namespace keyglass::app::testing
