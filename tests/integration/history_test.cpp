// Earlier versions over HTTP, against the real process: reading one, listing all, and what is no longer kept.
#include <catch2/catch_test_macros.hpp>

#include "integration/each_store.hpp"
#include "integration/http_connection.hpp"
#include "integration/json_answer.hpp"

namespace keyglass::test {
namespace {

class HistoryFixture : public EachStore {
 protected:
  HistoryFixture() : EachStore({"--history-versions", "3"}) {}
  Answer put(const std::string& key, const std::string& value, const std::string& type = "text/plain") {
    return ask(api(), {"PUT", "/kv/" + key, {{"Content-Type", type}}, value});
  }
  Answer remove(const std::string& key) { return ask(api(), {"DELETE", "/kv/" + key, {}, {}}); }
};

TEST_CASE_METHOD(HistoryFixture,
                 "A value is read as it was, as a pair, as bytes, by range and by condition") {
  const Answer first = put("k", "first", "text/old");
  const std::string revision = first.header("keyglass-revision");
  put("k", "second");
  const std::string target = "/kv/k?revision=" + revision;
  const Answer pair = get(api(), target);
  CHECK(pair.body == R"({"key":"k","value":"first"})");
  CHECK(pair.header("etag") == first.header("etag"));
  CHECK(pair.header("keyglass-revision") == revision);
  const Answer raw = get(api(), target + "&raw");
  CHECK(raw.body == "first");
  CHECK(raw.header("content-type") == "text/old");
  const Answer part = ask(api(), {"GET", target + "&raw", {{"Range", "bytes=1-2"}}, {}});
  CHECK(part.status == 206);
  CHECK(part.body == "ir");
  CHECK(ask(api(), {"GET", target, {{"If-None-Match", first.header("etag")}}, {}}).status == 304);
  HttpConnection client(api());
  const Answer head = client.ask({"HEAD", target, {}, {}});
  CHECK(head.status == 200);
  CHECK(head.header("etag") == first.header("etag"));
}

TEST_CASE_METHOD(HistoryFixture, "What was absent, is dropped or is to come has an answer of its own") {
  put("other", "v");
  put("k", "1");
  CHECK(get(api(), "/kv/k?revision=1").status == 404);
  const Answer future = get(api(), "/kv/k?revision=1000");
  CHECK(future.status == 422);
  CHECK(at(json_of(future), "field").text == "revision");
  CHECK(get(api(), "/kv/k?revision=0").status == 422);
  CHECK(get(api(), "/kv/k?revision=x").status == 422);
  for (int i = 2; i <= 6; ++i) put("k", std::to_string(i));
  const Answer dropped = get(api(), "/kv/k?revision=2");
  CHECK(dropped.status == 410);
  const JsonValue problem = json_of(dropped);
  CHECK(at(problem, "code").text == "compacted");
  const std::string oldest = std::to_string(at(problem, "revision").integer);
  CHECK(get(api(), "/kv/k?revision=" + oldest).status == 200);
}

TEST_CASE_METHOD(HistoryFixture, "Versions are listed newest first, removals among them, and by page") {
  put("a/b", "1", "text/old");
  ask(api(), {"PUT", "/kv/a/b?ttl=1000", {}, "22"});
  remove("a/b");
  const JsonValue page = json_of(get(api(), "/history/a/b"));
  const auto& versions = at(page, "versions").elements;
  REQUIRE(versions.size() == 3);
  CHECK(texts_of(at(page, "versions"), "op") == "delete put put");
  CHECK(at(page, "complete").boolean);
  CHECK_FALSE(has(page, "next"));
  CHECK_FALSE(has(versions[0], "size"));
  CHECK(has(versions[0], "updated_at"));
  CHECK(at(versions[1], "size").integer == 2);
  CHECK(has(versions[1], "expires_at"));
  CHECK(at(versions[2], "content_type").text == "text/old");
  std::string seen;
  for (std::string target = "/history/a/b?limit=1"; !target.empty();) {
    const Answer one = get(api(), target);
    REQUIRE(one.status == 200);
    seen += texts_of(at(json_of(one), "versions"), "op") + " ";
    const std::string link = one.header("link");
    target = link.empty() ? "" : link.substr(1, link.find('>') - 1);
  }
  CHECK(seen == "delete put put ");
}

TEST_CASE_METHOD(HistoryFixture, "A history that lost its beginning says so") {
  for (int i = 1; i <= 6; ++i) put("k", std::to_string(i));
  const JsonValue page = json_of(get(api(), "/history/k"));
  CHECK_FALSE(at(page, "complete").boolean);
  CHECK(at(page, "versions").elements.size() == 4);
}

TEST_CASE_METHOD(HistoryFixture, "A history of nothing is 404, bad parameters are named") {
  CHECK(get(api(), "/history/none").status == 404);
  const auto field_of = [&](const std::string& target) {
    return at(json_of(get(api(), target)), "field").text;
  };
  CHECK(field_of("/history/k?limit=0") == "limit");
  CHECK(field_of("/history/k?before=0") == "before");
  CHECK(field_of("/history/k?after=x") == "after");
  CHECK(field_of("/history/") == "key");
}

}  // namespace
}  // namespace keyglass::test
