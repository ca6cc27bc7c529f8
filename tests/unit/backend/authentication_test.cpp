// Tokens in requests: which headers count, what refusals say, and what a row that says nothing allows.
#include "http/authentication.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

#include "http/router.hpp"
#include "storage/memory_store.hpp"
#include "support/temp_dir.hpp"
#include "support/token_file.hpp"
#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

Reply name_caller(const Api&, Call& call) {
  Reply reply;
  reply.body = call.access.name();
  return reply;
}

constexpr std::array selecting{Parameter{Parameter::Place::query, "prefix", R"({"type":"string"})", "any"},
                               Parameter{Parameter::Place::query, "glob", R"({"type":"string"})", "any"}};
constexpr Needs reads_key{Scope::read, Reach::path_key};
constexpr Needs reads_selection{Scope::read, Reach::selection};
constexpr Needs reads_no_key{Scope::read, Reach::no_key};
constexpr std::array needy_routes{
    Route{"GET", "/open", name_caller, Scope::open, "t", "s", {}, {}, {}},
    Route{"GET", "/item/{key}", name_caller, reads_key, "t", "s", {}, {}, {}},
    Route{"GET", "/items", name_caller, reads_selection, "t", "s", selecting, {}, {}},
    Route{"POST", "/items", name_caller, Needs{Scope::write, Reach::handler}, "t", "s", {}, {}, {}},
    Route{"GET", "/unsaid", name_caller, Scope::read, "t", "s", selecting, {}, {}},
    Route{"GET", "/keyless", name_caller, reads_no_key, "t", "s", {}, {}, {}},
    Route{"GET", "/admin", name_caller, Scope::admin, "t", "s", {}, {}, {}},
};

class GuardedRouter {
 protected:
  GuardedRouter() : tokens_(service::TokenSources{write_tokens(), {}}) { REQUIRE(tokens_.load().ok()); }

  Reply get(const std::string& target, Headers headers) { return respond("GET", target, std::move(headers)); }
  Reply get_as(const std::string& secret, const std::string& target) {
    return get(target, {{"Authorization", "Bearer " + secret}});
  }
  Reply respond(const std::string& method, const std::string& target, Headers headers) {
    Timing timing;
    return router_.respond(test::request_of(method, target, std::move(headers)), timing);
  }

 private:
  std::string write_tokens() const {
    test::write_token_file(folder_ / "tokens.json",
                           {{"r", "reader"},
                            {"w", "writer", "write"},
                            {"b", "bound", "write", R"(,"prefixes":["b/"])"},
                            {"old", "expired", "admin", R"(,"expires_at":"2020-01-01T00:00:00Z")"}});
    return folder_ / "tokens.json";
  }

  test::TempDir folder_;
  service::TokenGate tokens_;
  storage::MemoryStore store_{storage::system_time_ms};
  service::KeyValueService service_{store_, {}};
  Api api_{service_, "1", tokens_};
  Router router_{api_, needy_routes};
};

TEST_CASE_METHOD(GuardedRouter, "Who sends no token is asked for one, without a word on what was wrong") {
  for (const Headers& headers : {Headers{},
                                 {{"Authorization", "Basic cjpyZWFkZXI="}},
                                 {{"Authorization", "Bearerreader"}},
                                 {{"Cookie", "token=reader"}},
                                 {{"X-Api-Key", "reader"}}}) {
    const Reply refused = get("/item/a", headers);
    CHECK(refused.status == 401);
    CHECK(test::header_of(refused, "WWW-Authenticate") == R"(Bearer realm="keyglass")");
    REQUIRE(refused.problem);
    CHECK(refused.problem->code == "unauthorized");
  }
}

TEST_CASE_METHOD(GuardedRouter, "A token that is unknown or expired is refused as invalid") {
  for (const char* secret : {"nobody", "", "reader ", "READER", "expired"}) {
    CAPTURE(secret);
    const Reply refused = get_as(secret, "/item/a");
    CHECK(refused.status == 401);
    CHECK(test::header_of(refused, "WWW-Authenticate") ==
          R"(Bearer realm="keyglass", error="invalid_token")");
  }
}

TEST_CASE_METHOD(GuardedRouter, "The scheme's name has no case, and blanks may follow it") {
  for (const char* value : {"Bearer reader", "bearer reader", "BEARER   reader"}) {
    const Reply reply = get("/item/a", {{"Authorization", value}});
    CHECK(reply.status == 200);
    CHECK(reply.body == "r");
  }
}

