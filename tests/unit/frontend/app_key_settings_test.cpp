// Times to live in words, and changing time and type of one key.
#include <catch2/catch_test_macros.hpp>

#include "app/duration.hpp"
#include "session.hpp"

namespace keyglass::app::testing {

TEST_CASE("Times to live are read as people write them") {
  CHECK(parse_lifetime("90") == Lifetime{90});
  CHECK(parse_lifetime("90 s") == Lifetime{90});
  CHECK(parse_lifetime("15min") == Lifetime{900});
  CHECK(parse_lifetime(" 1 h 30 min ") == Lifetime{5400});
  CHECK(parse_lifetime("7 days") == Lifetime{604'800});
  CHECK(parse_lifetime("never") == Lifetime{});
  for (const char* text :
       {"", "soon", "5 parsecs", "-1 s", "0", "1.5 h", "99999999999999999999 d", "9999999 d"})
    CHECK_FALSE(parse_lifetime(text).has_value());
}

TEST_CASE("A time to live in words is read as the same time") {
  for (const double seconds : {1.0, 59.0, 3600.0, 5400.0, 90'061.0, 31'536'000.0})
    CHECK(parse_lifetime(lifetime_words({seconds})) == Lifetime{seconds});
  CHECK(lifetime_words({}) == "never");
}

TEST_CASE("The time left in a row stays until the moment that is foretold") {
  for (const std::int64_t left_ms :
       {1'500LL, 12'345LL, 59'999LL, 60'000LL, 3'600'000LL, 2'880'123LL, 172'800'000LL}) {
    const std::int64_t lasts_ms = time_left_lasts_ms(left_ms);
    INFO(left_ms << " lasts " << lasts_ms);
    CHECK(format_time_left(left_ms - lasts_ms + 1) == format_time_left(left_ms));
    CHECK(format_time_left(left_ms - lasts_ms) != format_time_left(left_ms));
  }
  CHECK(format_time_left(2'880'123) == "48 min");
  CHECK(time_left_lasts_ms(0) == 0);
}

TEST_CASE("A row that says how long its key lives asks for a frame only when its words change") {
  Session session;
  session.api.put("a", "x");
  session.api.expire_at("a", session.api.now_ms + 48 * 60'000 + 500);
  session.start();
  session.act(ShowRows{{0, 1}});
  REQUIRE(session.last_effect<ScheduleWakeup>());
  CHECK(session.last_effect<ScheduleWakeup>()->at_ms == session.api.now_ms + 501);
}

TEST_CASE("A key gets another time and type with the value it has") {
  Session session;
  session.api.put("a", "value");
  session.start("#/kv/a");
  session.act(AskKeySettings{});
  const auto* dialog = session.dialog<KeySettingsDialog>();
  REQUIRE(dialog);
  CHECK(dialog->expiry == "never");
  CHECK(dialog->content_type == "text/plain");
  session.act(EditExpiry{"1 h"});
  session.act(EditContentType{"text/csv"});
  session.act_and_settle(SaveKeySettings{});
  CHECK(session.dialog<NoDialog>());
  CHECK(session.api.value("a") == "value");
  CHECK(session.api.type("a") == "text/csv");
  CHECK(session.entry()->expires_at_ms == session.api.now_ms + 3'600'000);
  session.act(AskKeySettings{});
  CHECK(session.dialog<KeySettingsDialog>()->expiry == "1 h");
  session.act(EditExpiry{"never"});
  session.act_and_settle(SaveKeySettings{});
  CHECK_FALSE(session.entry()->expires_at_ms);
}

TEST_CASE("A time that is left alone stays to the millisecond") {
  Session session;
  session.api.put("a", "value");
  session.api.expire_at("a", session.api.now_ms + 5'400'123);
  session.start("#/kv/a");
  session.act(AskKeySettings{});
  session.act(EditContentType{"text/csv"});
  session.act_and_settle(SaveKeySettings{});
  CHECK(session.entry()->expires_at_ms == session.api.now_ms + 5'400'123);
}

TEST_CASE("What is no time or no type is said in its field and not sent") {
  Session session;
  session.api.put("a", "value");
  session.start("#/kv/a");
  session.act(AskKeySettings{});
  session.act(EditExpiry{"soon"});
  session.act(EditContentType{"text/\n"});
  session.act(SaveKeySettings{});
  CHECK(session.waiting.empty());
  CHECK_FALSE(session.dialog<KeySettingsDialog>()->expiry_fault.empty());
  CHECK_FALSE(session.dialog<KeySettingsDialog>()->type_fault.empty());
}

TEST_CASE("Unsaved text is kept, and saved with the new time") {
  Session session;
  session.api.put("a", "value");
  session.start("#/kv/a");
  session.act(EditValue{"edited"});
  session.act(AskKeySettings{});
  session.act(EditExpiry{"1 h"});
  session.act_and_settle(SaveKeySettings{});
  REQUIRE(open_draft(session.model));
  CHECK(session.api.value("a") == "value");
  session.act_and_settle(Save{});
  CHECK(session.api.value("a") == "edited");
  CHECK(session.entry()->expires_at_ms == session.api.now_ms + 3'600'000);
}

TEST_CASE("A key that changed meanwhile keeps its time, and the conflict is shown") {
  Session session;
  session.api.put("a", "value");
  session.start("#/kv/a");
  session.act(AskKeySettings{});
  session.act(EditExpiry{"1 h"});
  session.api.put("a", "newer");
  session.act_and_settle(SaveKeySettings{});
  CHECK(session.dialog<ConflictDialog>());
  CHECK(session.api.value("a") == "newer");
}

TEST_CASE("A value too large to be here gets its time by a plan") {
  Session session;
  session.api.put("a", std::string(3 * 1024 * 1024, 'x'));
  session.start("#/kv/a");
  session.act(AskKeySettings{});
  const auto* dialog = session.dialog<BulkDialog>();
  REQUIRE(dialog);
  CHECK(dialog->request.keys == std::vector<std::string>{"a"});
}

}  // namespace keyglass::app::testing
