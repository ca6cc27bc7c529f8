// What the server says of itself: tokens asked for, refused and forgotten; what a page may do; other
// addresses.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

Session guarded(std::string_view scope = "admin") {
  Session session;
  session.api.token_known = "right-token";
  session.api.scope = scope;
  session.api.put("ci/a", "1");
  session.api.put("other", "2");
  session.start();
  return session;
}

void use_token(Session& session, std::string_view token) {
  session.act(EditToken{std::string(token)});
  session.act_and_settle(Connect{});
}

// True if `secret` stands anywhere in what update() gave out, but for the effect that hands it to the
// platform.
bool gave_out(const Session& session, std::string_view secret) {
  for (const Effect& effect : session.effects) {
    if (const auto* sent = std::get_if<SendRequest>(&effect)) {
      if (sent->request.target.find(secret) != std::string::npos ||
          sent->request.body.find(secret) != std::string::npos)
        return true;
      for (const HttpHeader& header : sent->request.headers)
        if (header.value.find(secret) != std::string::npos) return true;
    }
    const auto* copied = std::get_if<CopyText>(&effect);
    if (copied && copied->text.find(secret) != std::string::npos) return true;
    const auto* kept = std::get_if<SavePreference>(&effect);
    if (kept && kept->value.find(secret) != std::string::npos) return true;
    const auto* title = std::get_if<SetTitle>(&effect);
    if (title && title->title.find(secret) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("A server that asks for a token is not asked for anything else until one is given") {
  Session session = guarded();
  CHECK(session.model.server.asks_for_token);
  CHECK(session.model.announcement == "This server asks for a token");
  CHECK(session.model.focus_wish == Field::token);
  use_token(session, " right-token\n");
  CHECK_FALSE(session.model.server.asks_for_token);
  CHECK(session.model.server.has_token);
  CHECK(session.model.server.token_text.empty());
  CHECK(row_count(session.model.list) == 2);
  CHECK(session.api.token_sent == "right-token");
}

TEST_CASE("A wrong token says so, and the next one is taken") {
  Session session = guarded();
  use_token(session, "wrong-token");
  CHECK(session.model.server.asks_for_token);
  CHECK_FALSE(session.model.server.has_token);
  CHECK(session.model.server.token_fault.find("does not know this token") != std::string::npos);
  CHECK(session.model.announcement == session.model.server.token_fault);
  CHECK(session.api.token_sent.empty());
  session.act(EditToken{"right-token"});
  CHECK(session.model.server.token_fault.empty());
  session.act_and_settle(Connect{});
  CHECK_FALSE(session.model.server.asks_for_token);
}

TEST_CASE("What no header can carry is refused before it is sent") {
  Session session = guarded();
  const std::size_t sent = session.count_sent("GET");
  for (const char* token : {"two words", "caf\u00e9", "", "a\nb"}) {
    use_token(session, token);
    CHECK_FALSE(session.model.server.token_fault.empty());
  }
  CHECK(session.count_sent("GET") == sent);
}

TEST_CASE("The token is given to the platform and to nothing else") {
  Session session = guarded();
  use_token(session, "right-token");
  session.act_and_settle(OpenKey{"ci/a"});
  session.act(EditValue{"3"});
  session.act(CopyRequest{CurlOf::save});
  session.act_and_settle(Save{});
  session.act(OpenRequests{});
  session.act(CopyLoggedRequest{});
  session.act(DownloadValue{});
  CHECK_FALSE(gave_out(session, "right-token"));
  CHECK(session.last_effect<CopyText>()->text.find("$KEYGLASS_TOKEN") != std::string::npos);
  for (const LoggedRequest& logged : session.model.request_log)
    CHECK(logged.target.find("right") == std::string::npos);
}

TEST_CASE("A token that is no longer accepted is asked for again, and drafts stay") {
  Session session = guarded();
  use_token(session, "right-token");
  session.act_and_settle(OpenKey{"ci/a"});
  session.act(EditValue{"draft"});
  session.api.token_known = "another-token";
  session.act_and_settle(Refresh{});
  CHECK(session.model.server.asks_for_token);
  CHECK(session.model.server.token_fault == "The server no longer accepts the token.");
  use_token(session, "another-token");
  CHECK_FALSE(session.model.server.asks_for_token);
  CHECK(open_draft(session.model)->value == "draft");
  session.act_and_settle(Save{});
  CHECK(session.api.value("ci/a") == "draft");
}

TEST_CASE("A token that may only read starts no change at all") {
  Session session = guarded("read");
  use_token(session, "right-token");
  CHECK_FALSE(may_write(session.model));
  session.act_and_settle(OpenKey{"ci/a"});
  session.act(EditValue{"3"});
  session.act_and_settle(Save{});
  session.act_and_settle(AskDelete{"ci/a"});
  session.act_and_settle(OpenNewKey{});
  session.act_and_settle(LocationChanged{"#/new"});
  CHECK(std::holds_alternative<NoDialog>(session.model.dialog));
  CHECK_FALSE(is_new_key_open(session.model));
  CHECK(session.model.editor.drafts.empty());
  CHECK(session.count_sent("PUT") + session.count_sent("DELETE") == 0);
}

TEST_CASE("An empty store does not invite whoever may not write") {
  Session session;
  session.api.scope = "read";
  session.start();
  CHECK_FALSE(is_new_key_open(session.model));
}

TEST_CASE("A right that was taken away meanwhile is noticed with the first refusal, which names the scope") {
  Session session = guarded("write");
  use_token(session, "right-token");
  session.act_and_settle(OpenKey{"ci/a"});
  session.act(EditValue{"3"});
  session.api.scope = "read";
  session.act_and_settle(Save{});
  CHECK_FALSE(may_write(session.model));
  REQUIRE(trouble_of(session.model.editor.save));
  CHECK(trouble_of(session.model.editor.save)->why.find("scope write") != std::string::npos);
  CHECK(open_draft(session.model)->value == "3");
}

TEST_CASE("A token that reaches some keys shows those at once") {
  Session session = guarded();
  session.api.prefix_reached = "ci/";
  use_token(session, "right-token");
  CHECK(session.model.list.filter == "ci/");
  CHECK(row_count(session.model.list) == 1);
  CHECK(list_trouble(session.model.list) == nullptr);
}

TEST_CASE("A forgotten token is asked for again") {
  Session session = guarded();
  use_token(session, "right-token");
  session.act_and_settle(ForgetToken{});
  CHECK(session.api.token_sent.empty());
  CHECK_FALSE(session.model.server.has_token);
  CHECK(session.model.server.asks_for_token);
}

TEST_CASE("Another address is used only where the page allows it, and never gets the token of this one") {
  Session session = guarded();
  use_token(session, "right-token");
  session.act(OpenConnection{});
  session.act(EditApiUrl{"http://elsewhere:1/"});
  session.act_and_settle(Connect{});
  CHECK(session.model.api_url == "http://localhost:8000");

  session.model.server.is_url_fixed = false;
  session.act(OpenConnection{});
  session.act(EditApiUrl{"ftp://elsewhere"});
  session.act_and_settle(Connect{});
  CHECK_FALSE(session.model.server.url_fault.empty());
  CHECK(session.model.api_url == "http://localhost:8000");
  session.act(EditApiUrl{"http://elsewhere:1/"});
  session.act(Connect{});
  CHECK(session.model.api_url == "http://elsewhere:1");
  CHECK(*session.last_effect<UseServer>() == UseServer{"http://elsewhere:1", ""});
}

TEST_CASE("A server that cannot be asked is named, and what was typed stays") {
  Session session = guarded();
  session.api.is_down = true;
  use_token(session, "right-token");
  CHECK_FALSE(session.model.server.is_checking);
  CHECK(session.model.server.token_fault.find("Can't reach") != std::string::npos);
  CHECK(session.model.server.token_text == "right-token");
}

TEST_CASE("A download that failed is not called done") {
  Session session = guarded();
  use_token(session, "right-token");
  session.act_and_settle(DownloadFinished{200});
  CHECK(session.model.announcement == "Downloaded");
  session.act_and_settle(DownloadFinished{500});
  CHECK(session.model.toasts.back().kind == ToastKind::error);
  session.act_and_settle(DownloadFinished{0});
  CHECK(session.model.toasts.back().text.find("Can't reach") != std::string::npos);
}

}  // namespace keyglass::app::testing
