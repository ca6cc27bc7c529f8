// Routing: patterns on raw paths, methods, parameters.
#include "http/router.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "http/route_table.hpp"
#include "storage/memory_store.hpp"
#include "storage/store_errors.hpp"
#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

Reply echo(const Api&, Call& call) {
  Reply reply;
  reply.body = call.path_value + "|" + std::string(call.query.get("p").value_or("-"));
  return reply;
}

constexpr std::array echo_parameters{Parameter{Parameter::Place::query, "p", R"({"type":"string"})", "any"}};
constexpr std::array echo_routes{
    Route{"GET", "/list", echo, Scope::read, "t", "s", echo_parameters, {}, {}},
    Route{"GET", "/item/{key}", echo, Scope::read, "t", "s", {}, {}, {}},
    Route{"PUT", "/item/{key}", echo, Scope::write, "t", "s", {}, {}, {}},
    Route{"POST", "/slash/", echo, Scope::write, "t", "s", {}, {}, {}},
    Route{"GET", "/slash/{key}/", echo, Scope::read, "t", "s", {}, {}, {}},
};

class RouterFixture {
 protected:
  Reply respond(const std::string& method, const std::string& target) {
    Timing timing;
    return router_.respond(test::request_of(method, target), timing);
  }

 private:
  storage::MemoryStore store_{storage::system_time_ms};
  service::KeyValueService service_{store_, {}};
  service::TokenGate tokens_;
  Api api_{service_, "1", tokens_};
  Router router_{api_, echo_routes};
};

TEST_CASE("A pattern's last segment takes the rest of the path, slashes included") {
  CHECK(match_pattern("/kv/{key}", "/kv/a/b") == "a/b");
  CHECK(match_pattern("/kv/{key}", "/kv/") == "");
  CHECK(match_pattern("/kv/{key}", "/kv/a/") == "a/");
  CHECK_FALSE(match_pattern("/kv/{key}", "/kv"));
  CHECK_FALSE(match_pattern("/kv/{key}", "/kvx/a"));
  CHECK(match_pattern("/kv", "/kv") == "");
  CHECK_FALSE(match_pattern("/kv", "/kv/"));
  CHECK(match_pattern("/docs/{asset}", "/docs/a/b") == "a/b");
}

TEST_CASE("A name that is neither a key nor a file is one segment, wherever it stands") {
  CHECK(match_pattern("/plans/{plan}", "/plans/1") == "1");
  CHECK_FALSE(match_pattern("/plans/{plan}", "/plans/1/commit"));
  CHECK_FALSE(match_pattern("/plans/{plan}", "/plans/"));
  CHECK(match_pattern("/plans/{plan}/commit", "/plans/1/commit") == "1");
  CHECK_FALSE(match_pattern("/plans/{plan}/commit", "/plans/1/2/commit"));
}

TEST_CASE("A pattern with a slash at its end matches with and without it") {
  CHECK(match_pattern("/api/keys/", "/api/keys"));
  CHECK(match_pattern("/api/keys/", "/api/keys/"));
  CHECK(match_pattern("/api/keys/{key}/", "/api/keys/a") == "a");
  CHECK(match_pattern("/api/keys/{key}/", "/api/keys/a/") == "a");
  CHECK_FALSE(match_pattern("/api/keys/{key}/", "/api/keys/"));
  CHECK_FALSE(match_pattern("/api/keys/{key}/", "/api/keys//"));
}

TEST_CASE_METHOD(RouterFixture, "A path value is decoded once, and only by percent escapes") {
  CHECK(respond("GET", "/item/a%2Fb").body == "a/b|-");
  CHECK(respond("GET", "/item/a/b").body == "a/b|-");
  CHECK(respond("GET", "/item/a+b").body == "a+b|-");
  CHECK(respond("GET", "/item/%252F").body == "%2F|-");
  CHECK(respond("GET", "/item/%zz").status == 422);
}

TEST_CASE_METHOD(RouterFixture, "HEAD runs GET, OPTIONS names the methods, others are 405 with Allow") {
  CHECK(respond("HEAD", "/item/a").body == "a|-");
  const Reply options = respond("OPTIONS", "/item/a");
  CHECK(options.status == 204);
  CHECK(test::header_of(options, "Allow") == "GET, HEAD, PUT, OPTIONS");
  const Reply refused = respond("DELETE", "/item/a");
  CHECK(refused.status == 405);
  CHECK(test::header_of(refused, "Allow") == "GET, HEAD, PUT, OPTIONS");
  CHECK(test::header_of(respond("GET", "/slash/"), "Allow") == "POST, OPTIONS");
}

TEST_CASE_METHOD(RouterFixture, "An unknown path is 404 for every method") {
  for (const char* method : {"GET", "PUT", "OPTIONS"}) CHECK(respond(method, "/nowhere").status == 404);
}

TEST_CASE_METHOD(RouterFixture, "A parameter that the route does not name is refused by name") {
  CHECK(respond("GET", "/list?p=1").body == "|1");
  const Reply refused = respond("GET", "/list?p=1&q=2");
  CHECK(refused.status == 422);
  REQUIRE(refused.problem);
  CHECK(refused.problem->field == "q");
}

// Has nothing, and can tell so only after a wait.
class DistantStore final : public storage::Store {
 public:
  Result<storage::Entry> get(std::string_view key) const override {
    waited = true;
    return storage::key_not_found(key);
  }
  Result<KeyMetadata> metadata(std::string_view key) const override { return storage::key_not_found(key); }
  Result<storage::Commit> commit(const storage::WriteBatch&) override { return storage::Commit{}; }
  Result<storage::Page> scan(const storage::ScanQuery&) const override { return storage::Page{}; }
  storage::Capabilities capabilities() const override { return {}; }
  Status check_ready() const override { return Done{}; }

  mutable bool waited = false;
};

TEST_CASE("A read that must not wait asks to, whichever contract it follows") {
  DistantStore store;
  service::KeyValueService service{store, {}};
  const service::TokenGate tokens;
  const Api api{service, "1", tokens};
  const Router router{api, route_table()};
  for (const char* target : {"/kv/a", "/kv/a?raw", "/api/keys/a", "/api/keys/a/"}) {
    CAPTURE(target);
    Request request = test::request_of("GET", target);
    REQUIRE_FALSE(router.may_block(request));
    Timing timing;
    request.may_wait = false;
    CHECK(router.respond(request, timing).needs_wait);
    CHECK_FALSE(store.waited);
    request.may_wait = true;
    CHECK(router.respond(request, timing).status == 404);
    CHECK(std::exchange(store.waited, false));
  }
}

}  // namespace
}  // namespace keyglass::http
