// Changes as they happen: rows, the open key, the feed, what a screen reader hears.
#include <catch2/catch_test_macros.hpp>

#include "live_session.hpp"

namespace keyglass::app::testing {

TEST_CASE("A stream is opened where the server offers one, and what was read before it is read again") {
  LiveSession session;
  session.api.put("a", "1");
  session.api.offers_changes = true;
  session.start();
  CHECK(session.opened().target == "/watch?values=false");
  CHECK(session.live().state == LiveState::connecting);
  session.api.put("b", "between reading and watching");
  session.open_stream();
  session.settle();
  CHECK(session.live().state == LiveState::live);
  CHECK(session.keys() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("Where the server offers none, none is asked for") {
  Session session;
  session.start();
  CHECK(session.last_effect<OpenStream>() == nullptr);
  CHECK(session.model.live.state == LiveState::off);
}

TEST_CASE("A changed row is shown at once, and flashes for a moment") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.effects.clear();
  session.api.put("a", "longer");
  session.act(StreamArrived{.id = session.live().stream_id,
                            .events = {LiveSession::event_of("put", *session.api.metadata("a"))},
                            .last_id = "2"});
  CHECK(find_row(session.model.list, "a")->size_bytes == 6);
  REQUIRE(session.live().flashes.size() == 1);
  CHECK(session.live().flashes[0].key == "a");
  CHECK(session.count_sent("GET") == 0);
  session.pass(1'000);
  CHECK(session.live().flashes.empty());
}

TEST_CASE("A new key appears, a deleted and an expired one go") {
  LiveSession session;
  for (const char* key : {"a", "b", "c"}) session.api.put(key, "1");
  session.start_live();
  session.put_elsewhere("bb", "new");
  session.catch_up();
  CHECK(session.keys() == std::vector<std::string>{"a", "b", "bb", "c"});
  CHECK(shown(session.model.totals)->count == 4);
  session.remove_elsewhere("b");
  CHECK(session.keys() == std::vector<std::string>{"a", "bb", "c"});
  session.remove_elsewhere("c", "expire");
  CHECK(session.keys() == std::vector<std::string>{"a", "bb"});
  session.catch_up();
  CHECK(shown(session.model.totals)->count == 2);
}

TEST_CASE("Keys beside the filter are not asked for") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.act_and_settle(SetFilter{"a"});
  session.catch_up();
  session.effects.clear();
  session.put_elsewhere("b", "1");
  session.catch_up();
  CHECK(session.count_sent("GET") == 0);
  CHECK(session.live().activity.front().key == "b");
}

TEST_CASE("However many keys appear, the list is read at most once a second") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.catch_up();
  session.effects.clear();
  for (int step = 0; step < 100; ++step) {
    session.put_elsewhere("new/" + std::to_string(step), "x");
    session.pass(100);
    session.settle();
  }
  std::size_t lists = 0;
  for (const Effect& effect : session.effects) {
    const auto* sent = std::get_if<SendRequest>(&effect);
    lists += sent && sent->request.target.starts_with("/keys?");
  }
  CHECK(lists >= 5);
  CHECK(lists <= 11);
}

TEST_CASE("The list is not asked again while it has not answered") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.catch_up();
  session.act(Refresh{});
  session.effects.clear();
  session.put_elsewhere("b", "1");
  session.pass(5'000);
  CHECK(session.count_sent("GET") == 0);
  session.settle();
  CHECK(session.keys() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("The open key follows what is stored") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live("#/kv/a");
  session.put_elsewhere("a", "2");
  session.catch_up();
  CHECK(session.entry()->value == "2");
  session.put_elsewhere("a", "3");
  session.put_elsewhere("a", "4");
  session.catch_up();
  CHECK(session.entry()->value == "4");
  session.effects.clear();
  session.catch_up();
  CHECK(session.count_sent("GET") == 0);
}

TEST_CASE("A change while the open key is read is read too") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live("#/kv/a");
  session.put_elsewhere("a", "2");
  session.pass(250);
  REQUIRE(!session.waiting.empty());
  const HttpRequest first = session.waiting.front();
  const HttpReply old = session.api.answer(first);
  session.put_elsewhere("a", "3");
  session.waiting.erase(session.waiting.begin());
  session.act(RequestFinished{old});
  session.catch_up();
  CHECK(session.entry()->value == "3");
}

TEST_CASE("A draft is never touched: it is said that the stored value changed, and saving shows both") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live("#/kv/a");
  session.act(EditValue{"mine"});
  session.put_elsewhere("a", "theirs");
  session.catch_up();
  CHECK(open_draft(session.model)->value == "mine");
  CHECK(is_draft_outdated(session.model));
  session.act_and_settle(Save{});
  CHECK(session.dialog<ConflictDialog>() != nullptr);
  CHECK(session.api.value("a") == "theirs");
}

