// A single deletion taken back: the value as it was, unless another one is there by now.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

bool offers_undo(const Session& session) {
  const auto& toasts = session.model.toasts;
  return !toasts.empty() && toasts.back().offers_undo;
}

void remove(Session& session, const char* key) {
  session.act_and_settle(AskDelete{key});
  session.act_and_settle(DeleteConfirmed{});
}

}  // namespace

TEST_CASE("A deleted key comes back with value, type and time to live") {
  Session session;
  session.api.put("a", "{}", "application/json");
  session.api.expire_at("a", session.api.now_ms + 60'000);
  session.api.put("b", "x");
  session.start();
  SECTION("opened before") {
    session.act_and_settle(OpenKey{"a"});
  }
  SECTION("only seen in the list") {}
  remove(session, "a");
  CHECK_FALSE(session.api.has("a"));
  REQUIRE(offers_undo(session));
  session.act(UndoDelete{});
  CHECK(header_of(*session.last_sent("PUT"), "If-None-Match") == "*");
  CHECK(session.last_sent("PUT")->target == "/kv/a?ttl=60.000");
  session.settle();
  CHECK(session.api.value("a") == "{}");
  CHECK(session.api.type("a") == "application/json");
  CHECK(session.model.announcement == "Restored a");
  CHECK(open_key(session.model)->key == "a");
  CHECK(known_row(session.model, "a"));
}

TEST_CASE("Undo never overwrites what was stored meanwhile") {
  Session session;
  session.api.put("a", "mine");
  session.api.put("b", "x");
  session.start();
  remove(session, "a");
  session.api.put("a", "theirs");
  session.act_and_settle(UndoDelete{});
  CHECK(session.api.value("a") == "theirs");
  CHECK(session.model.announcement == "a was stored again meanwhile. Nothing was overwritten.");
}

TEST_CASE("An undo that fails can be tried again") {
  Session session;
  session.api.put("a", "one");
  session.api.put("b", "x");
  session.start();
  remove(session, "a");
  session.api.is_down = true;
  session.act_and_settle(UndoDelete{});
  REQUIRE(session.model.undo);
  session.api.is_down = false;
  session.act_and_settle(UndoDelete{});
  CHECK(session.api.value("a") == "one");
}

TEST_CASE("A value too large to be held offers no undo") {
  Session session;
  session.api.put("a", std::string(editable_bytes_max + 1, 'x'));
  session.api.put("b", "x");
  session.start();
  remove(session, "a");
  CHECK_FALSE(session.api.has("a"));
  CHECK_FALSE(offers_undo(session));
}

}  // namespace keyglass::app::testing
