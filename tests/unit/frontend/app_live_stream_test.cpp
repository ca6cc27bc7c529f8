// The life of the event stream: resuming, refusals, pausing, a hidden page.
#include <catch2/catch_test_macros.hpp>

#include "live_session.hpp"

namespace keyglass::app::testing {

TEST_CASE("A stream that breaks off is resumed where it was, after growing pauses") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.put_elsewhere("a", "2");
  session.catch_up();
  session.effects.clear();
  session.end_stream(0, HttpFailure::network);
  CHECK(session.live().state == LiveState::waiting);
  CHECK(count_opened(session) == 0);
  session.pass(2'000);
  CHECK(session.opened().target == "/watch?values=false&since=2");
  session.open_stream();
  CHECK(session.live().state == LiveState::live);
  session.catch_up();
  CHECK(session.count_sent("GET") == 0);
  std::int64_t pause_before_ms = 0;
  session.end_stream(0, HttpFailure::timeout);
  for (int attempt = 0; attempt < 4; ++attempt) {
    const std::int64_t pause_ms = session.live().retry_at_ms - session.model.now_ms;
    CHECK(pause_ms > pause_before_ms);
    pause_before_ms = pause_ms;
    session.pass(pause_ms);
    session.end_stream(503);
    session.model.connection = Online{};
  }
}

TEST_CASE("While nothing answers, the stream waits for the API and then goes on") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.end_stream(0, HttpFailure::network);
  session.api.is_down = true;
  session.pass(2'000);
  session.end_stream(0, HttpFailure::network);
  CHECK(std::holds_alternative<Offline>(session.model.connection));
  session.effects.clear();
  for (int round = 0; round < 20; ++round) {
    session.pass(1'000);
    session.settle();
  }
  CHECK(count_opened(session) == 0);
  session.api.is_down = false;
  session.pass(60'000);
  session.settle();
  CHECK(count_opened(session) == 1);
}

TEST_CASE("A past that is no longer kept is given up, and everything is read again") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.put_elsewhere("a", "2");
  session.catch_up();
  session.end_stream(0, HttpFailure::network);
  session.api.put("b", "unseen");
  session.pass(2'000);
  session.end_stream(410);
  CHECK(session.opened().target == "/watch?values=false");
  session.open_stream();
  session.settle();
  session.catch_up();
  CHECK(session.keys() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("A refusal ends in a calm state with its reason") {
  for (const int status : {403, 404, 501, 200}) {
    INFO(status);
    LiveSession session;
    session.api.put("a", "1");
    session.api.offers_changes = true;
    session.start();
    session.end_stream(status);
    CHECK(session.live().state == LiveState::unavailable);
    CHECK_FALSE(session.live().trouble.why.empty());
    CHECK(std::holds_alternative<Online>(session.model.connection));
    session.effects.clear();
    session.pass(600'000);
    CHECK(count_opened(session) == 0);
  }
}

TEST_CASE("A token that ended is asked for, and the stream begins anew with the next one") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.end_stream(0, HttpFailure::network);
  session.pass(2'000);
  session.end_stream(401);
  CHECK(session.model.server.asks_for_token);
  CHECK(session.live().state == LiveState::off);
}

TEST_CASE("Paused, nothing arrives; resumed, what was missed does") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.put_elsewhere("a", "2");
  session.catch_up();
  session.act(PauseLive{});
  CHECK(session.last_effect<CloseStream>() != nullptr);
  CHECK(session.live().state == LiveState::paused);
  session.put_elsewhere("a", "a third value");
  CHECK(find_row(session.model.list, "a")->size_bytes == 1);
  session.pass(600'000);
  session.settle();
  CHECK(session.live().state == LiveState::paused);
  session.act(ResumeLive{});
  CHECK(session.opened().target == "/watch?values=false&since=2");
}

TEST_CASE("After a hidden page is shown again the stream goes on at once") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  session.put_elsewhere("a", "2");
  session.end_stream(0, HttpFailure::aborted);
  CHECK(session.live().state == LiveState::connecting);
  CHECK(session.opened().target == "/watch?values=false&since=2");
}

TEST_CASE("Events of a stream that was left, and what is no event, change nothing") {
  LiveSession session;
  session.api.put("a", "1");
  session.start_live();
  const std::uint64_t left = session.opened().id;
  session.act(PauseLive{});
  session.act(ResumeLive{});
  session.open_stream();
  KeyMetadata metadata = *session.api.metadata("a");
  metadata.revision = 99;
  session.act(
      StreamArrived{.id = left, .events = {LiveSession::event_of("delete", metadata)}, .last_id = "99"});
  CHECK(session.keys() == std::vector<std::string>{"a"});
  session.tell({{"put", "{broken", "5"},
                {"put", "{}", "5"},
                {"synced", "{\"revision\":5}", "5"},
                {"other", "x", "6"}});
  CHECK(session.live().activity.empty());
  CHECK(session.live().last_event_id == "6");
}

}  // namespace keyglass::app::testing
