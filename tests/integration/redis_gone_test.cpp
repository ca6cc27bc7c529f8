// A Redis that goes away: 503 with Retry-After, not a hang, and recovery without a restart.
#include <catch2/catch_test_macros.hpp>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "integration/require_redis.hpp"
#include "support/redis_server.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("A lost Redis is 503 with Retry-After, and is found again when it is back") {
  require_redis();
  RedisServer redis;
  KeyglassProcess keyglass({"api", "--store", redis.url()});
  REQUIRE(post_json(keyglass.api(), "/kv/a", R"({"value":"1"})").status == 200);
  CHECK(get(keyglass.api(), "/readyz").status == 200);
  redis.kill();
  for (const char* target : {"/kv/a", "/kv", "/keys", "/readyz"}) {
    CAPTURE(target);
    const Answer answer = get(keyglass.api(), target);
    CHECK(answer.status == 503);
    CHECK_FALSE(answer.header("retry-after").empty());
    CHECK(answer.header("content-type") == "application/problem+json");
  }
  CHECK(post_json(keyglass.api(), "/kv/a", R"({"value":"2"})").status == 503);
  CHECK(get(keyglass.api(), "/healthz").status == 200);
  redis.start();
  CHECK(wait_until([&] { return get(keyglass.api(), "/kv/a").body == R"({"key":"a","value":"1"})"; }));
}

TEST_CASE("A Redis that answers nothing is 503 too") {
  require_redis();
  RedisServer redis;
  KeyglassProcess keyglass({"api", "--store", redis.url()});
  REQUIRE(post_json(keyglass.api(), "/kv/a", R"({"value":"1"})").status == 200);
  redis.freeze();
  const Answer answer = get(keyglass.api(), "/kv/a");
  redis.thaw();
  CHECK(answer.status == 503);
  CHECK(answer.header("retry-after") == "1");
}

}  // namespace
}  // namespace keyglass::test
