// /keys and /stats against the real process: folding, patterns, cursors, NDJSON, counts.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "integration/each_store.hpp"
#include "integration/http_connection.hpp"
#include "integration/json_answer.hpp"

namespace keyglass::test {
namespace {

class KeysFixture : public EachStore {
 protected:
  void fill(const std::vector<std::string>& keys) {
    for (const std::string& key : keys) REQUIRE(ask(api(), {"PUT", "/kv/" + key, {}, "v"}).status == 201);
  }
  Answer lines(const std::string& target) {
    return ask(api(), {"GET", target, {{"Accept", "application/x-ndjson"}}, {}});
  }
  // The target of the Link to the next page, or "".
  static std::string next_of(const Answer& answer) {
    const std::string link = answer.header("link");
    return link.empty() ? "" : link.substr(1, link.find('>') - 1);
  }
};

TEST_CASE_METHOD(KeysFixture, "A delimiter folds what lies behind it, also by page") {
  fill({"a", "user:1", "user:2", "user:x:1", "z:1", "z"});
  const JsonValue whole = json_of(get(api(), "/keys?delimiter=:"));
  CHECK(texts_of(at(whole, "keys"), "key") == "a z");
  CHECK(texts_of(at(whole, "prefixes")) == "user: z:");
  const JsonValue user = json_of(get(api(), "/keys?prefix=user:&delimiter=:"));
  CHECK(texts_of(at(user, "keys"), "key") == "user:1 user:2");
  CHECK(texts_of(at(user, "prefixes")) == "user:x:");
  std::string seen;
  for (std::string target = "/keys?delimiter=:&limit=1"; !target.empty();) {
    const Answer page = get(api(), target);
    REQUIRE(page.status == 200);
    const JsonValue json = json_of(page);
    seen += texts_of(at(json, "keys"), "key") + texts_of(at(json, "prefixes")) + " ";
    target = next_of(page);
    CHECK(target.empty() != has(json, "next"));
  }
  while (seen.ends_with(' ')) seen.pop_back();
  CHECK(seen == "a user: z z:");
}

TEST_CASE_METHOD(KeysFixture, "A glob selects whole keys, with every parameter kept in the link") {
  fill({"flag:a:on", "flag:b:off", "flag:c:on", "flag:ä:on", "other:on"});
  CHECK(texts_of(at(json_of(get(api(), "/keys?glob=flag:?:on")), "keys"), "key") ==
        "flag:a:on flag:c:on flag:ä:on");
  CHECK(texts_of(at(json_of(get(api(), "/keys?prefix=flag:c&glob=*:on")), "keys"), "key") == "flag:c:on");
  CHECK(texts_of(at(json_of(get(api(), "/keys?prefix=other&glob=flag:*")), "keys"), "key").empty());
  const Answer first = get(api(), "/keys?prefix=f&glob=*%3Aon&limit=1");
  const std::string next = next_of(first);
  CHECK(next.starts_with("/keys?prefix=f&glob="));
  CHECK(texts_of(at(json_of(get(api(), next)), "keys"), "key") == "flag:c:on");
}

TEST_CASE_METHOD(KeysFixture, "What does not go together or is not a pattern is refused by name") {
  const auto field_of = [&](const std::string& target) {
    const Answer answer = get(api(), target);
    CHECK(answer.status == 422);
    return at(json_of(answer), "field").text;
  };
  CHECK(field_of("/keys?glob=*&delimiter=:") == "delimiter");
  CHECK(field_of("/keys?glob=") == "glob");
  CHECK(field_of("/keys?delimiter=" + std::string(1025, 'd')) == "delimiter");
  CHECK(field_of("/keys?glob=[a") == "glob");
  CHECK(field_of("/keys?delimiter=%FF") == "delimiter");
  CHECK(field_of("/keys?limit=0") == "limit");
  CHECK(field_of("/keys?limit=10001") == "limit");
  CHECK(field_of("/keys?after=!") == "after");
  CHECK(field_of("/keys?before=1") == "before");
}

TEST_CASE_METHOD(KeysFixture, "A cursor belongs to its listing") {
  fill({"a:1", "a:2", "a:3"});
  const std::string cursor = at(json_of(get(api(), "/keys?prefix=a:&limit=1")), "next").text;
  CHECK(get(api(), "/keys?prefix=a:&limit=2&after=" + cursor).status == 200);
  for (const std::string other :
       {"/keys?", "/keys?prefix=a&", "/keys?prefix=a:&delimiter=:&", "/keys?prefix=a:&glob=*&"}) {
    CAPTURE(other);
    const Answer refused = get(api(), other + "after=" + cursor);
    CHECK(refused.status == 422);
    CHECK(at(json_of(refused), "field").text == "after");
  }
}

TEST_CASE_METHOD(KeysFixture, "As NDJSON a listing is one object a line, all of it or one page") {
  fill({"a", "b:1", "b:2", "c"});
  const Answer folded = lines("/keys?delimiter=:");
  CHECK(folded.header("content-type") == "application/x-ndjson");
  CHECK(folded.header_contains("vary", "Accept"));
  const std::vector<std::string> begins{R"({"key":"a","size":1,"revision":)", R"({"prefix":"b:"})",
                                        R"({"key":"c","size":1,"revision":)"};
  std::string_view rest = folded.body;
  for (const std::string& begin : begins) {
    CHECK(rest.starts_with(begin));
    rest.remove_prefix(rest.find('\n') + 1);
  }
  CHECK(rest.empty());
  const Answer page = lines("/keys?limit=1");
  CHECK(page.body.starts_with(R"({"key":"a")"));
  CHECK(page.body.find('\n') == page.body.size() - 1);
  CHECK(next_of(page).starts_with("/keys?limit=1&after="));
  CHECK(lines("/keys?glob=[").status == 422);
  CHECK(lines("/keys?prefix=none").body.empty());
}

TEST_CASE_METHOD(KeysFixture, "More keys than fit a page stream whole") {
  std::string batch;
  for (int i = 0; i < 2'500; ++i) {
    batch += (i == 0 ? "" : ",") + (R"({"op":"put","value":"","key":"k)" + std::to_string(i)) + "\"}";
  }
  REQUIRE(post_json(api(), "/batch", R"({"ops":[)" + batch + "]}").status == 200);
  const Answer answer = lines("/keys");
  CHECK(answer.complete);
  CHECK(std::count(answer.body.begin(), answer.body.end(), '\n') == 2'500);
}

TEST_CASE_METHOD(KeysFixture, "Counts are those of a prefix, or of everything") {
  fill({"a", "b:1", "b:2"});
  CHECK(get(api(), "/stats").body == R"({"count":3,"bytes":10,"exact":true,"revision":3})");
  CHECK(get(api(), "/stats?prefix=b:").body == R"({"count":2,"bytes":8,"exact":true,"revision":3})");
  CHECK(get(api(), "/stats?glob=b").status == 422);
}

}  // namespace
}  // namespace keyglass::test
