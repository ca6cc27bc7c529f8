// Bad input: each row gets a clear problem that names what is wrong, and nothing is lost or written.
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::test {
namespace {

struct Row {
  std::string name;
  Ask ask;
  int status;
  std::string field;   // of the problem; "" if it concerns no member
  std::string detail;  // part of it
};

Ask json(std::string body, std::string target = "/kv/kept") {
  const std::string size = std::to_string(body.size());
  return {"POST",
          std::move(target),
          {{"Content-Type", "application/json"}, {"Content-Length", size}},
          std::move(body)};
}

std::vector<Row> rows() {
  const std::string long_key(1025, 'k');
  return {
      {"malformed JSON", json(R"({"value":)"), 422, "body", "line 1, column 10: "},
      {"malformed JSON further down", json("{\n  \"value\": oops\n}"), 422, "body", "line 2, column 12: "},
      {"malformed JSON of a batch", json("{\"ops\":\n[}", "/batch"), 422, "body", "line 2, column 2: "},
      {"malformed JSON of a plan", json("{", "/plans"), 422, "body", "line 1, column 2: "},
      {"malformed JSON of the second contract", json("{", "/api/keys/"), 422, "body", "line 1, column 2: "},
      {"an increment that is no object",
       {"PATCH", "/kv/kept", {{"Content-Type", "application/json"}}, "1"},
       422,
       "body",
       "object"},
      {"value missing", json("{}"), 422, "value", "missing"},
      {"value a number", json(R"({"value":1})"), 422, "value", "string"},
      {"value null", json(R"({"value":null})"), 422, "value", "null"},
      {"unknown member", json(R"({"value":"a","colour":"red"})"), 422, "colour", "unknown"},
      {"empty body", json(""), 422, "value", "empty"},
      {"not an object", json("[]"), 422, "body", "object"},
      {"both kinds of value", json(R"({"value":"a","value_base64":"YQ=="})"), 422, "value_base64", "value"},
      {"bad base64", json(R"({"value_base64":"?"})"), 422, "value_base64", "base64"},
      {"time to live of zero", json(R"({"value":"a","ttl":0})"), 422, "ttl", "more than 0"},
      {"time to live in words", {"PUT", "/kv/kept?ttl=soon", {}, "a"}, 422, "ttl", "number"},
      {"nesting without end", json(std::string(100'000, '[')), 422, "body", "deep"},
      {"empty key", json(R"({"value":"a"})", "/kv/"), 422, "key", "empty"},
      {"empty key, raw", {"PUT", "/kv/", {}, "a"}, 422, "key", "empty"},
      {"empty key, metadata", {"GET", "/keys/", {}, {}}, 422, "key", "empty"},
      {"key of 1,025 bytes", {"PUT", "/kv/" + long_key, {}, "a"}, 422, "key", "1024"},
      {"key that is not UTF-8", {"PUT", "/kv/%FF", {}, "a"}, 422, "key", "UTF-8"},
      {"key with a zero byte", {"PUT", "/kv/a%00b", {}, "a"}, 422, "key", "U+0000"},
      {"key ..", {"PUT", "/kv/..", {}, "a"}, 422, "key", ".."},
      {"key .. escaped", {"PUT", "/kv/%2E%2e", {}, "a"}, 422, "key", ".."},
      {"broken escape", {"PUT", "/kv/%zz", {}, "a"}, 422, "key", "%zz"},
      {"unknown parameter", {"GET", "/keys?page=2", {}, {}}, 422, "page", "unknown"},
      {"limit of zero", {"GET", "/keys?limit=0", {}, {}}, 422, "limit", "1 to 10000"},
      {"limit too high", {"GET", "/keys?limit=10001", {}, {}}, 422, "limit", "1 to 10000"},
      {"cursor of nobody", {"GET", "/keys?after=!", {}, {}}, 422, "after", "cursor"},
      {"broken condition", {"PUT", "/kv/kept", {{"If-Match", "abc"}}, "a"}, 422, "If-Match", "ETag"},
      {"bad content type",
       {"PUT", "/kv/kept", {{"Content-Type", "a\xC3\xA4"}}, "a"},
       422,
       "content_type",
       "ASCII"},
      {"a form",
       {"POST", "/kv/kept", {{"Content-Type", "application/x-www-form-urlencoded"}}, "value=a"},
       415,
       "",
       "\"application/x-www-form-urlencoded\": send Content-Type: application/json"},
      {"a compressed body",
       {"PUT", "/kv/kept", {{"Content-Encoding", "gzip"}}, "a"},
       415,
       "",
       "Content-Encoding"},
      {"wrong method on a key", {"TRACE", "/kv/kept", {}, "a"}, 405, "", "TRACE"},
      {"wrong method on the list", {"DELETE", "/kv", {}, {}}, 405, "", "DELETE"},
      {"unknown method", {"BREW", "/kv/kept", {}, {}}, 501, "", "method"},
      {"unknown path", {"GET", "/nowhere", {}, {}}, 404, "", "path"},
  };
}

TEST_CASE("Bad input gets a problem that names what is wrong, and changes nothing") {
  const std::string& api = shared_api().api();
  REQUIRE(post_json(api, "/kv/kept", R"({"value":"precious"})").status == 200);
  const std::string before = get(api, "/kv").body;
  for (const Row& row : rows()) {
    CAPTURE(row.name);
    const Answer answer = ask(api, row.ask);
    CAPTURE(answer.body);
    CHECK(answer.status == row.status);
    CHECK(answer.header("content-type") == "application/problem+json");
    const auto problem = decode_problem(answer.body);
    REQUIRE(problem.ok());
    CHECK(problem.value().status == row.status);
    CHECK(problem.value().field == row.field);
    CHECK(problem.value().detail.find(row.detail) != std::string::npos);
    CHECK(problem.value().request_id == answer.header("x-request-id"));
  }
  CHECK(get(api, "/kv").body == before);
}

TEST_CASE("A value over the limit is refused with limit and actual, whichever way it comes") {
  const std::string& api = shared_api().api();
  const std::string value(100'001, 'v');
  const Ask raw{"PUT", "/kv/large", {}, value};
  const Ask announced{"PUT", "/kv/large", {{"Content-Length", "99999999"}, {"Expect", "100-continue"}}, {}};
  const Ask chunked{
      "PUT", "/kv/large", {{"Transfer-Encoding", "chunked"}}, "186A1\r\n" + value + "\r\n0\r\n\r\n"};
  const Ask as_json{
      "POST", "/kv/large", {{"Content-Type", "application/json"}}, R"({"value":")" + value + "\"}"};
  for (const Ask& asked : {raw, announced, chunked, as_json}) {
    const Answer answer = ask(api, asked);
    CAPTURE(answer.body);
    REQUIRE(answer.status == 413);
    const auto problem = decode_problem(answer.body);
    REQUIRE(problem.ok());
    REQUIRE(problem.value().limit);
    REQUIRE(problem.value().actual);
    CHECK(*problem.value().actual > *problem.value().limit);
  }
  CHECK(decode_problem(ask(api, raw).body).value().limit == 100'000U);
  CHECK(decode_problem(ask(api, as_json).body).value().actual == 100'001U);
  CHECK(get(api, "/kv/large").status == 404);
}

TEST_CASE("405 names the methods that are offered") {
  const std::string& api = shared_api().api();
  CHECK(ask(api, {"PATCH", "/kv", {}, {}}).header("allow") == "GET, HEAD, OPTIONS");
  CHECK(ask(api, {"TRACE", "/kv/a", {}, {}}).header("allow") ==
        "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  CHECK(get(api, "/api/keys/").header("allow") == "POST, OPTIONS");
  const Answer options = ask(api, {"OPTIONS", "/kv/a", {}, {}});
  CHECK(options.status == 204);
  CHECK(options.header("allow") == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
}

}  // namespace
}  // namespace keyglass::test
