// Cross-origin headers: for whom, and what they say.
#include "http/cors.hpp"

#include <catch2/catch_test_macros.hpp>

#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

const OriginGuard guard{OriginPolicy{{}, {"http://app.example"}}};

Reply reply_to(const Request& request) {
  Reply reply;
  reply.set("Allow", "GET, OPTIONS");
  apply_cors(guard, request, reply);
  return reply;
}

TEST_CASE("An allowed origin is named, never a star, and the headers it may read") {
  const Reply reply = reply_to(test::request_of("GET", "/", {{"Origin", "http://app.example"}}));
  CHECK(test::header_of(reply, "Access-Control-Allow-Origin") == "http://app.example");
  CHECK(test::header_of(reply, "Access-Control-Expose-Headers").find("Keyglass-Revision") !=
        std::string::npos);
  CHECK(test::header_of(reply, "Access-Control-Allow-Methods").empty());
  CHECK(test::header_of(reply, "Vary") == "Origin");
}

TEST_CASE("A preflight names methods and headers, and how long that holds") {
  const Reply reply = reply_to(test::request_of(
      "OPTIONS", "/", {{"Origin", "http://app.example"}, {"Access-Control-Request-Method", "PUT"}}));
  CHECK(test::header_of(reply, "Access-Control-Allow-Methods") == "GET, OPTIONS");
  CHECK(test::header_of(reply, "Access-Control-Allow-Headers").find("If-Match") != std::string::npos);
  CHECK(test::header_of(reply, "Access-Control-Max-Age") == "7200");
}

TEST_CASE("A foreign origin and no origin get nothing but Vary") {
  for (const Headers& headers : {Headers{}, Headers{{"Origin", "http://evil"}}}) {
    const Reply reply = reply_to(test::request_of("GET", "/", headers));
    CHECK(test::header_of(reply, "Access-Control-Allow-Origin").empty());
    CHECK(test::header_of(reply, "Vary") == "Origin");
  }
}

}  // namespace
}  // namespace keyglass::http
