// What every request passes: ids, standard headers, problems, failures of a handler.
#include "http/gateway.hpp"

#include <catch2/catch_test_macros.hpp>
#include <stdexcept>

#include "http/problem.hpp"
#include "keyglass/codecs.hpp"
#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

const EventLog silent(Level::error);

Reply through(const Responder& responder, Headers headers = {}) {
  headers.push_back({"Host", "localhost"});
  return Gateway("test", responder, {}, silent).handle(test::request_of("GET", "/", std::move(headers)));
}

TEST_CASE("Every answer gets an id, nosniff and its timing, and may cache itself only if it says so") {
  const Reply plain = through([](const Request&, Timing&) { return Reply{}; }, {{"X-Request-Id", "mine"}});
  CHECK(test::header_of(plain, "X-Request-Id") == "mine");
  CHECK(test::header_of(plain, "X-Content-Type-Options") == "nosniff");
  CHECK(test::header_of(plain, "Cache-Control") == "no-cache");
  CHECK(test::header_of(plain, "Server-Timing").starts_with("store;dur="));
  const Reply cached = through([](const Request&, Timing&) {
    Reply reply;
    reply.set("Cache-Control", "immutable");
    return reply;
  });
  CHECK(test::header_of(cached, "Cache-Control") == "immutable");
}

TEST_CASE("A problem is encoded with the request's id") {
  const Reply reply =
      through([](const Request&, Timing&) { return reply_with(problem_of_status(404, "gone")); },
              {{"X-Request-Id", "mine"}});
  const auto problem = decode_problem(reply.body);
  REQUIRE(problem.ok());
  CHECK(problem.value().request_id == "mine");
  CHECK(problem.value().detail == "gone");
}

TEST_CASE("A handler that throws is a 500 that tells nothing of the inside") {
  const Reply reply = through([](const Request&, Timing&) -> Reply { throw std::runtime_error("inside"); });
  CHECK(reply.status == 500);
  CHECK(reply.body.find("inside") == std::string::npos);
  CHECK(reply.body.find(R"("code":"internal")") != std::string::npos);
}

TEST_CASE("A streamed body passes on whether it was completed") {
  for (const bool complete : {true, false}) {
    const Gateway gateway(
        "test",
        [&](const Request&, Timing&) {
          Reply reply;
          reply.stream = [&](const ByteSink& sink) { return sink("part") && complete; };
          return reply;
        },
        {}, silent);
    const Reply reply = gateway.handle(test::request_of("GET", "/", {{"Host", "localhost"}}));
    std::string sent;
    CHECK(reply.stream([&](std::string_view bytes) {
      sent += bytes;
      return true;
    }) == complete);
    CHECK(sent == "part");
  }
}

TEST_CASE("A streamed body that throws is broken off") {
  const Gateway gateway(
      "test",
      [](const Request&, Timing&) {
        Reply reply;
        reply.stream = [](const ByteSink&) -> bool { throw std::runtime_error("inside"); };
        return reply;
      },
      {}, silent);
  const Reply reply = gateway.handle(test::request_of("GET", "/", {{"Host", "localhost"}}));
  CHECK_FALSE(reply.stream([](std::string_view) { return true; }));
}

TEST_CASE("A compressed request body is refused before any handler") {
  bool asked = false;
  const Responder responder = [&](const Request&, Timing&) {
    asked = true;
    return Reply{};
  };
  CHECK(through(responder, {{"Content-Encoding", "gzip"}}).status == 415);
  CHECK_FALSE(asked);
  CHECK(through(responder, {{"Content-Encoding", "identity"}}).status == 200);
}

}  // namespace
}  // namespace keyglass::http
