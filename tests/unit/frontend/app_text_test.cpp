// Words for people, the JSON checker, kinds of values, failures in words.
#include <catch2/catch_test_macros.hpp>

#include "app/api.hpp"
#include "app/json_check.hpp"
#include "app/text.hpp"
#include "app/trouble.hpp"
#include "app/value.hpp"
#include "keyglass/error_codes.hpp"

namespace keyglass::app {

TEST_CASE("Numbers and sizes have separators and units") {
  CHECK(format_count(0) == "0");
  CHECK(format_count(999) == "999");
  CHECK(format_count(1'234'567) == "1,234,567");
  CHECK(format_counted(1, "key") == "1 key");
  CHECK(format_counted(1204, "key") == "1,204 keys");
  CHECK(format_bytes(999) == "999 B");
  CHECK(format_bytes(1204) == "1.2 KB");
  CHECK(format_bytes(2000) == "2 KB");
  CHECK(format_bytes(999'600) == "1 MB");
  CHECK(format_bytes(123'456'789) == "123 MB");
  CHECK(format_duration(0.84) == "0.8 ms");
  CHECK(format_duration(12.4) == "12 ms");
  CHECK(format_duration(1234) == "1.2 s");
}

TEST_CASE("Times are relative and never claim more than is known") {
  constexpr std::int64_t now = 1'700'000'000'000;
  CHECK(format_relative_time(now, now) == "just now");
  CHECK(format_relative_time(now + 500, now) == "just now");
  CHECK(format_relative_time(now - 30'000, now) == "under a minute ago");
  CHECK(format_relative_time(now - 120'000, now) == "2 min ago");
  CHECK(format_relative_time(now - 3 * 3'600'000 - 5, now) == "3 h ago");
  CHECK(format_relative_time(now - 86'400'000, now) == "1 day ago");
  CHECK(format_relative_time(now + 11'520'000, now) == "in 3 h 12 min");
  CHECK(format_relative_time(now + 5'000, now) == "in 5 s");
  CHECK(format_exact_time(now) == "2023-11-14 22:13:20 UTC");
}

TEST_CASE("A relative time is asked for again when its words change, and not before") {
  constexpr std::int64_t now = 1'700'000'000'000;
  constexpr std::int64_t late_ms = 50;
  for (std::int64_t ago = -200'000'000; ago < 200'000'000; ago += 61'777) {
    const std::int64_t lasts = relative_time_lasts_ms(now - ago, now);
    const std::string words = format_relative_time(now - ago, now);
    INFO(ago << " ms ago: " << words << ", for " << lasts << " ms");
    REQUIRE(lasts > 0);
    if (lasts > late_ms) REQUIRE(words == format_relative_time(now - ago, now + lasts - 1));
    REQUIRE(words != format_relative_time(now - ago, now + lasts));
  }
}

TEST_CASE("Text is cut between characters") {
  CHECK(shorten("short", 5) == "short");
  CHECK(shorten("\u00e4\u00e4\u00e4", 3) == "\u00e4\u2026");
}

TEST_CASE("A hex row shows offset, bytes and what is printable") {
  CHECK(hex_row(std::string_view("Hi\0\xff", 4), 0).starts_with("00000000  48 69 00 ff "));
  CHECK(hex_row(std::string_view("Hi\0\xff", 4), 0).ends_with("|Hi..|"));
  const std::string full = hex_row("0123456789abcdefrest", 0);
  CHECK(full == "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|");
  CHECK(hex_row("0123456789abcdefrest", 16).find('|') == full.find('|'));
}

TEST_CASE("JSON is accepted exactly where RFC 8259 says") {
  for (const char* valid :
       {"{}", "[]", " [1, -2.5e+3, true, null, \"\\u00e4\\n\"] ", "{\"a\":{\"b\":[{}]}}", "0", "\"x\""}) {
    INFO(valid);
    CHECK_FALSE(check_json(valid));
  }
  for (const char* invalid : {"", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", "-", "\"\\x\"", "\"open",
                              "[1 2]", "nul", "{} {}", "\"\t\"", "[}", "{\"a\" 1}", "\"\\u12g4\"", "+1"}) {
    INFO(invalid);
    CHECK(check_json(invalid));
  }
}

TEST_CASE("A JSON mistake is placed by line and column, counting characters") {
  const auto fault = check_json("{\n  \"\u00e4\": 1,\n}");
  REQUIRE(fault);
  CHECK(fault->line == 3);
  CHECK(fault->column == 1);
  CHECK(fault->message == "expected a member name in quotes");
  CHECK(check_json("{\"\u00e4\" 1}")->column == 6);
}

TEST_CASE("Very deep JSON is checked without deep recursion") {
  const std::string deep(1'000'000, '[');
  CHECK(check_json(deep));
  CHECK_FALSE(check_json(deep + std::string(1'000'000, ']')));
}

TEST_CASE("A new value is JSON only where a person means it and it holds") {
  CHECK(content_type_of_new("{\"a\":1}") == "application/json");
  CHECK(content_type_of_new(" [1]") == "application/json");
  CHECK(content_type_of_new("{\"a\":") == "text/plain; charset=utf-8");
  CHECK(content_type_of_new("42") == "text/plain; charset=utf-8");
  CHECK(is_json_type("application/json; charset=utf-8"));
  CHECK(is_json_type("Application/Problem+JSON"));
  CHECK_FALSE(is_json_type("text/plain"));
}

TEST_CASE("Only text that a text box keeps whole can be edited") {
  CHECK(editable_line_ends("a\nb") == LineEnds::lf);
  CHECK(editable_line_ends("a\r\nb\r\n") == LineEnds::crlf);
  CHECK_FALSE(editable_line_ends("a\rb"));
  CHECK_FALSE(editable_line_ends("a\r\nb\n"));
  CHECK_FALSE(editable_line_ends(std::string_view("a\0b", 3)));
  CHECK_FALSE(editable_line_ends("\xc3"));
}

TEST_CASE("Every error code of the API has words of its own") {
  for (const ErrorCodeInfo& info : error_codes) {
    HttpReply reply;
    reply.status = info.http_status;
    reply.body =
        "{\"status\":" + std::to_string(info.http_status) + ",\"code\":\"" + std::string(info.name) + "\"}";
    const Trouble trouble = describe_trouble(reply, {"Could not do it", "http://localhost:8000"});
    INFO(info.name);
    CHECK(trouble.kind == TroubleKind::refused);
    CHECK(trouble.code == info.name);
    CHECK(trouble.what == "Could not do it");
    CHECK(trouble.why != "The server refused the request.");
    CHECK(trouble.remedy != "Try again.");
  }
}

TEST_CASE("A refusal without a code is told by its status alone") {
  HttpReply reply;
  reply.status = 500;
  CHECK(describe_trouble(reply, {"x", "http://h"}).why == "The server met an internal error.");
  reply.status = 404;
  CHECK(describe_trouble(reply, {"x", "http://h"}).why == "The key does not exist or has expired.");
}

TEST_CASE("Failures are told apart: no connection, no time, no sense, refused") {
  HttpReply reply;
  reply.failure = HttpFailure::network;
  CHECK(describe_trouble(reply, {"x", "http://h"}).what == "Can't reach the API at http://h");
  CHECK(may_pass_by_itself(describe_trouble(reply, {"x", "http://h"})));
  reply.failure = HttpFailure::timeout;
  CHECK(describe_trouble(reply, {"x", "http://h"}).kind == TroubleKind::timeout);
  reply.failure = HttpFailure::none;
  reply.status = 200;
  reply.body = "<html>";
  CHECK(describe_trouble(reply, {"x", "http://h"}).kind == TroubleKind::bad_reply);
  reply.status = 418;
  const Trouble unknown = describe_trouble(reply, {"x", "http://h"});
  CHECK(unknown.kind == TroubleKind::refused);
  CHECK(unknown.why == "The server refused the request.");
  CHECK_FALSE(may_pass_by_itself(unknown));
}

TEST_CASE("Requests name keys as one path segment whatever they hold") {
  CHECK(api::read_entry("a/b c%?#\u00e4").target == "/kv/a%2Fb%20c%25%3F%23%C3%A4?raw=true");
  CHECK(api::list_keys({"a&b", "", "c=", 5}).target == "/keys?limit=5&prefix=a%26b&after=c%3D");
  CHECK(api::remove("k", "\"e\"").headers == std::vector<HttpHeader>{{"If-Match", "\"e\""}});
  CHECK(api::remove("k", "").headers.empty());
}

TEST_CASE("A page that is not what the contract says is not taken") {
  HttpReply reply;
  reply.status = 200;
  reply.body = "[]";
  CHECK_FALSE(api::page_of(reply));
  CHECK_FALSE(api::metadata_of(reply));
  reply.status = 404;
  CHECK_FALSE(api::entry_of(reply));
}

}  // namespace keyglass::app
