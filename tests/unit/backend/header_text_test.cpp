// Text rules that headers share: lists, weights, dates, ids, ETag lists.
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "http/entry_headers.hpp"
#include "http/http_date.hpp"
#include "http/request_id.hpp"
#include "http/text.hpp"
#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

TEST_CASE("A list is split at commas outside quotes, and trimmed") {
  CHECK(split_list(" a, b ,,\tc ") == std::vector<std::string_view>{"a", "b", "c"});
  CHECK(split_list(R"("a,b", "c")") == std::vector<std::string_view>{R"("a,b")", R"("c")"});
  CHECK(split_list("").empty());
}

TEST_CASE("A weight is the most exact member's") {
  CHECK(weight_of("gzip, br;q=0.5", "br") == 500);
  CHECK(weight_of("gzip, *;q=0.1", "br") == 100);
  CHECK(weight_of("br;q=0, *", "br") == 0);
  CHECK(weight_of("gzip", "br") == 0);
  CHECK(weight_of("application/*;q=0.3, */*;q=0.1", "application/json") == 300);
  CHECK(weight_of("text/*", "application/json") == 0);
  CHECK(weight_of("*/*", "application/json") == 1000);
  CHECK(weight_of("br;q=nonsense", "br") == 1000);
}

TEST_CASE("A date is written as HTTP wants it") {
  CHECK(http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(http_date(1'769'851'800'999) == "Sat, 31 Jan 2026 09:30:00 GMT");
}

TEST_CASE("A date is read in the three forms of HTTP, and as no other") {
  constexpr std::int64_t time_ms = 784'111'777'000;
  constexpr std::int64_t now_ms = 1'769'851'800'000;  // in 2026
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == time_ms);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now_ms) == time_ms);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == time_ms);
  CHECK(parse_http_date("Saturday, 31-Jan-26 09:30:00 GMT", now_ms) == now_ms);
  CHECK(parse_http_date("Friday, 31-Jan-76 09:30:00 GMT", now_ms) == 3'347'688'600'000);  // 50 years ahead
  CHECK(parse_http_date("Monday, 31-Jan-77 09:30:00 GMT", now_ms) == 223'551'000'000);    // 51 would be
  for (const char* text :
       {"", "tomorrow", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT GMT",
        "Sun, -6 Nov 1994 08:49:37 GMT x", "Sun, 06 Nov 99994 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_http_date(text).has_value());
  }
}

TEST_CASE("A request id is taken if it is plain, else made anew") {
  CHECK(request_id_of("abc-1.2_3") == "abc-1.2_3");
  for (const std::string& sent : {std::string(), std::string("a b"), std::string("a\"b"),
                                  std::string("a\r\nb"), std::string(129, 'a')}) {
    CAPTURE(sent);
    CHECK(request_id_of(sent).size() == 32);
  }
  CHECK(request_id_of(std::nullopt) != request_id_of(std::nullopt));
}

TEST_CASE("If-None-Match on a read compares weakly, by list or by star") {
  const auto matches = [](const char* value) {
    return not_modified(test::request_of("GET", "/", {{"If-None-Match", value}}), "\"1\"");
  };
  CHECK(matches("\"1\""));
  CHECK(matches("W/\"1\""));
  CHECK(matches("\"0\", \"1\""));
  CHECK(matches("*"));
  CHECK_FALSE(matches("\"2\""));
  CHECK_FALSE(matches(""));
}

TEST_CASE("Conditions of a write are read whole or refused by the header's name") {
  const auto parsed =
      precondition_of(test::request_of("PUT", "/", {{"if-match", "\"a\", \"b\""}, {"If-None-Match", " * "}}));
  REQUIRE(parsed.ok());
  CHECK(parsed.value().match->etags == std::vector<std::string>{"\"a\"", "\"b\""});
  CHECK(parsed.value().none_match->any);
  for (const char* value : {"", "abc", "\"a\", b", "\"a", "a\"", "\"a\"b\""}) {
    CAPTURE(value);
    const auto refused = precondition_of(test::request_of("PUT", "/", {{"If-Match", value}}));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().field == "If-Match");
  }
}

TEST_CASE("A list in several headers of one name is one list") {
  const Request request = test::request_of("PUT", "/",
                                           {{"If-Match", R"("a")"},
                                            {"if-match", R"("b", "c")"},
                                            {"If-None-Match", R"("x")"},
                                            {"If-None-Match", R"("y")"}});
  CHECK(find_list(request.headers, "IF-MATCH") == R"("a", "b", "c")");
  CHECK(precondition_of(request).value().match->etags ==
        std::vector<std::string>{R"("a")", R"("b")", R"("c")"});
  CHECK(not_modified(request, R"("x")"));
  CHECK(not_modified(request, R"("y")"));
  CHECK_FALSE(find_list(request.headers, "Accept").has_value());
}

}  // namespace
}  // namespace keyglass::http