TEST_CASE_METHOD(GuardedRouter, "Two Authorization headers are refused, whatever they hold") {
  const Reply refused =
      get("/item/a", {{"Authorization", "Bearer reader"}, {"authorization", "Bearer writer"}});
  CHECK(refused.status == 400);
  CHECK(test::header_of(refused, "WWW-Authenticate") ==
        R"(Bearer realm="keyglass", error="invalid_request")");
}

TEST_CASE_METHOD(GuardedRouter, "A token in the URL is an unknown parameter") {
  for (const char* name : {"access_token", "token"}) {
    const Reply alone = get("/item/a?" + std::string(name) + "=reader", {});
    CHECK(alone.status == 401);
    const Reply both = get_as("reader", "/item/a?" + std::string(name) + "=reader");
    CHECK(both.status == 422);
    REQUIRE(both.problem);
    CHECK(both.problem->field == name);
    CHECK(both.problem->detail.find("reader") == std::string::npos);
  }
}

TEST_CASE_METHOD(GuardedRouter, "A scope that is missing is named") {
  const Reply refused = respond("POST", "/items", {{"Authorization", "Bearer reader"}});
  CHECK(refused.status == 403);
  CHECK(test::header_of(refused, "WWW-Authenticate") ==
        R"(Bearer realm="keyglass", error="insufficient_scope", scope="write")");
  REQUIRE(refused.problem);
  CHECK(refused.problem->detail.find("scope write") != std::string::npos);
  CHECK(respond("POST", "/items", {{"Authorization", "Bearer writer"}}).status == 200);
  CHECK(get_as("writer", "/item/a").status == 200);
  CHECK(get_as("writer", "/admin").status == 403);
}

TEST_CASE_METHOD(GuardedRouter, "Open endpoints ask nobody, but recognise who sends a token") {
  CHECK(get("/open", {}).status == 200);
  CHECK(get_as("nobody", "/open").status == 200);
  CHECK(get_as("nobody", "/open").body.empty());
  CHECK(get_as("reader", "/open").body == "r");
  CHECK(get_as("bound", "/open").body == "b");
}

TEST_CASE_METHOD(GuardedRouter, "A preflight and an unknown path need no token") {
  CHECK(respond("OPTIONS", "/item/a", {}).status == 204);
  CHECK(get("/nowhere", {}).status == 404);
  CHECK(respond("DELETE", "/item/a", {}).status == 405);
}

TEST_CASE_METHOD(GuardedRouter,
                 "A token with prefixes reaches keys below them alone, however they are written") {
  CHECK(get_as("bound", "/item/b/1").status == 200);
  CHECK(get_as("bound", "/item/b%2F1").status == 200);
  for (const char* key : {"a", "b", "b%252F1", "c/b/1", "B/1"}) {
    CAPTURE(key);
    const Reply refused = get_as("bound", "/item/" + std::string(key));
    CHECK(refused.status == 403);
    REQUIRE(refused.problem);
    CHECK(refused.problem->detail.find("\"b/\"") != std::string::npos);
  }
}

TEST_CASE_METHOD(GuardedRouter, "A token with prefixes selects below them alone, by prefix or by pattern") {
  for (const char* inside : {"?prefix=b/", "?prefix=b/deep", "?glob=b/*", "?prefix=&glob=b/?",
                             "?prefix=b/&glob=*", R"(?glob=%5Cb/*)"}) {
    CAPTURE(inside);
    CHECK(get_as("bound", "/items" + std::string(inside)).status == 200);
  }
  for (const char* outside :
       {"", "?prefix=", "?prefix=b", "?prefix=c/", "?glob=*", "?glob=b*", "?glob=[b]/*", "?glob=%5C"}) {
    CAPTURE(outside);
    const Reply refused = get_as("bound", "/items" + std::string(outside));
    CHECK(refused.status == 403);
    REQUIRE(refused.problem);
    CHECK(refused.problem->detail.find("\"b/\"") != std::string::npos);
  }
}

TEST_CASE_METHOD(GuardedRouter, "A row that does not say what it touches is closed to tokens with prefixes") {
  CHECK(get_as("reader", "/unsaid").status == 200);
  CHECK(get_as("bound", "/unsaid").status == 403);
  CHECK(get_as("bound", "/unsaid?prefix=b/").status == 403);
  CHECK(get_as("bound", "/keyless").status == 200);
}

}  // namespace
}  // namespace keyglass::http
