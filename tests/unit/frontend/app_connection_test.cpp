// Going offline, coming back, time passing, toasts, the log of requests, the browser's address.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

bool is_offline(const Session& session) {
  return std::holds_alternative<Offline>(session.model.connection);
}

}  // namespace

TEST_CASE("An API that is down at the start is said, probed with growing pauses, and recovered from") {
  Session session;
  session.api.put("a", "1");
  session.api.is_down = true;
  session.start();
  REQUIRE(is_offline(session));
  CHECK(list_trouble(session.model.list)->what == "Can't reach the API at http://localhost:8000");
  std::int64_t pause_before_ms = 0;
  for (int attempt = 0; attempt < 4; ++attempt) {
    const std::int64_t at_ms = session.last_effect<ScheduleWakeup>()->at_ms;
    const std::int64_t pause_ms = at_ms - session.model.now_ms;
    CHECK(pause_ms > pause_before_ms);
    pause_before_ms = pause_ms;
    session.pass(pause_ms);
    session.settle();
    CHECK(is_offline(session));
  }
  session.api.is_down = false;
  session.pass(60'000);
  session.settle();
  CHECK_FALSE(is_offline(session));
  CHECK(row_count(session.model.list) == 1);
  CHECK(session.model.announcement == "Connected again.");
}

TEST_CASE("A timer that fires a moment early is set again") {
  Session session;
  session.api.is_down = true;
  session.start();
  const std::int64_t at_ms = session.last_effect<ScheduleWakeup>()->at_ms;
  session.effects.clear();
  session.pass(at_ms - session.model.now_ms - 1);
  CHECK(session.waiting.empty());
  REQUIRE(session.last_effect<ScheduleWakeup>());
  CHECK(session.last_effect<ScheduleWakeup>()->at_ms == at_ms);
  session.pass(1);
  CHECK(session.waiting.size() == 1);
}

TEST_CASE("A save that cannot reach the API keeps the draft, which can be saved once it is back") {
  Session session;
  session.api.put("a", "1");
  session.start("#/kv/a");
  session.act(EditValue{"2"});
  session.api.is_down = true;
  session.act_and_settle(Save{});
  REQUIRE(trouble_of(session.model.editor.save));
  CHECK(trouble_of(session.model.editor.save)->what == "Can't reach the API at http://localhost:8000");
  CHECK(open_draft(session.model)->value == "2");
  session.api.is_down = false;
  session.pass(60'000);
  session.settle();
  CHECK(trouble_of(session.model.editor.save) == nullptr);
  CHECK(session.model.announcement == "Connected again. Your changes are not saved yet.");
  session.act_and_settle(Save{});
  CHECK(session.api.value("a") == "2");
}

TEST_CASE("A store that does not answer counts as offline, another refusal does not") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.act(Refresh{});
  session.answer_next(503, R"({"status":503,"code":"unavailable","detail":"redis does not answer"})");
  REQUIRE(is_offline(session));
  CHECK(std::get<Offline>(session.model.connection).trouble.why == "Redis does not answer.");
  session.act_and_settle(Retry{});
  CHECK_FALSE(is_offline(session));
  session.act(Refresh{});
  session.answer_next(500, "");
  CHECK_FALSE(is_offline(session));
}

TEST_CASE("A reply that was aborted changes nothing about the connection") {
  Session session;
  session.start();
  session.act(Refresh{});
  HttpReply aborted;
  aborted.id = session.waiting.front().id;
  aborted.failure = HttpFailure::aborted;
  session.act(RequestFinished{aborted});
  CHECK_FALSE(is_offline(session));
}

TEST_CASE("Toasts leave by themselves, and no more wakeups are asked for then") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.act(AskDelete{"a"});
  session.act_and_settle(DeleteConfirmed{});
  REQUIRE(session.model.toasts.size() == 1);
  const std::int64_t at_ms = session.last_effect<ScheduleWakeup>()->at_ms;
  CHECK(at_ms == session.model.toasts[0].expires_at_ms);
  session.pass(at_ms - session.model.now_ms);
  CHECK(session.model.toasts.empty());
  session.effects.clear();
  session.pass(1);
  CHECK(session.last_effect<ScheduleWakeup>() == nullptr);
}

TEST_CASE("Never more toasts than fit, and one can be dismissed") {
  Session session;
  session.api.put("a", "1");
  session.start("#/kv/a");
  session.act(CopyValue{});
  session.act(CopyKey{});
  REQUIRE(session.model.toasts.size() == 2);
  session.act(CopyKey{});
  CHECK(session.model.toasts.size() == 2);
  session.act(DismissToast{session.model.toasts[0].id});
  CHECK(session.model.toasts.size() == 1);
}

TEST_CASE("The last requests are kept, the newest first, and no more than a bound") {
  Session session;
  session.start();
  CHECK(session.model.request_log.front().target == "/keys?limit=200");
  CHECK(session.model.request_log.front().status == 200);
  for (std::size_t count = 0; count < request_log_max + 10; ++count) session.act_and_settle(Refresh{});
  CHECK(session.model.request_log.size() == request_log_max);
}

TEST_CASE("Back and forward of the browser open, close and offer a new key without new history") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.effects.clear();
  session.act(LocationChanged{"#/kv/a"});
  session.settle();
  CHECK(open_key(session.model)->key == "a");
  session.act(LocationChanged{"#/new"});
  CHECK(is_new_key_open(session.model));
  session.act(LocationChanged{"#/"});
  CHECK(std::holds_alternative<NothingOpen>(session.model.editor.open));
  session.act(LocationChanged{"#/kv/%zz"});
  CHECK(session.model.toasts.back().kind == ToastKind::error);
  CHECK(session.last_effect<SetLocationHash>() == nullptr);
}

TEST_CASE("The theme is taken from the preference and kept there") {
  Session session;
  session.act(Start{"", "", "", "dark", 1});
  CHECK(session.model.theme == ThemeChoice::dark);
  session.act(SetTheme{ThemeChoice::light});
  CHECK(*session.last_effect<SavePreference>() == SavePreference{"theme", "light"});
}

}  // namespace keyglass::app::testing
