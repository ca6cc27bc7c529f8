// The API on a Redis store: what works there as everywhere, and what is refused as not kept.
#include <catch2/catch_test_macros.hpp>

#include "integration/http_connection.hpp"
#include "integration/json_answer.hpp"
#include "integration/keyglass_process.hpp"
#include "integration/require_redis.hpp"
#include "storage/redis_connection.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("Batches and patches work on Redis, with ETags as conditions") {
  require_redis();
  RedisServer redis;
  const KeyglassProcess keyglass({"api", "--store", redis.url()});
  const std::string& api = keyglass.api();
  const Answer done = post_json(api, "/batch",
                                R"({"conditions":[{"key":"a","absent":true}],"ops":[)"
                                R"({"op":"put","key":"a","value":"1"},{"op":"get","key":"a"},)"
                                R"({"op":"delete","key":"b"}]})");
  REQUIRE(done.status == 200);
  const JsonValue json = json_of(done);
  CHECK_FALSE(has(json, "revision"));
  CHECK(at(at(json, "results").elements[1], "value").text == "1");
  CHECK(at(at(json, "results").elements[2], "status").integer == 404);
  const Answer patched =
      ask(api, {"PATCH", "/kv/a", {{"Content-Type", "application/json"}}, R"({"increment":41})"});
  CHECK(patched.body == R"({"key":"a","value":"42"})");
  const Answer refused =
      post_json(api, "/batch",
                R"({"conditions":[{"key":"a","absent":true}],"ops":[{"op":"put","key":"c","value":"1"}]})");
  CHECK(refused.status == 412);
  CHECK(at(at(json_of(refused), "failed").elements.at(0), "etag").text == get(api, "/kv/a").header("etag"));
}

// How often the server has read from a connection: a client that waits for each answer makes it read once a
// command.
std::int64_t reads_of(const std::string& url) {
  const auto endpoint = storage::parse_redis_url(url);
  auto connection = storage::RedisConnection::open(endpoint.value(), {2'000, 2'000});
  REQUIRE(connection);
  const std::string text = connection.value()->run({{"INFO", "stats"}}).value().at(0).text;
  const std::string name = "total_reads_processed:";
  return std::stoll(text.substr(text.find(name) + name.size()));
}

TEST_CASE("An import into Redis asks for many lines at once, also where all are there already") {
  require_redis();
  RedisServer redis;
  const KeyglassProcess keyglass({"api", "--store", redis.url()});
  constexpr int lines = 2'000;
  std::string body;
  for (int n = 0; n < lines; ++n) {
    const std::string number = std::to_string(n);
    body += R"({"key":"k)" + number + R"(","value":"v)" + number + "\"}\n";
  }
  const Ask import{"POST", "/import", {{"Content-Type", "application/x-ndjson"}}, body};
  const std::int64_t before = reads_of(redis.url());
  CHECK(at(json_of(ask(keyglass.api(), import)), "imported").integer == lines);
  CHECK(at(json_of(ask(keyglass.api(), import)), "skipped").integer == lines);
  // Long requests are read in parts.
  CHECK(reads_of(redis.url()) - before < lines / 5);
  CHECK(get(keyglass.api(), "/kv/k1999").body == R"({"key":"k1999","value":"v1999"})");
}

TEST_CASE("What Redis does not keep is 501, and capabilities say so before") {
  require_redis();
  RedisServer redis;
  const KeyglassProcess keyglass({"api", "--store", redis.url()});
  const std::string& api = keyglass.api();
  const Answer capabilities = get(api, "/capabilities");
  CHECK_FALSE(at(at(json_of(capabilities), "store"), "history").boolean);
  CHECK_FALSE(has(at(json_of(capabilities), "store"), "history_versions_max"));
  CHECK_FALSE(at(json_of(capabilities), "watch").boolean);
  for (const char* target : {"/history/a", "/kv/a?revision=1", "/watch", "/watch?snapshot=true"}) {
    CAPTURE(target);
    const Answer answer = get(api, target);
    CHECK(answer.status == 501);
    CHECK(at(json_of(answer), "code").text == "unsupported");
  }
  CHECK(post_json(api, "/batch", R"({"conditions":[{"key":"a","revision":1}],"ops":[]})").status == 501);
}

}  // namespace
}  // namespace keyglass::test
