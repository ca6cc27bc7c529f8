// What of a request is settled before any handler: its target's form, its expectation, what precedes it.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cerrno>

#include "http/connection_options.hpp"
#include "http/listen_address.hpp"
#include "http/request_target.hpp"
#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

TEST_CASE("A target in absolute form becomes path and query, its authority the Host") {
  for (const auto& [target, path, host] :
       {std::array{"http://a:1/kv?x=/", "/kv?x=/", "a:1"}, std::array{"HTTP://[::1]:2/", "/", "[::1]:2"},
        std::array{"http://a", "/", "a"}, std::array{"http://a?x", "/?x", "a"},
        std::array{"http://", "/", ""}, std::array{"http://u@a/", "/", "u@a"},
        std::array{"HTTPS://a:1/kv", "/kv", "a:1"}}) {
    CAPTURE(target);
    Request request = test::request_of("GET", target, {{"host", "other"}});
    to_origin_form(request);
    CHECK(request.target == path);
    CHECK(request.header("Host") == host);
  }
  for (const char* target : {"/kv", "/http://a/", "*", "httpss://a/", "http:/a", "a:1", ""}) {
    CAPTURE(target);
    Request request = test::request_of("GET", target, {{"Host", "other"}});
    to_origin_form(request);
    CHECK(request.target == target);
    CHECK(request.header("Host") == "other");
  }
}

TEST_CASE("An absolute target stands in for a missing Host only in HTTP/1.0") {
  Request request = test::request_of("GET", "http://a/");
  to_origin_form(request);
  CHECK_FALSE(request.header("Host"));
  request = test::request_of("GET", "http://a/");
  request.http_1_0 = true;
  to_origin_form(request);
  CHECK(request.header("Host") == "a");
}

TEST_CASE("Only HTTP/1.1 can hold a body back, and only by this word") {
  const auto expects = [](const char* word, bool http_1_0 = false) {
    Request request = test::request_of("PUT", "/", {{"Expect", word}});
    request.http_1_0 = http_1_0;
    return expects_continue(request);
  };
  CHECK(expects("100-continue"));
  CHECK(expects("100-Continue"));
  CHECK_FALSE(expects("100-continue", true));
  CHECK_FALSE(expects("200-ok"));
  CHECK_FALSE(expects_continue(test::request_of("PUT", "/")));
}

TEST_CASE("A listener's address is written as a URL, and a failure names it and the reason") {
  CHECK(http_address(Scheme::http, "127.0.0.1", 80) == "http://127.0.0.1:80");
  CHECK(http_address(Scheme::https, "::1", 80) == "https://[::1]:80");
  CHECK(listen_failure("::1", 80, EADDRINUSE).message == "cannot listen on [::1]:80: port 80 is in use");
  CHECK(listen_failure("x", 0, 0).message.ends_with("the host is unknown"));
  CHECK(listen_failure("x", 80, EACCES).code == ErrorCode::unavailable);
}

}  // namespace
}  // namespace keyglass::http
