// Both parents' REST contracts, step by step, against the real process.
#include <catch2/catch_test_macros.hpp>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("The first contract's own sequence passes: list, 404, post, get, update, list, delete, 404") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  HttpConnection client(keyglass.api());
  const auto post = [&](const std::string& json) {
    return client.ask({"POST", "/kv/name", {{"Content-Type", "application/json"}}, json});
  };
  CHECK(client.ask({.target = "/kv"}).body == "{}");
  const Answer absent = client.ask({.target = "/kv/name"});
  CHECK(absent.status == 404);
  CHECK(absent.body.find(R"("detail":"key not found")") != std::string::npos);
  const Answer created = post(R"({"value": "Alice"})");
  CHECK(created.status == 200);
  CHECK(created.body == R"({"key":"name","value":"Alice"})");
  CHECK(client.ask({.target = "/kv/name"}).body == R"({"key":"name","value":"Alice"})");
  CHECK(post(R"({"value": "Bob"})").body == R"({"key":"name","value":"Bob"})");
  CHECK(client.ask({.target = "/kv"}).body == R"({"name":"Bob"})");
  const Answer deleted = client.ask({"DELETE", "/kv/name", {}, {}});
  CHECK(deleted.status == 200);
  CHECK(deleted.body == R"({"deleted":"name"})");
  CHECK(client.ask({"DELETE", "/kv/name", {}, {}}).status == 404);
  CHECK(client.ask({.target = "/kv/name"}).status == 404);
}

TEST_CASE("The second contract answers with its own bodies, with and without the trailing slash") {
  const std::string& api = shared_api().api();
  for (const std::string slash : {"/", ""}) {
    CAPTURE(slash);
    const std::string key = "/api/keys/second" + slash;
    const Answer created = post_json(api, "/api/keys" + slash, R"({"key":"second","value":"2"})");
    CHECK(created.status == 201);
    CHECK(created.body == R"({"created":true})");
    const Answer read = get(api, key);
    CHECK(read.status == 200);
    CHECK(read.body == R"({"key":"second","value":"2"})");
    CHECK(get(api, "/kv/second").body == R"({"key":"second","value":"2"})");
    const Answer deleted = ask(api, {"DELETE", key, {}, {}});
    CHECK(deleted.status == 200);
    CHECK(deleted.body == R"({"destroyed":"Key deleted."})");
    const Answer gone = ask(api, {"DELETE", key, {}, {}});
    CHECK(gone.status == 404);
    CHECK(gone.body == R"({"destroyed":"Key not found."})");
    const Answer absent = get(api, key);
    CHECK(absent.status == 404);
    CHECK(absent.body == R"({"key":"second","value":"Key not found."})");
  }
}

TEST_CASE("The second contract names every field that is missing, blank or no string") {
  const std::string& api = shared_api().api();
  const auto refusal = [&](const std::string& json) {
    const Answer answer = post_json(api, "/api/keys/", json);
    CHECK(answer.status == 400);
    return answer.body;
  };
  CHECK(refusal("{}") == R"({"key":["This field is required."],"value":["This field is required."]})");
  CHECK(refusal(R"({"key":"k"})") == R"({"value":["This field is required."]})");
  CHECK(refusal(R"({"key":"k","value":""})") == R"({"value":["This field may not be blank."]})");
  CHECK(refusal(R"({"key":"","value":"v"})") == R"({"key":["This field may not be blank."]})");
  CHECK(refusal(R"({"key":"k","value":5})") == R"({"value":["Not a valid string."]})");
  CHECK(refusal(R"({"key":null,"value":["v"]})") ==
        R"({"key":["This field may not be null."],"value":["Not a valid string."]})");
  CHECK(refusal(R"({"key":5})") == R"({"key":["Not a valid string."],"value":["This field is required."]})");
}

TEST_CASE("A key with slashes has one name, escaped or not") {
  const std::string& api = shared_api().api();
  CHECK(post_json(api, "/kv/a%2Fb%20%C3%A4", R"({"value":"x"})").status == 200);
  CHECK(get(api, "/kv/a/b%20ä").body == R"({"key":"a/b ä","value":"x"})");
}

TEST_CASE("Bytes that are not UTF-8 come back as base64, as raw bytes and by range") {
  const std::string& api = shared_api().api();
  const Answer created = ask(api, {"PUT", "/kv/bytes", {{"Content-Type", "image/png"}}, "\xFF\x01\x02\x03"});
  CHECK(created.status == 201);
  CHECK(created.header("location") == "/kv/bytes");
  CHECK(get(api, "/kv/bytes").body == R"({"key":"bytes","value_base64":"/wECAw=="})");
  for (const Ask& asked : {Ask{.target = "/kv/bytes?raw"},
                           Ask{"GET", "/kv/bytes", {{"Accept", "application/octet-stream"}}, {}}}) {
    const Answer raw = ask(api, asked);
    CHECK(raw.body == "\xFF\x01\x02\x03");
    CHECK(raw.header("content-type") == "image/png");
    CHECK(raw.header("content-security-policy") == "sandbox");
  }
  const Answer part = ask(api, {"GET", "/kv/bytes?raw", {{"Range", "bytes=1-2"}}, {}});
  CHECK(part.status == 206);
  CHECK(part.body == "\x01\x02");
  CHECK(part.header("content-range") == "bytes 1-2/4");
  CHECK(ask(api, {"GET", "/kv/bytes?raw", {{"Range", "bytes=4-"}}, {}}).status == 416);
  CHECK(post_json(api, "/kv/bytes", R"({"value_base64":"AAE="})").body ==
        "{\"key\":\"bytes\",\"value\":\"\\u0000\\u0001\"}");
}

