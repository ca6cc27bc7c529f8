// PATCH against the real process: both kinds of bodies, what they refuse, and no increment lost.
#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

#include "integration/http_connection.hpp"
#include "integration/json_answer.hpp"
#include "integration/keyglass_process.hpp"

namespace keyglass::test {
namespace {

Answer patch(const std::string& key, const std::string& type, const std::string& body,
             std::vector<std::pair<std::string, std::string>> headers = {}) {
  if (!type.empty()) headers.emplace_back("Content-Type", type);
  return ask(shared_api().api(), {"PATCH", "/kv/" + key, std::move(headers), body});
}

Answer put(const std::string& key, const std::string& value, const std::string& type = "text/plain") {
  return ask(shared_api().api(), {"PUT", "/kv/" + key, {{"Content-Type", type}}, value});
}

constexpr const char* json_type = "application/json";
constexpr const char* merge_type = "application/merge-patch+json";

TEST_CASE("A merge patch answers with the new pair, and keeps type and time to live") {
  ask(shared_api().api(),
      {"PUT", "/kv/patch-doc?ttl=1000", {{"Content-Type", "application/json"}}, R"({"a":1,"b":{"c":2}})"});
  const Answer patched = patch("patch-doc", merge_type, R"({"b":{"c":null,"d":3},"a":null})");
  CHECK(patched.status == 200);
  CHECK(patched.body == R"({"key":"patch-doc","value":"{\"b\":{\"d\":3}}"})");
  CHECK_FALSE(patched.header("etag").empty());
  const Answer raw = get(shared_api().api(), "/kv/patch-doc?raw");
  CHECK(raw.header("content-type") == "application/json");
  CHECK(raw.header("etag") == patched.header("etag"));
  CHECK_FALSE(raw.header("keyglass-expires-at").empty());
}

TEST_CASE("An increment takes application/json, also unsaid, and begins at 0") {
  CHECK(patch("patch-n", json_type, R"({"increment":5})").body == R"({"key":"patch-n","value":"5"})");
  CHECK(patch("patch-n", "", R"({"increment":-7})").body == R"({"key":"patch-n","value":"-2"})");
  CHECK(patch("patch-n", "Application/JSON; charset=utf-8", R"({"increment":0})").status == 200);
}

TEST_CASE("Values that a patch does not fit are 409, and stay") {
  put("patch-text", "text");
  for (const auto& [type, body] : {std::pair{merge_type, "{}"}, {json_type, R"({"increment":1})"}}) {
    CAPTURE(type);
    const Answer refused = patch("patch-text", type, body);
    CHECK(refused.status == 409);
    CHECK(at(json_of(refused), "code").text == "conflict");
    CHECK(at(json_of(refused), "key").text == "patch-text");
  }
  CHECK(get(shared_api().api(), "/kv/patch-text?raw").body == "text");
  put("patch-max", "9223372036854775807");
  CHECK(patch("patch-max", json_type, R"({"increment":1})").status == 409);
  CHECK(patch("patch-none", merge_type, "{}").status == 404);
}

TEST_CASE("Bodies that are no patch are refused by name, other types with those that are taken") {
  put("patch-bad", "1");
  const auto field_of = [](const Answer& answer) {
    CHECK(answer.status == 422);
    const JsonValue problem = json_of(answer);
    return has(problem, "field") ? at(problem, "field").text : "";
  };
  CHECK(field_of(patch("patch-bad", json_type, R"({"increment":1.5})")) == "increment");
  CHECK(field_of(patch("patch-bad", json_type, R"({"increment":1,"by":1})")) == "by");
  CHECK(field_of(patch("patch-bad", json_type, "")) == "body");
  CHECK(field_of(patch("patch-bad", merge_type, R"({"a":1,"a":2})")) == "a");
  CHECK(field_of(patch("patch-bad", merge_type, "{")) == "body");
  CHECK(field_of(patch("..", json_type, R"({"increment":1})")) == "key");
  for (const char* type :
       {"text/plain", "application/json-patch+json", "application/x-www-form-urlencoded"}) {
    CAPTURE(type);
    const Answer refused = patch("patch-bad", type, "{}");
    CHECK(refused.status == 415);
    CHECK(refused.header("accept-patch") == "application/merge-patch+json, application/json");
  }
  const Answer options = ask(shared_api().api(), {"OPTIONS", "/kv/patch-bad", {}, {}});
  CHECK(options.header("accept-patch") == "application/merge-patch+json, application/json");
  CHECK(options.header_contains("allow", "PATCH"));
}

TEST_CASE("A patch honours conditions") {
  const std::string etag = put("patch-if", "1").header("etag");
  CHECK(patch("patch-if", json_type, R"({"increment":1})", {{"If-Match", etag}}).status == 200);
  const Answer stale = patch("patch-if", json_type, R"({"increment":1})", {{"If-Match", etag}});
  CHECK(stale.status == 412);
  CHECK(stale.header("etag") != etag);
  CHECK(get(shared_api().api(), "/kv/patch-if?raw").body == "2");
}

TEST_CASE("A patched value keeps to the limit of values") {
  put("patch-large", R"({"a":")" + std::string(60'000, 'x') + "\"}");
  const Answer refused = patch("patch-large", merge_type, R"({"b":")" + std::string(60'000, 'x') + "\"}");
  CHECK(refused.status == 413);
  CHECK(at(json_of(refused), "limit").integer == 100'000);
}

TEST_CASE("Increments of many clients all count") {
  constexpr int clients = 16;
  constexpr int increments = 50;
  const std::string api = shared_api().api();  // begun here: the server ends with the thread that began it
  std::vector<std::thread> threads;
  std::vector<int> counted(clients, 0);
  for (int i = 0; i < clients; ++i) {
    threads.emplace_back([&counted, &api, i] {
      HttpConnection client(api);
      for (int n = 0; n < increments; ++n) {
        const Answer answer =
            client.ask({"PATCH", "/kv/patch-many", {{"Content-Type", json_type}}, R"({"increment":1})"});
        if (answer.status == 200) ++counted[static_cast<std::size_t>(i)];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : counted) CHECK(count == increments);
  CHECK(get(api, "/kv/patch-many?raw").body == std::to_string(clients * increments));
}

}  // namespace
}  // namespace keyglass::test
