// From the server's metrics to figures: the text format, rates, quantiles, what is not reported, gaps,
// polling.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "app/metrics_text.hpp"
#include "session.hpp"

namespace keyglass::app::testing {
namespace {

using Catch::Approx;

struct Sample {
  std::string name;
  std::string labels;
  double value = 0;
};

std::vector<Sample> samples_of(std::string_view text) {
  std::vector<Sample> samples;
  for_each_sample(text, [&](const MetricSample& sample) {
    samples.push_back({std::string(sample.name), std::string(sample.labels), sample.value});
  });
  return samples;
}

// What a server says that has answered so many requests, half of them within 1 ms, the rest within 10 ms.
std::string metrics(int requests, int commits, int syncs) {
  const std::string labels = "{service=\"api\",method=\"GET\",route=\"/kv/{key}\"";
  return "# HELP keyglass_http_requests_total Requests\n# TYPE keyglass_http_requests_total counter\n"
         "keyglass_http_requests_total" +
         labels + ",status=\"2xx\"} " + std::to_string(requests) +
         "\nkeyglass_http_requests_total{service=\"api\",method=\"GET\",route=\"/metrics\",status=\"2xx\"} "
         "5000"
         "\nkeyglass_http_request_duration_seconds_bucket" +
         labels + ",le=\"0.001\"} " + std::to_string(requests / 2) +
         "\nkeyglass_http_request_duration_seconds_bucket" + labels + ",le=\"0.01\"} " +
         std::to_string(requests) + "\nkeyglass_http_request_duration_seconds_bucket" + labels +
         ",le=\"+Inf\"} " + std::to_string(requests) +
         "\nkeyglass_store_keys 12\nprocess_resident_memory_bytes 3.1e7\nkeyglass_store_commits_total " +
         std::to_string(commits) + "\nkeyglass_store_syncs_total " + std::to_string(syncs) + "\n";
}

bool is_reported(const Dashboard& dashboard, Figure figure) {
  return dashboard.is_reported[static_cast<std::size_t>(figure)];
}

std::size_t metrics_requests(const Session& session) {
  std::size_t count = 0;
  for (const Effect& effect : session.effects) {
    const auto* sent = std::get_if<SendRequest>(&effect);
    count += sent && sent->request.target == "/metrics";
  }
  return count;
}

}  // namespace

TEST_CASE("Samples are read with labels, escapes and exponents, and what is none is skipped") {
  const auto samples = samples_of(
      "# a comment\n\nplain 1\nspaced\t 2.5 1700000000000\nwith{a=\"x}\\\"\\n\\\\\",le=\"+Inf\"} 1e-05\n"
      "open{a=\"b 3\nno_value\nnot_a_number x\n{a=\"b\"} 4\nnan NaN\nbig +Inf");
  REQUIRE(samples.size() == 5);
  CHECK(samples[0].value == 1);
  CHECK(samples[1].value == 2.5);
  CHECK(samples[2].value == Approx(1e-5));
  CHECK(label_of({"", samples[2].labels, 0}, "a") == "x}\"\n\\");
  CHECK(label_of({"", samples[2].labels, 0}, "le") == "+Inf");
  CHECK_FALSE(label_of({"", samples[2].labels, 0}, "b"));
  CHECK(std::isnan(samples[3].value));
  CHECK(std::isinf(samples[4].value));
}

TEST_CASE("Rates and quantiles come from two answers, without the asking itself") {
  Dashboard dashboard;
  take_metrics(dashboard, metrics(100, 10, 10), 1'000);
  CHECK_FALSE(dashboard.moments.back()[Figure::requests]);
  CHECK(dashboard.moments.back()[Figure::keys] == 12);
  CHECK(dashboard.moments.back()[Figure::memory] == 3.1e7);
  take_metrics(dashboard, metrics(300, 40, 20), 5'000);
  const Moment& now = dashboard.moments.back();
  CHECK(now[Figure::requests] == Approx(50));
  CHECK(now[Figure::latency_median] == Approx(0.001));
  CHECK(now[Figure::latency_95] == Approx(0.001 + 0.009 * 0.9));
  CHECK(now[Figure::commits_per_sync] == Approx(3));
}

TEST_CASE("What the server does not report is absent, and never zero") {
  Dashboard dashboard;
  take_metrics(dashboard, "up 1\n", 1'000);
  take_metrics(dashboard, metrics(1, 1, 1), 4'000);
  CHECK_FALSE(is_reported(dashboard, Figure::watchers));
  CHECK_FALSE(dashboard.moments.back()[Figure::watchers]);
  CHECK(is_reported(dashboard, Figure::requests));
  take_metrics(dashboard, "keyglass_watchers 0\n", 7'000);
  CHECK(is_reported(dashboard, Figure::watchers));
  CHECK(dashboard.moments.back()[Figure::watchers] == 0);
  CHECK_FALSE(is_reported(dashboard, Figure::requests));
}

TEST_CASE("A server that was started anew, and time nobody looked, give no rate") {
  Dashboard dashboard;
  take_metrics(dashboard, metrics(300, 40, 20), 1'000);
  take_metrics(dashboard, metrics(10, 1, 1), 4'000);
  CHECK_FALSE(dashboard.moments.back()[Figure::requests]);
  CHECK_FALSE(dashboard.moments.back()[Figure::latency_median]);
  CHECK_FALSE(dashboard.moments.back()[Figure::commits_per_sync]);
  take_metrics(dashboard, metrics(20, 2, 2), 60'000);
  CHECK(is_gap(dashboard.moments[1], dashboard.moments[2]));
  CHECK_FALSE(dashboard.moments.back()[Figure::requests]);
  take_metrics(dashboard, metrics(50, 2, 2), 63'000);
  CHECK(dashboard.moments.back()[Figure::requests] == Approx(10));
}

TEST_CASE("No more moments are kept than fit") {
  Dashboard dashboard;
  for (std::size_t at = 0; at < moments_max + 50; ++at)
    take_metrics(dashboard, metrics(static_cast<int>(at), 1, 1), static_cast<std::int64_t>(at) * 3'000);
  CHECK(dashboard.moments.size() == moments_max);
}

TEST_CASE("Figures are asked for while the dashboard is looked at, and only then") {
  Session session;
  session.api.put("a", "1");
  session.api.metrics = metrics(1, 1, 1);
  session.start();
  session.pass(poll_every_ms);
  CHECK(metrics_requests(session) == 0);
  session.act_and_settle(OpenDashboard{});
  CHECK(session.last_effect<SetLocationHash>()->hash == "#/dashboard");
  CHECK(session.model.title == "Dashboard \u00b7 Keyglass");
  CHECK(metrics_requests(session) == 1);
  CHECK(session.last_effect<ScheduleWakeup>()->at_ms == session.model.now_ms + poll_every_ms);
  session.pass(poll_every_ms);
  session.settle();
  CHECK(metrics_requests(session) == 2);
  CHECK(session.model.dashboard.moments.size() == 2);
  CHECK(session.model.request_log.front().target != "/metrics");
  session.act_and_settle(CloseDashboard{});
  CHECK(session.last_effect<SetLocationHash>()->hash == "#/");
  session.pass(10 * poll_every_ms);
  CHECK(metrics_requests(session) == 2);
}

TEST_CASE("The dashboard has an address, and opening a key leaves it") {
  Session session;
  session.api.put("a", "1");
  session.start("#/dashboard");
  CHECK(session.model.dashboard.is_open);
  session.act_and_settle(OpenKey{"a"});
  CHECK_FALSE(session.model.dashboard.is_open);
  session.act_and_settle(OpenDashboard{});
  CHECK(open_key(session.model)->key == "a");
  session.act_and_settle(OpenKey{"a"});
  CHECK_FALSE(session.model.dashboard.is_open);
  CHECK(session.last_effect<SetLocationHash>()->hash == "#/kv/a");
  session.act_and_settle(LocationChanged{"#/dashboard"});
  CHECK(session.model.dashboard.is_open);
  session.act_and_settle(LocationChanged{"#/"});
  CHECK_FALSE(session.model.dashboard.is_open);
}

TEST_CASE("Refused figures are said, and not asked for again and again") {
  Session session;
  session.start();
  session.act(OpenDashboard{});
  session.answer_next(403, R"({"code":"forbidden","detail":"the token lacks the scope admin"})");
  REQUIRE(session.model.dashboard.trouble);
  CHECK(session.model.dashboard.trouble->why == "The token lacks the scope admin.");
  session.pass(10 * poll_every_ms);
  CHECK(metrics_requests(session) == 1);
}

}  // namespace keyglass::app::testing
