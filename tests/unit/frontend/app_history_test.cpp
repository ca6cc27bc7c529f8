// Versions of a key: listed, compared, restored conditionally; and the conflict told three ways.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/api.hpp"
#include "session.hpp"

namespace keyglass::app::testing {
namespace {

const KeyOpen& opened(const Session& session) {
  return *open_key(session.model);
}

const Versions& versions(const Session& session) {
  return std::get<Versions>(opened(session).history);
}

}  // namespace

TEST_CASE("The versions of the open key are listed, newest first, page by page") {
  Session session;
  for (std::size_t number = 0; number < api::history_page_versions + 5; ++number)
    session.api.put("a", std::to_string(number));
  session.start("#/kv/a");
  CHECK(versions(session).known.size() == api::history_page_versions);
  CHECK(versions(session).has_more);
  session.act_and_settle(LoadOlderVersions{});
  CHECK(versions(session).known.size() == api::history_page_versions + 5);
  CHECK_FALSE(versions(session).has_more);
  CHECK(versions(session).is_complete);
  CHECK(versions(session).known.back().revision == 1);
}

TEST_CASE("A version is compared with what is stored now, and with any other") {
  Session session;
  session.api.put("a", "one\ncommon");
  session.api.put("a", "two\ncommon");
  session.api.put("a", "three\ncommon");
  session.start("#/kv/a");
  session.act_and_settle(ShowVersion{1});
  REQUIRE(opened(session).comparison);
  CHECK(opened(session).comparison->newer.revision == 0);
  CHECK(opened(session).comparison->lines == diff_texts("one\ncommon", "three\ncommon"));
  session.act_and_settle(CompareWith{2});
  CHECK(opened(session).comparison->lines == diff_texts("one\ncommon", "two\ncommon"));
  session.act(ShowVersion{2});
  session.settle();
  session.act_and_settle(CompareWith{1});
  CHECK(opened(session).comparison->older.revision == 1);
  CHECK(opened(session).comparison->chosen == 2);
  session.act(CloseVersion{});
  CHECK_FALSE(opened(session).comparison);
}

TEST_CASE("Restoring saves the version again, on the condition of what was seen") {
  Session session;
  session.api.put("a", "{\"old\":1}", "application/json");
  session.api.put("a", "new");
  session.start("#/kv/a");
  session.act_and_settle(ShowVersion{1});
  session.act(RestoreVersion{});
  CHECK(header_of(*session.last_sent("PUT"), "If-Match") == "\"2\"");
  session.settle();
  CHECK(session.api.value("a") == "{\"old\":1}");
  CHECK(session.api.type("a") == "application/json");
  CHECK(session.model.announcement == "Restored revision 1 of a");
  CHECK_FALSE(opened(session).comparison);
  CHECK(versions(session).known.size() == 3);
}

TEST_CASE("Restoring over a change not seen yet asks instead") {
  Session session;
  session.api.put("a", "old");
  session.api.put("a", "new");
  session.start("#/kv/a");
  session.act_and_settle(ShowVersion{1});
  session.api.put("a", "newest");
  session.act_and_settle(RestoreVersion{});
  REQUIRE(session.dialog<ConflictDialog>());
  CHECK(session.api.value("a") == "newest");
}

TEST_CASE("A deleted key can be restored where nothing is stored meanwhile") {
  Session session;
  session.api.put("a", "old");
  session.api.put("other", "x");
  session.api.remove("a");
  session.start("#/kv/a");
  session.act_and_settle(ShowVersion{1});
  session.act(RestoreVersion{});
  CHECK(header_of(*session.last_sent("PUT"), "If-None-Match") == "*");
  session.settle();
  CHECK(session.api.value("a") == "old");
}

TEST_CASE("A version that is gone says so and nothing can be restored from it") {
  Session session;
  session.api.put("a", "x");
  session.start("#/kv/a");
  session.act_and_settle(ShowVersion{77});
  CHECK(trouble_of(opened(session).comparison->older.entry)->why == "That version is no longer kept.");
  session.act(RestoreVersion{});
  CHECK(session.count_sent("PUT") == 0);
}

TEST_CASE("A store without history is asked once") {
  Session session;
  session.api.has_history = false;
  session.api.put("a", "x");
  session.api.put("b", "x");
  session.start("#/kv/a");
  CHECK_FALSE(session.model.has_history);
  session.act(OpenKey{"b"});
  for (const HttpRequest& request : session.waiting) CHECK_FALSE(request.target.starts_with("/history"));
}

TEST_CASE("A conflict tells what each side changed") {
  Session session;
  session.api.put("a", "1\n2\n3");
  session.start("#/kv/a");
  session.act(EditValue{"1\n2\nmine"});
  session.api.put("a", "theirs\n2\n3");
  session.act_and_settle(Save{});
  const auto* dialog = session.dialog<ConflictDialog>();
  REQUIRE(dialog);
  CHECK(dialog->base == "1\n2\n3");
  CHECK(dialog->my_changes == diff_texts("1\n2\n3", "1\n2\nmine"));
  CHECK(dialog->their_changes == diff_texts("1\n2\n3", "theirs\n2\n3"));
}

TEST_CASE("The age of every version steps in its time, as that of the open key does") {
  Session session;
  const std::int64_t first_ms = session.api.now_ms;
  session.api.put("a", "one");
  session.api.now_ms += 20'000;
  session.api.put("a", "two");
  session.api.now_ms += 20'000;
  session.api.put("a", "three");
  session.start("#/kv/a");
  std::vector<std::int64_t> steps;
  while (session.api.now_ms < first_ms + 100'000) {
    session.pass(session.last_effect<ScheduleWakeup>()->at_ms - session.api.now_ms);
    steps.push_back(session.api.now_ms - first_ms);
  }
  for (const std::int64_t step : {60'000, 80'000, 100'000})
    CHECK(std::find(steps.begin(), steps.end(), step) != steps.end());
}

}  // namespace keyglass::app::testing
