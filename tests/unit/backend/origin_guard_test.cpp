// The Host and Origin defence, case by case.
#include "http/origin_guard.hpp"

#include <catch2/catch_test_macros.hpp>

#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

const OriginGuard guard{OriginPolicy{{"Backend", "[fe80::1]", ""}, {"http://App.example"}}};

int status_of(const Request& request) {
  const auto refusal = guard.refuse(request);
  return refusal ? refusal->status : 200;
}

TEST_CASE("A Host's name is compared without its port and without case") {
  CHECK(host_without_port("localhost:80") == "localhost");
  CHECK(host_without_port("[::1]:80") == "[::1]");
  for (const char* host : {"localhost", "LocalHost:1", "127.0.0.1", "[::1]", "backend:9", "[FE80::1]:8000"}) {
    CAPTURE(host);
    CHECK(status_of(test::request_of("GET", "/", {{"Host", host}})) == 200);
  }
  for (const char* host : {"", "evil", "localhost.evil", "127.0.0.2", "[::2]", "localhost@evil", ":80",
                           "[::1", "[::1]evil", "localhost:80@evil", "::1"}) {
    CAPTURE(host);
    CHECK(status_of(test::request_of("GET", "/", {{"Host", host}})) == 403);
  }
}

TEST_CASE("Two Hosts are refused, whichever comes first") {
  for (const char* first : {"localhost", "evil"}) {
    CHECK(status_of(test::request_of("GET", "/", {{"Host", first}, {"host", "localhost"}})) == 400);
  }
}

TEST_CASE("A missing Host is refused, but not from HTTP/1.0") {
  Request request = test::request_of("GET", "/");
  CHECK(status_of(request) == 400);
  request.http_1_0 = true;
  CHECK(status_of(request) == 200);
}

TEST_CASE("Only our own and allowed origins may change something") {
  const auto put_from = [](const char* origin) {
    return status_of(test::request_of("PUT", "/", {{"Host", "localhost:8000"}, {"Origin", origin}}));
  };
  CHECK(put_from("http://app.example") == 200);
  CHECK(put_from("HTTP://APP.EXAMPLE") == 200);
  CHECK(put_from("http://localhost:8000") == 200);
  CHECK(put_from("https://localhost:8000") == 200);
  CHECK(put_from("http://localhost:8001") == 403);
  CHECK(put_from("http://app.example:81") == 403);
  CHECK(put_from("null") == 403);
  CHECK(put_from("localhost:8000") == 403);
}

TEST_CASE("Reads pass whatever their origin: CORS keeps the answer from foreign pages") {
  for (const char* method : {"GET", "HEAD", "OPTIONS"}) {
    CHECK(status_of(test::request_of(method, "/", {{"Host", "localhost"}, {"Origin", "http://evil"}})) ==
          200);
  }
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "ANY"}) {
    CHECK(status_of(test::request_of(method, "/", {{"Host", "localhost"}, {"Origin", "http://evil"}})) ==
          403);
  }
}

}  // namespace
}  // namespace keyglass::http
