// The command palette's keys, and the log of requests as commands.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

const PaletteDialog& palette(const Session& session) {
  return *session.dialog<PaletteDialog>();
}

std::vector<std::string> found(const Session& session) {
  const auto* keys = shown(palette(session).keys);
  return keys ? *keys : std::vector<std::string>{};
}

std::size_t lists_sent(const Session& session) {
  std::size_t count = 0;
  for (const Effect& effect : session.effects) {
    const auto* sent = std::get_if<SendRequest>(&effect);
    count += sent && sent->request.target.starts_with("/keys?limit=20&");
  }
  return count;
}

}  // namespace

TEST_CASE("Keys are looked for once nothing was typed for a moment") {
  Session session;
  for (const char* key : {"user:1", "user:2", "zebra"}) session.api.put(key, "x");
  session.start();
  session.act(OpenPalette{});
  for (const char* typed : {"u", "us", "use", "user:"}) {
    session.act(EditPalette{typed});
    session.pass(palette_pause_ms / 4);
  }
  CHECK(lists_sent(session) == 0);
  session.pass(palette_pause_ms);
  session.settle();
  CHECK(lists_sent(session) == 1);
  CHECK(found(session) == std::vector<std::string>{"user:1", "user:2"});
  session.pass(palette_pause_ms);
  CHECK(lists_sent(session) == 1);
}

TEST_CASE("The page wakes up to look for keys") {
  Session session;
  session.start();
  session.act(OpenPalette{});
  session.act(EditPalette{"u"});
  REQUIRE(session.last_effect<ScheduleWakeup>());
  CHECK(session.last_effect<ScheduleWakeup>()->at_ms == session.model.now_ms + palette_pause_ms);
}

TEST_CASE("An answer to what is no longer typed is not shown") {
  Session session;
  session.api.put("user:1", "x");
  session.start();
  session.act(OpenPalette{});
  session.act(EditPalette{"user"});
  session.pass(palette_pause_ms);
  REQUIRE(session.waiting.size() == 1);
  session.act(EditPalette{"zebra"});
  CHECK(session.waiting.empty());
  session.act(EditPalette{""});
  CHECK(found(session).empty());
}

TEST_CASE("The palette does not open over another dialog") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.act(AskDelete{"a"});
  session.act(OpenPalette{});
  CHECK(session.dialog<ConfirmDeleteDialog>());
}

TEST_CASE("A logged request can be copied, and stays the chosen one while others come") {
  Session session;
  session.api.put("a", "1");
  session.start("#/kv/a");
  session.act(EditValue{"it's"});
  session.act_and_settle(Save{});
  session.act(OpenRequests{});
  std::size_t index = 0;
  while (session.model.request_log[index].method != "PUT") ++index;
  session.act(ChooseRequest{index});
  session.act_and_settle(Refresh{});
  session.act(CopyLoggedRequest{});
  const std::string& text = session.last_effect<CopyText>()->text;
  CHECK(text.starts_with("curl -X PUT http://localhost:8000/kv/a "));
  CHECK(text.ends_with("--data-raw 'it'\\''s'"));
}

TEST_CASE("Long bodies are not kept in the log") {
  Session session;
  session.api.put("a", "1");
  session.start("#/kv/a");
  session.act(EditValue{std::string(logged_body_bytes_max + 1, 'x')});
  session.act_and_settle(Save{});
  for (const LoggedRequest& request : session.model.request_log) {
    CHECK(request.body.size() <= logged_body_bytes_max);
    if (request.method == "PUT") CHECK(request.body_bytes == logged_body_bytes_max + 1);
  }
}

TEST_CASE("What is open can be copied as the request that reads, saves or deletes it") {
  Session session;
  session.api.put("a b", "1");
  session.start("#/kv/a%20b");
  const auto copied = [&](CurlOf which) {
    session.effects.clear();
    session.act(CopyRequest{which});
    return session.last_effect<CopyText>() ? session.last_effect<CopyText>()->text : std::string();
  };
  CHECK(copied(CurlOf::read) == "curl 'http://localhost:8000/kv/a%20b?raw=true'");
  CHECK(copied(CurlOf::remove) == "curl -X DELETE http://localhost:8000/kv/a%20b -H 'If-Match: \"1\"'");
  CHECK(copied(CurlOf::save).empty());
  session.act(EditValue{"2"});
  CHECK(copied(CurlOf::save) ==
        "curl -X PUT http://localhost:8000/kv/a%20b -H 'Content-Type: text/plain' -H 'If-Match: \"1\"' "
        "--data-raw 2");
  CHECK(copied(CurlOf::list) == "curl 'http://localhost:8000/keys?limit=200'");
}

}  // namespace keyglass::app::testing