TEST_CASE("HEAD gives the headers of GET without a body") {
  const std::string& api = shared_api().api();
  post_json(api, "/kv/head", R"({"value":"x","ttl":1000})");
  const Answer read = get(api, "/kv/head");
  HttpConnection client(api);
  const Answer head = client.ask({"HEAD", "/kv/head", {}, {}});
  CHECK(head.status == 200);
  for (const char* name :
       {"etag", "content-length", "content-type", "keyglass-expires-at", "last-modified"}) {
    CAPTURE(name);
    CHECK_FALSE(head.header(name).empty());
    CHECK(head.header(name) == read.header(name));
  }
  CHECK(client.ask({.target = "/kv/head"}).status == 200);  // nothing of a body was left on the connection
}

TEST_CASE("Conditions: an unchanged value is 304, a changed one refuses the write with its ETag") {
  const std::string& api = shared_api().api();
  const auto put = [&](std::string header, std::string etag) {
    return ask(api, {"PUT", "/kv/condition", {{std::move(header), std::move(etag)}}, "value"});
  };
  const Answer created = put("If-None-Match", "*");
  REQUIRE(created.status == 201);
  const std::string etag = created.header("etag");
  CHECK(put("If-None-Match", "*").status == 412);
  const Answer unchanged = ask(api, {"GET", "/kv/condition", {{"If-None-Match", etag}}, {}});
  CHECK(unchanged.status == 304);
  CHECK(unchanged.header("etag") == etag);
  const Answer replaced = put("If-Match", etag);
  CHECK(replaced.status == 200);
  const Answer stale = ask(api, {"PUT", "/kv/condition", {{"If-Match", "\"other\""}}, "changed"});
  CHECK(stale.status == 412);
  CHECK(stale.header("etag") == replaced.header("etag"));
  CHECK(ask(api, {"DELETE", "/kv/condition", {{"If-Match", "\"other\""}}, {}}).status == 412);
  CHECK(put("If-Match", "\"other\", " + replaced.header("etag")).status == 200);
  CHECK(ask(api, {"DELETE", "/kv/condition", {{"If-Match", "*"}}, {}}).status == 200);
  CHECK(put("If-Match", "*").status == 412);
}

TEST_CASE("A listing is paged by cursor and link, and shows each key once") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  for (int i = 0; i < 25; ++i) {
    const std::string number = std::to_string(100 + i);
    REQUIRE(post_json(keyglass.api(), "/kv/page:" + number, R"({"value":"v"})").status == 200);
  }
  REQUIRE(post_json(keyglass.api(), "/kv/other", R"({"value":"v"})").status == 200);
  for (const std::string path : {"/keys", "/kv"}) {
    CAPTURE(path);
    std::string target = path + "?prefix=page:&limit=10";
    std::string seen;
    int pages = 0;
    while (!target.empty()) {
      const Answer page = get(keyglass.api(), target);
      REQUIRE(page.status == 200);
      seen += page.body;
      ++pages;
      const std::string link = page.header("link");
      target = link.empty() ? "" : link.substr(1, link.find('>') - 1);
    }
    CHECK(pages == 3);
    for (int i = 0; i < 25; ++i) {
      const std::string key = "\"page:" + std::to_string(100 + i) + "\"";
      const auto first = seen.find(key);
      CHECK(first != std::string::npos);
      CHECK(seen.find(key, first + 1) == std::string::npos);
    }
    CHECK(seen.find("other") == std::string::npos);
  }
}

TEST_CASE("Every pair is listed in key order, also a value that is not UTF-8") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  post_json(keyglass.api(), "/kv/b", R"({"value":"2"})");
  post_json(keyglass.api(), "/kv/a", R"({"value":"1"})");
  ask(keyglass.api(), {"PUT", "/kv/c", {}, "\xFF"});
  CHECK(get(keyglass.api(), "/kv").body == R"({"a":"1","b":"2","c":{"value_base64":"/w=="}})");
  CHECK(get(keyglass.api(), "/kv?prefix=b").body == R"({"b":"2"})");
}

TEST_CASE("A value with a time to live is gone when it is over") {
  const std::string& api = shared_api().api();
  CHECK(post_json(api, "/kv/brief", R"({"value":"x","ttl":0.5})").status == 200);
  CHECK(ask(api, {"PUT", "/kv/brief2?ttl=0.5", {}, "x"}).status == 201);
  CHECK(wait_until([&] { return get(api, "/kv/brief").status == 404; }));
  CHECK(wait_until([&] { return get(api, "/keys/brief2").status == 404; }));
}

TEST_CASE("Every answer carries its request id, its timing and nosniff") {
  const std::string& api = shared_api().api();
  for (const char* target : {"/healthz", "/kv/absent", "/nowhere", "/kv/%FF"}) {
    CAPTURE(target);
    const Answer answer = ask(api, {"GET", target, {{"X-Request-Id", "test-7"}}, {}});
    CHECK(answer.header("x-request-id") == "test-7");
    CHECK(answer.header_contains("server-timing", "total;dur="));
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("cache-control") == "no-cache");
  }
  const Answer forged = ask(api, {"GET", "/kv/absent", {{"X-Request-Id", "a%0D%0ASet-Cookie:%20x"}}, {}});
  CHECK(forged.header("set-cookie").empty());
  CHECK(forged.header("x-request-id").size() == 32);
  CHECK(forged.body.find(forged.header("x-request-id")) != std::string::npos);
}

}  // namespace
}  // namespace keyglass::test
