// Counting answers by route, status and time, also from many threads.
#include "http/request_metrics.hpp"

#include <catch2/catch_test_macros.hpp>
#include <numeric>
#include <thread>

#include "http/gateway.hpp"
#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

using std::chrono::microseconds;
using Statuses = std::vector<std::pair<int, std::uint64_t>>;

Reply nothing(const Api&, Call&) {
  return {};
}

constexpr std::array two_routes{Route{"GET", "/a", nothing, Scope::open, "t", "s", {}, {}, {}},
                                Route{"PUT", "/a", nothing, Scope::open, "t", "s", {}, {}, {}}};

TEST_CASE("An answer counts for its route, its status, and the bucket that holds its time") {
  RequestMetrics metrics("api", two_routes);
  metrics.count({&two_routes[1], 201, microseconds(100), 5, 7});
  metrics.count({&two_routes[1], 204, microseconds(101), 0, 0});
  metrics.count({&two_routes[1], 503, std::chrono::seconds(60), 0, 1});
  metrics.count({nullptr, 404, microseconds(1), 0, 0});
  metrics.add_reply_bytes(&two_routes[1], 100);
  const auto counts = metrics.counts();
  REQUIRE(counts.size() == 3);
  CHECK(counts[0].by_status.empty());
  CHECK(counts[1].route == &two_routes[1]);
  CHECK(counts[1].by_status == Statuses{{201, 1}, {204, 1}, {503, 1}});
  CHECK(counts[1].by_latency.front() == 1);
  CHECK(counts[1].by_latency[1] == 1);
  CHECK(counts[1].by_latency.back() == 1);
  CHECK(counts[1].request_bytes == 5);
  CHECK(counts[1].reply_bytes == 108);
  CHECK(counts[1].seconds > 60.0);
  CHECK(counts[2].route == nullptr);
  CHECK(counts[2].by_status == Statuses{{404, 1}});
}

TEST_CASE("A status that HTTP does not have is counted with the nearest") {
  RequestMetrics metrics("api", two_routes);
  for (const int status : {0, 99, 600}) metrics.count({nullptr, status, microseconds(1), 0, 0});
  CHECK(metrics.counts().back().by_status == Statuses{{100, 2}, {599, 1}});
}

TEST_CASE("Nothing is lost when many threads count, and nobody is in flight afterwards") {
  constexpr std::size_t threads = 8;
  constexpr std::size_t rounds = 10'000;
  RequestMetrics metrics("api", two_routes);
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < threads; ++i) {
    workers.emplace_back([&, i] {
      for (std::size_t round = 0; round < rounds; ++round) {
        metrics.begin();
        metrics.count({&two_routes[i % 2], 200, microseconds(round), 1, 2});
        metrics.end();
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  std::uint64_t requests = 0;
  std::uint64_t in_buckets = 0;
  std::uint64_t bytes = 0;
  for (const RouteCounts& counts : metrics.counts()) {
    for (const auto& [status, count] : counts.by_status) requests += count;
    in_buckets += std::accumulate(counts.by_latency.begin(), counts.by_latency.end(), std::uint64_t{0});
    bytes += counts.reply_bytes;
  }
  CHECK(requests == threads * rounds);
  CHECK(in_buckets == threads * rounds);
  CHECK(bytes == 2 * threads * rounds);
  CHECK(metrics.in_flight() == 0);
}

TEST_CASE("A gateway counts what it answers and what it refuses, and streamed bytes as they go out") {
  const EventLog silent(Level::error);
  RequestMetrics metrics("api", two_routes);
  std::int64_t in_flight = 0;
  Gateway gateway(
      "api",
      [&](const Request&, Timing& timing) {
        timing.set_route(two_routes[0]);
        in_flight = metrics.in_flight();
        Reply reply;
        reply.stream = [](const ByteSink& sink) { return sink("1234") && sink("56"); };
        return reply;
      },
      {}, silent);
  gateway.count_in(metrics);
  const Reply reply = gateway.handle(test::request_of("GET", "/a", {{"Host", "localhost"}}));
  CHECK(in_flight == 1);
  CHECK(metrics.counts()[0].reply_bytes == 0);
  CHECK(reply.stream([](std::string_view) { return true; }));
  CHECK(metrics.counts()[0].reply_bytes == 6);
  CHECK(metrics.counts()[0].by_status == Statuses{{200, 1}});
  Problem problem;
  problem.status = 431;
  static_cast<void>(gateway.refuse(problem, {}));
  CHECK(metrics.counts().back().by_status == Statuses{{431, 1}});
  CHECK(metrics.in_flight() == 0);
}

TEST_CASE("A later reply is in flight until it is made, or until nobody is left who could") {
  const EventLog silent(Level::error);
  RequestMetrics metrics("api", two_routes);
  Gateway gateway(
      "api",
      [](const Request& request, Timing&) {
        Reply reply;
        reply.later = [target = request.target](ReplyDone done) {
          if (target == "/made") done([] { return Reply{}; });
        };
        return reply;
      },
      {}, silent);
  gateway.count_in(metrics);
  const auto in_flight_after = [&](const char* target, bool started, bool made) {
    const Request request = test::request_of("PUT", target, {{"Host", "localhost"}});
    Reply reply = gateway.handle(request);
    CHECK(metrics.in_flight() == 1);
    if (started) reply.later([&](MakeReply make) { return made ? static_cast<void>(make()) : void(); });
    reply.later = {};
    return metrics.in_flight();
  };
  CHECK(in_flight_after("/made", true, true) == 0);
  CHECK(in_flight_after("/made", true, false) == 0);
  CHECK(in_flight_after("/dropped", true, false) == 0);
  CHECK(in_flight_after("/dropped", false, false) == 0);
}

TEST_CASE("Of routine events one in so many is sampled, beginning with the first") {
  const EventLog all(Level::info);
  for (int i = 0; i < 5; ++i) CHECK(all.takes_sample());
  const EventLog third(Level::info, 3);
  std::string taken;
  for (int i = 0; i < 7; ++i) taken += third.takes_sample() ? 'y' : 'n';
  CHECK(taken == "ynnynny");
}

}  // namespace
}  // namespace keyglass::http
