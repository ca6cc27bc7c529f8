// Foreign pages: the Host and Origin defence, and what CORS lets allowed pages do.
#include <catch2/catch_test_macros.hpp>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("A name that is not ours in Host is refused, for reads too") {
  const std::string& api = shared_api().api();
  const auto status_for = [&](std::string host) {
    return ask(api, {"GET", "/kv", {{"Host", std::move(host)}}, {}}).status;
  };
  CHECK(status_for("evil.example") == 403);
  CHECK(status_for("localhost.evil.example:8000") == 403);
  CHECK(status_for("127.0.0.1.evil.example") == 403);
  for (const char* host : {"localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"}) {
    CAPTURE(host);
    CHECK(status_for(host) == 200);
  }
}

TEST_CASE("The option --host adds a name that the server goes by") {
  KeyglassProcess keyglass({"api", "--store", "memory:", "--host", "backend"});
  CHECK(ask(keyglass.api(), {"GET", "/kv", {{"Host", "backend:8000"}}, {}}).status == 200);
  CHECK(ask(keyglass.api(), {"GET", "/kv", {{"Host", "frontend:8000"}}, {}}).status == 403);
}

TEST_CASE("A page of a foreign origin can change nothing") {
  const std::string& api = shared_api().api();
  REQUIRE(post_json(api, "/kv/guarded", R"({"value":"mine"})").status == 200);
  for (const char* origin :
       {"http://evil.example", "null", "http://localhost:3001", "http://localhost:3000.evil"}) {
    CAPTURE(origin);
    const Answer put = ask(api, {"PUT", "/kv/guarded", {{"Origin", origin}}, "theirs"});
    CHECK(put.status == 403);
    CHECK(put.header("access-control-allow-origin").empty());
    CHECK(ask(api, {"DELETE", "/kv/guarded", {{"Origin", origin}}, {}}).status == 403);
    CHECK(ask(api, {"POST", "/kv/guarded", {{"Origin", origin}, {"Content-Type", "text/plain"}}, "{}"})
              .status == 403);
  }
  CHECK(get(api, "/kv/guarded").body == R"({"key":"guarded","value":"mine"})");
}

TEST_CASE("A page of an allowed origin may write and read the headers") {
  const std::string& api = shared_api().api();
  for (const char* origin : {"http://localhost:3000", "http://127.0.0.1:3000", "http://localhost:6931"}) {
    CAPTURE(origin);
    const Answer answer = ask(api, {"PUT", "/kv/allowed", {{"Origin", origin}}, "x"});
    CHECK(answer.status < 300);
    CHECK(answer.header("access-control-allow-origin") == origin);
    CHECK(answer.header_contains("vary", "Origin"));
    CHECK(answer.header_contains("access-control-expose-headers", "ETag"));
  }
}

TEST_CASE("A preflight is answered for allowed origins, and remembered") {
  const std::string& api = shared_api().api();
  const auto preflight = [&](std::string origin) {
    return ask(api, {"OPTIONS",
                     "/kv/a",
                     {{"Origin", std::move(origin)},
                      {"Access-Control-Request-Method", "PUT"},
                      {"Access-Control-Request-Headers", "if-match"}},
                     {}});
  };
  const Answer allowed = preflight("http://localhost:3000");
  CHECK(allowed.status == 204);
  CHECK(allowed.header("access-control-allow-origin") == "http://localhost:3000");
  CHECK(allowed.header_contains("access-control-allow-methods", "PUT"));
  CHECK(allowed.header_contains("access-control-allow-headers", "If-Match"));
  CHECK_FALSE(allowed.header("access-control-max-age").empty());
  CHECK(preflight("http://evil.example").header("access-control-allow-origin").empty());
}

TEST_CASE("The option --cors-origin replaces the default origins") {
  KeyglassProcess keyglass({"api", "--store", "memory:", "--cors-origin", "https://app.example",
                            "--cors-origin", "http://second.example:81"});
  const auto allowed = [&](const char* origin) {
    return ask(keyglass.api(), {"GET", "/kv", {{"Origin", origin}}, {}})
        .header("access-control-allow-origin");
  };
  CHECK(allowed("https://app.example") == "https://app.example");
  CHECK(allowed("http://second.example:81") == "http://second.example:81");
  CHECK(allowed("http://localhost:3000").empty());
}

}  // namespace
}  // namespace keyglass::test