TEST_CASE("An open key that is deleted elsewhere says so and keeps its draft") {
  LiveSession session;
  session.api.put("a", "1");
  session.api.put("b", "1");
  session.start_live("#/kv/a");
  session.effects.clear();
  session.remove_elsewhere("a");
  CHECK(trouble_of(open_key(session.model)->entry)->status == 404);
  CHECK(session.model.announcement == "a was deleted on the server.");
  CHECK(session.count_sent("GET") == 0);
  session.put_elsewhere("a", "back");
  session.catch_up();
  CHECK(session.entry()->value == "back");
  session.act(EditValue{"mine"});
  session.remove_elsewhere("a", "expire");
  CHECK(session.model.announcement == "a has expired.");
  CHECK(open_draft(session.model)->value == "mine");
}

TEST_CASE("What this app writes itself is not taken for somebody else's change") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live("#/kv/a");
  session.act(EditValue{"2"});
  session.act(Save{});
  const HttpRequest save = session.waiting.front();
  session.waiting.clear();
  const HttpReply reply = session.api.answer(save);
  session.tell({LiveSession::event_of("put", *session.api.metadata("a"))});
  CHECK(session.live().untold == 0);
  CHECK(session.live().words.empty());
  session.act(RequestFinished{reply});
  session.settle();
  session.effects.clear();
  session.catch_up();
  CHECK(session.count_sent("GET") == 0);
  CHECK(session.entry()->value == "2");
  CHECK_FALSE(is_draft_outdated(session.model));
}

TEST_CASE("The feed is bounded and the newest change is first") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  for (std::size_t step = 0; step < activity_max + 50; ++step) session.put_elsewhere("a", "x");
  session.remove_elsewhere("a");
  CHECK(session.live().activity.size() == activity_max);
  CHECK(session.live().activity.front().kind == ChangeKind::removed);
  CHECK(session.live().activity.front().number == activity_max + 51);
}

TEST_CASE("Each row of the feed steps in the frame that is its time, not the newest one alone") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.put_elsewhere("a", "x");
  session.pass(55'000);
  session.put_elsewhere("a", "y");
  session.effects.clear();
  session.pass(0);
  REQUIRE(session.last_effect<ScheduleWakeup>());
  CHECK(session.last_effect<ScheduleWakeup>()->at_ms == session.live().activity.back().at_ms + 60'000);
}

TEST_CASE("A screen reader is told of changes now and then, never of each") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.put_elsewhere("a", "x");
  CHECK(session.live().words == "1 change arrived.");
  for (int step = 0; step < 50; ++step) session.put_elsewhere("a", "x");
  CHECK(session.live().words == "1 change arrived.");
  session.pass(15'000);
  session.put_elsewhere("a", "x");
  CHECK(session.live().words == "51 changes arrived.");
}

TEST_CASE("An event that was too large to be read makes the app read everything again") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.catch_up();
  session.api.put("b", "unseen");
  session.act(StreamArrived{.id = session.opened().id, .has_gap = true});
  session.catch_up();
  CHECK(session.keys() == std::vector<std::string>{"a", "b"});
}

}  // namespace keyglass::app::testing
