// POST /batch against the real process: results, conditions, refusals by place.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "integration/http_connection.hpp"
#include "integration/json_answer.hpp"
#include "integration/keyglass_process.hpp"
#include "keyglass/json_text.hpp"

namespace keyglass::test {
namespace {

Answer batch(const std::string& json) {
  return post_json(shared_api().api(), "/batch", json);
}

Answer put(const std::string& key, const std::string& value) {
  return ask(shared_api().api(), {"PUT", "/kv/" + key, {}, value});
}

TEST_CASE("A batch does its ops in order and answers each in its place") {
  put("batch-old", "1");
  const Answer answer = batch(
      R"({"ops":[{"op":"put","key":"batch-new","value":"2","ttl":1000,"content_type":"a/b"},)"
      R"({"op":"get","key":"batch-new"},{"op":"delete","key":"batch-old"},{"op":"get","key":"batch-old"},)"
      R"({"op":"put","key":"batch-bytes","value_base64":"/w=="},{"op":"get","key":"batch-bytes"},)"
      R"({"op":"delete","key":"batch-none"}]})");
  REQUIRE(answer.status == 200);
  const JsonValue json = json_of(answer);
  const auto& results = at(json, "results").elements;
  REQUIRE(results.size() == 7);
  const std::vector<std::uint64_t> statuses{201, 200, 200, 404, 201, 200, 404};
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    CAPTURE(i);
    CHECK(at(results[i], "status").integer == statuses[i]);
  }
  CHECK(at(results[1], "value").text == "2");
  const JsonValue& metadata = at(results[1], "metadata");
  CHECK(at(metadata, "content_type").text == "a/b");
  CHECK(has(metadata, "expires_at"));
  CHECK(at(metadata, "revision").integer == at(json, "revision").integer);
  CHECK(at(results[5], "value_base64").text == "/w==");
  CHECK(get(shared_api().api(), "/kv/batch-new?raw").body == "2");
  CHECK(get(shared_api().api(), "/kv/batch-old").status == 404);
}

TEST_CASE("Conditions of every kind: all that fail are named, and nothing is written") {
  const Answer a = put("cond-a", "1");
  const Answer b = put("cond-b", "1");
  const auto quoted = [](const Answer& of) {
    std::string etag = of.header("etag");
    return "\"\\\"" + etag.substr(1, etag.size() - 2) + "\\\"\"";
  };
  const Answer refused = batch(R"({"conditions":[{"key":"cond-a","etag":)" + quoted(b) +
                               R"(},{"key":"cond-b","revision":)" + b.header("keyglass-revision") +
                               R"(},{"key":"cond-b","absent":true},{"key":"cond-c","revision":1}],)" +
                               R"("ops":[{"op":"put","key":"cond-c","value":"x"}]})");
  CHECK(refused.status == 412);
  CHECK(refused.header("etag") == a.header("etag"));
  const JsonValue problem = json_of(refused);
  CHECK(at(problem, "key").text == "cond-a");
  const auto& failed = at(problem, "failed").elements;
  REQUIRE(failed.size() == 3);
  CHECK(at(failed[0], "index").integer == 0);
  CHECK(at(failed[0], "etag").text == a.header("etag"));
  CHECK(at(failed[1], "index").integer == 2);
  CHECK(std::to_string(at(failed[1], "revision").integer) == b.header("keyglass-revision"));
  CHECK(at(failed[2], "key").text == "cond-c");
  CHECK_FALSE(has(failed[2], "etag"));
  CHECK(get(shared_api().api(), "/kv/cond-c").status == 404);
  const Answer done =
      batch(R"({"conditions":[{"key":"cond-a","etag":)" + quoted(a) +
            R"(},{"key":"cond-c","absent":true}],"ops":[{"op":"put","key":"cond-c","value":"x"}]})");
  CHECK(done.status == 200);
}

TEST_CASE("What is wrong with a batch is named by its place") {
  const auto field_of = [](const std::string& json) {
    const Answer answer = batch(json);
    CHECK((answer.status == 422 || answer.status == 413));
    return at(json_of(answer), "field").text;
  };
  CHECK(field_of("{}") == "ops");
  CHECK(field_of(R"({"ops":[],"atomic":false})") == "atomic");
  CHECK(field_of(R"({"ops":[{"op":"get","key":"k"},{"op":"put","key":"k"}]})") == "ops[1].value");
  CHECK(field_of(R"({"ops":[{"op":"put","key":"k","value":")" + std::string(100'001, 'v') + R"("}]})") ==
        "ops[0].value");
  CHECK(field_of(R"({"conditions":[{"key":"k","etag":"x"}],"ops":[]})") == "conditions[0].etag");
  std::string many;
  for (int i = 0; i <= 10'000; ++i) many += (i == 0 ? "" : ",") + std::string(R"({"op":"get","key":"k"})");
  CHECK(field_of(R"({"ops":[)" + many + "]}") == "ops");
  CHECK(batch("[]").status == 422);
  CHECK(ask(shared_api().api(), {"POST", "/batch", {{"Content-Type", "text/plain"}}, "{}"}).status == 415);
  CHECK(get(shared_api().api(), "/batch").status == 405);
  const Answer large = batch(R"({"ops":[)" + std::string(400'000, ' ') + "]}");
  CHECK(large.status == 413);
  CHECK(has(json_of(large), "limit"));
}

TEST_CASE("Readers never see half of a batch") {
  const auto write_both = [](int i) {
    const std::string value = std::to_string(i);
    return batch(R"({"ops":[{"op":"put","key":"pair-a","value":")" + value +
                 R"("},{"op":"put","key":"pair-b","value":")" + value + R"("}]})");
  };
  REQUIRE(write_both(0).status == 200);
  // So many keys apart that they are not read in one go.
  std::string gets = R"({"op":"get","key":"pair-a"})";
  for (int i = 0; i < 800; ++i) gets += R"(,{"op":"get","key":"between-)" + std::to_string(i) + R"("})";
  const std::string read_both = R"({"ops":[)" + gets + R"(,{"op":"get","key":"pair-b"}]})";
  std::atomic<bool> written = false;
  std::thread writer([&] {
    for (int i = 1; i <= 500; ++i) write_both(i);
    written = true;
  });
  int torn = 0;
  std::string last;
  for (bool is_last = false; !is_last;) {
    is_last = written;
    const Answer answer = batch(read_both);
    if (answer.status == 503) continue;
    const JsonValue json = json_of(answer);
    const auto& results = at(json, "results").elements;
    last = at(results.front(), "value").text;
    if (at(results.back(), "value").text != last) ++torn;
  }
  writer.join();
  CHECK(last == "500");
  CHECK(torn == 0);
}

TEST_CASE("A batch takes the ETag of a value's bytes for that of its entry") {
  const std::string& api = shared_api().api();
  REQUIRE(ask(api, {"PUT", "/kv/batch/bytes", {}, "v"}).status == 201);
  const Answer bytes = ask(api, {"GET", "/kv/batch/bytes", {{"Accept", "application/octet-stream"}}, {}});
  REQUIRE(bytes.header("etag").ends_with(";bytes\""));
  const std::string body = R"({"conditions":[{"key":"batch/bytes","etag":)" +
                           encode_json_string(bytes.header("etag")) +
                           R"(}],"ops":[{"op":"delete","key":"batch/bytes"}]})";
  CHECK(post_json(api, "/batch", body).status == 200);
}

}  // namespace
}  // namespace keyglass::test
