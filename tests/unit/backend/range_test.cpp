// Byte ranges (RFC 9110 section 14).
#include "http/range.hpp"

#include <catch2/catch_test_macros.hpp>

#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

using Kind = RangeChoice::Kind;

TEST_CASE("A well-formed range within the body is a part of it") {
  CHECK(choose_range("bytes=0-0", 10) == RangeChoice{Kind::part, 0, 1});
  CHECK(choose_range("bytes=2-4", 10) == RangeChoice{Kind::part, 2, 3});
  CHECK(choose_range("bytes=7-", 10) == RangeChoice{Kind::part, 7, 3});
  CHECK(choose_range("bytes=7-99", 10) == RangeChoice{Kind::part, 7, 3});
  CHECK(choose_range("bytes=7-99999999999999999999", 10) == RangeChoice{Kind::part, 7, 3});
  CHECK(choose_range("bytes=-3", 10) == RangeChoice{Kind::part, 7, 3});
  CHECK(choose_range("bytes=-99", 10) == RangeChoice{Kind::part, 0, 10});
  CHECK(choose_range("bytes=-99999999999999999999", 10) == RangeChoice{Kind::part, 0, 10});
  CHECK(choose_range("Bytes= 1-2 ", 10) == RangeChoice{Kind::part, 1, 2});
}

TEST_CASE("A range beyond the body is not satisfiable") {
  for (const char* text : {"bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99999999999999999999-"}) {
    CAPTURE(text);
    CHECK(choose_range(text, 10).kind == Kind::unsatisfiable);
  }
  for (const char* text : {"bytes=1-", "bytes=5-9", "bytes=-0"}) {
    CAPTURE(text);
    CHECK(choose_range(text, 0).kind == Kind::unsatisfiable);
  }
}

TEST_CASE("All of an empty body is the empty body") {
  for (const char* text : {"bytes=0-", "bytes=0-0", "bytes=0-99", "bytes=-1"}) {
    CAPTURE(text);
    CHECK(choose_range(text, 0).kind == Kind::whole);
  }
}

TEST_CASE("What is no single byte range is answered with the whole body") {
  for (const char* text : {"", "bytes", "bytes=", "bytes=-", "bytes=4-2", "bytes=a-b", "bytes=1-2,4-5",
                           "lines=1-2", "bytes=1--2", "bytes=99999999999999999999-5"}) {
    CAPTURE(text);
    CHECK(choose_range(text, 10).kind == Kind::whole);
  }
}

TEST_CASE("If-Range with another ETag asks for the whole") {
  const auto body_for = [](http::Headers headers) {
    Reply reply;
    reply.body = "0123456789";
    apply_range(test::request_of("GET", "/", std::move(headers)), "\"1\"", reply);
    return reply.body;
  };
  CHECK(body_for({{"Range", "bytes=2-3"}, {"If-Range", "\"1\""}}) == "23");
  CHECK(body_for({{"Range", "bytes=2-3"}, {"If-Range", "\"2\""}}) == "0123456789");
  CHECK(body_for({}) == "0123456789");
}

TEST_CASE("Only GET has ranges: HEAD is told of the whole body") {
  Reply reply;
  reply.body = "0123456789";
  apply_range(test::request_of("HEAD", "/", {{"Range", "bytes=2-3"}}), "\"1\"", reply);
  CHECK(reply.status == 200);
  CHECK(reply.body.size() == 10);
}

}  // namespace
}  // namespace keyglass::http
