// What the documentation promises of answers, row by row: the members of each, defaults, and what outlasts a
// restart.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "integration/http_connection.hpp"
#include "integration/json_answer.hpp"
#include "integration/keyglass_process.hpp"
#include "integration/require_redis.hpp"
#include "storage/redis_connection.hpp"

namespace keyglass::test {
namespace {

Ask json(std::string method, std::string target, std::string body) {
  return {std::move(method), std::move(target), {{"Content-Type", "application/json"}}, std::move(body)};
}

struct Shape {
  Ask ask;
  int status = 200;
  std::string where;    // in the answer: names and places, joined by slashes; "" is the whole
  std::string members;  // all there are, in their order
};

const std::string plan_members =
    "plan action state count puts deletes bytes sample revision created_at expires_at done skipped";

std::vector<Shape> shapes() {
  const std::string batch =
      R"({"ops":[{"op":"get","key":"a"},{"op":"get","key":"bytes"},{"op":"delete","key":"none"}]})";
  return {
      {{"GET", "/kv/a"}, 200, "", "key value"},
      {{"GET", "/kv/bytes"}, 200, "", "key value_base64"},
      {json("POST", "/kv/new", R"({"value":"v","ttl":1000.5,"content_type":"a/b"})"), 200, "", "key value"},
      {json("PATCH", "/kv/number", R"({"increment":1})"), 200, "", "key value"},
      {{"PUT", "/kv/a", {}, "1"}, 200, "", "key size revision created_at updated_at content_type etag"},
      {{"PUT", "/kv/brief?ttl=1000", {}, "1"},
       200,
       "",
       "key size revision created_at updated_at expires_at content_type etag"},
      {{"GET", "/keys"}, 200, "", "keys prefixes"},
      {{"GET", "/keys?limit=1"}, 200, "", "keys prefixes next"},
      {{"GET", "/keys?prefix=a"}, 200, "keys/0", "key size revision created_at updated_at content_type etag"},
      {{"GET", "/keys?prefix=brief"},
       200,
       "keys/0",
       "key size revision created_at updated_at expires_at content_type etag"},
      {{"GET", "/keys/a"}, 200, "", "key size revision created_at updated_at content_type etag"},
      {{"GET", "/history/brief"}, 200, "", "versions complete"},
      {{"GET", "/history/brief"}, 200, "versions/0", "revision op size updated_at expires_at content_type"},
      {{"GET", "/stats"}, 200, "", "count bytes exact revision"},
      {json("POST", "/batch", batch), 200, "", "revision results"},
      {json("POST", "/batch", batch), 200, "results/0", "status value metadata"},
      {json("POST", "/batch", batch), 200, "results/1", "status value_base64 metadata"},
      {json("POST", "/batch", batch), 200, "results/2", "status"},
      {json("POST", "/plans", R"({"action":"delete","prefix":""})"), 201, "", plan_members},
      {{"GET", "/export?prefix=a"}, 200, "", "key value revision created_at updated_at content_type"},
      {{"GET", "/export?prefix=brief"},
       200,
       "",
       "key value revision created_at updated_at expires_at content_type"},
      {{"POST", "/import", {{"Content-Type", "application/x-ndjson"}}, "broken\n"},
       200,
       "failed/0",
       "line code detail"},
      {{"GET", "/capabilities"}, 200, "", "version auth limits store watch"},
      {{"GET", "/healthz"}, 200, "", "status"},
      {{"GET", "/readyz"}, 200, "", "status"},
      {{"GET", "/"}, 200, "", "name version docs openapi endpoints"},
      {{"GET", "/kv/none"}, 404, "", "type title status detail code request_id key"},
      {json("POST", "/kv/a", R"({"value":1})"), 422, "", "type title status detail code request_id field"},
      {{"PUT", "/kv/a", {}, std::string(100'001, 'v')},
       413,
       "",
       "type title status detail code request_id limit actual"},
      {json("POST", "/batch", std::string(300'000, ' ')), 413, "",
       "type title status detail code request_id limit actual"},
  };
}

std::string members_of(const JsonValue& whole, const std::string& where) {
  const JsonValue* value = &whole;
  std::istringstream steps(where);
  for (std::string step; std::getline(steps, step, '/');) {
    const bool is_place = step.find_first_not_of("0123456789") == std::string::npos;
    value = is_place ? &value->elements.at(std::stoul(step)) : &at(*value, step);
  }
  std::string names;
  for (const std::string& name : value->names) names += (names.empty() ? "" : " ") + name;
  return names;
}

TEST_CASE("Answers have the members that the documentation names, and no others") {
  KeyglassProcess keyglass({"api", "--store", "memory:", "--value-bytes-max", "100000"});
  const std::string& api = keyglass.api();
  REQUIRE(ask(api, {"PUT", "/kv/a", {}, "1"}).status == 201);
  REQUIRE(ask(api, {"PUT", "/kv/bytes", {}, "\xFF"}).status == 201);
  REQUIRE(ask(api, {"PUT", "/kv/brief?ttl=1000", {}, "1"}).status == 201);
  for (const Shape& shape : shapes()) {
    CAPTURE(shape.ask.method, shape.ask.target, shape.where);
    const Answer answer = ask(api, shape.ask);
    CAPTURE(answer.body);
    CHECK(answer.status == shape.status);
    CHECK(members_of(json_of(answer), shape.where) == shape.members);
  }
}

TEST_CASE("What a write answers of a key is what /keys tells of it") {
  const std::string& api = shared_api().api();
  const Answer put = ask(api, {"PUT", "/kv/told?ttl=1000", {{"Content-Type", "a/b"}}, "xyz"});
  CHECK(put.body == get(api, "/keys/told").body);
  CHECK(get(api, "/keys?prefix=told").body.find("[" + put.body + "]") != std::string::npos);
  const Answer posted = ask(api, json("POST", "/kv/told", R"({"value":"v","ttl":9.5,"content_type":"c/d"})"));
  const JsonValue told = json_of(get(api, "/keys/told"));
  CHECK(at(told, "content_type").text == "c/d");
  CHECK(at(told, "expires_at").text == posted.header("keyglass-expires-at"));
  CHECK(at(told, "etag").text == posted.header("etag"));
}

TEST_CASE(
    "A page of /keys has a hundred keys unless more are asked for, and a batch at most ten thousand ops") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  const auto batch_of = [](int count) {
    std::string ops;
    for (int i = 0; i < count; ++i) {
      ops += std::string(ops.empty() ? "" : ",") + R"({"op":"put","key":")" + std::to_string(i) +
             R"(","value":"v"})";
    }
    return R"({"ops":[)" + ops + "]}";
  };
  REQUIRE(post_json(keyglass.api(), "/batch", batch_of(10'000)).status == 200);
  const auto keys_at = [&](const std::string& target) {
    return at(json_of(get(keyglass.api(), target)), "keys").elements.size();
  };
  CHECK(keys_at("/keys") == 100);
  CHECK(keys_at("/keys?limit=10000") == 10'000);
  const Answer refused = post_json(keyglass.api(), "/batch", batch_of(10'001));
  CHECK(refused.status == 422);
  CHECK(at(json_of(refused), "field").text == "ops");
}

TEST_CASE("A cursor goes on behind a restart of the server") {
  const TempDir folder;
  const std::vector<std::string> arguments{"api", "--store", "rocksdb:" + folder.path().string()};
  std::string next;
  {
    KeyglassProcess keyglass(arguments);
    for (const char* key : {"a", "b", "c"}) ask(keyglass.api(), {"PUT", "/kv/" + std::string(key), {}, "v"});
    next = at(json_of(get(keyglass.api(), "/keys?limit=2")), "next").text;
    CHECK(keyglass.stop() == 0);
  }
  KeyglassProcess keyglass(arguments);
  const JsonValue page = json_of(get(keyglass.api(), "/keys?limit=2&after=" + next));
  CHECK(texts_of(at(page, "keys"), "key") == "c");
}

TEST_CASE("On a Redis store both contracts and redis-cli see the same plain strings") {
  require_redis();
  RedisServer redis;
  const KeyglassProcess keyglass({"api", "--store", redis.url()});
  auto connection =
      storage::RedisConnection::open(storage::parse_redis_url(redis.url()).value(), {2'000, 2'000});
  REQUIRE(connection);
  const auto cli = [&](const storage::RedisCommand& command) {
    return connection.value()->run({command}).value().at(0);
  };
  CHECK(post_json(keyglass.api(), "/api/keys/", R"({"key":"a","value":"1"})").status == 201);
  CHECK(cli({"GET", "a"}).text == "1");
  CHECK(get(keyglass.api(), "/kv/a").body == R"({"key":"a","value":"1"})");
  cli({"SET", "b", "2"});
  CHECK(get(keyglass.api(), "/api/keys/b/").body == R"({"key":"b","value":"2"})");
  CHECK(ask(keyglass.api(), {"DELETE", "/kv/a", {}, {}}).status == 200);
  CHECK(cli({"EXISTS", "a"}).integer == 0);
}

TEST_CASE("Each listener logs one line with the address that it got") {
  const TempDir folder;
  make_web_root(folder);
  KeyglassProcess keyglass({"up", "--store", "memory:", "--web-root", folder.path().string()});
  CHECK(keyglass.stop() == 0);
  std::vector<std::string> listening;
  std::istringstream log(keyglass.process().stderr_text());
  for (std::string line; std::getline(log, line);) {
    if (line.find(R"("event":"listening")") != std::string::npos) listening.push_back(line);
  }
  REQUIRE(listening.size() == 2);
  CHECK(listening[0].find(R"("service":"api","address":")" + keyglass.api() + '"') != std::string::npos);
  CHECK(listening[1].find(R"("service":"web","address":")" + keyglass.web() + '"') != std::string::npos);
  for (const std::string& address : {keyglass.api(), keyglass.web()}) CHECK_FALSE(address.ends_with(":0"));
}

}  // namespace
}  // namespace keyglass::test
