// /metrics of the running server: the format, and that the numbers are those of what was done.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "integration/event_reader.hpp"
#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "integration/metrics_text.hpp"
#include "support/token_file.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

Metrics metrics_of(const std::string& address) {
  const Answer answer = get(address, "/metrics");
  CHECK(answer.status == 200);
  CHECK(answer.header("content-type") == "text/plain; version=0.0.4; charset=utf-8");
  return parse_metrics(answer.body);
}

TEST_CASE("The reader of metrics finds what breaks the format") {
  const auto faults = [](const std::string& text) { return parse_metrics(text).faults.size(); };
  CHECK(faults("# HELP a_total h\n# TYPE a_total counter\na_total{x=\"y\"} 1\n") == 0);
  CHECK(faults("a_total 1\n") == 1);
  CHECK(faults("# HELP a h\n# TYPE a gauge\na 1") == 1);
  CHECK(faults("# HELP a h\n# TYPE a gauge\na 1\na 2\n") == 1);
  CHECK(faults("# HELP a h\n# TYPE a gauge\na{b=c} 2\n") == 1);
  CHECK(faults("# HELP a h\n# TYPE a counter\na 2\n") == 1);
  const std::string head = "# HELP a h\n# TYPE a histogram\n";
  CHECK(faults(head + "a_bucket{le=\"1\"} 1\na_bucket{le=\"+Inf\"} 2\na_count 2\na_sum 1\n") == 0);
  CHECK(faults(head + "a_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_count 1\na_sum 1\n") == 1);
  CHECK(faults(head + "a_bucket{le=\"1\"} 1\na_count 1\na_sum 1\n") == 1);
  CHECK(faults(head + "a_bucket{le=\"+Inf\"} 1\na_count 2\na_sum 1\n") == 1);
}

TEST_CASE("Metrics are well formed, and count what was asked by route, method and status") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  const std::string& api = keyglass.api();
  for (const char* key : {"/kv/a", "/kv/b", "/kv/c%2Fd"}) ask(api, {"PUT", key, {}, "12345"});
  get(api, "/kv/a");
  ask(api, {"HEAD", "/kv/a", {}, {}});
  get(api, "/kv/absent");
  const Answer all = get(api, "/kv");
  get(api, "/nowhere");
  const Metrics metrics = metrics_of(api);
  for (const std::string& fault : metrics.faults) FAIL_CHECK(fault);
  const std::string requests = "keyglass_http_requests_total";
  CHECK(metrics.sum(requests, {{"route", "/kv/{key}"}, {"method", "PUT"}, {"status", "201"}}) == 3);
  CHECK(metrics.sum(requests, {{"route", "/kv/{key}"}, {"method", "GET"}, {"status", "200"}}) == 2);
  CHECK(metrics.sum(requests, {{"route", "/kv/{key}"}, {"method", "GET"}, {"status", "404"}}) == 1);
  CHECK(metrics.sum(requests, {{"route", "none"}, {"status", "404"}}) == 1);
  CHECK(metrics.sum("keyglass_http_request_duration_seconds_count") == metrics.sum(requests));
  CHECK(metrics.sum("keyglass_http_request_body_bytes_total") == 15);
  CHECK(metrics.sum("keyglass_http_reply_body_bytes_total", {{"route", "/kv"}}) ==
        static_cast<double>(all.body.size()));
  CHECK(metrics.sum("keyglass_http_requests_in_flight", {{"service", "api"}}) == 1);
  CHECK(metrics_of(api).sum(requests, {{"route", "/metrics"}}) == 1);
}

TEST_CASE("Metrics tell how many connections are open, and how many of them watch") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  const auto figure = [&](const std::string& name) { return metrics_of(keyglass.api()).sum(name); };
  const auto connections = [&] { return figure("keyglass_http_connections"); };
  CHECK(wait_until([&] { return connections() == 1; }));  // that which asks
  {
    HttpConnection idle(keyglass.api());
    const EventReader watcher(keyglass.api(), "/watch");
    CHECK(idle.ask({.target = "/healthz"}).status == 200);
    CHECK(wait_until([&] { return connections() == 3; }));
    CHECK(figure("keyglass_watchers") == 1);
  }
  CHECK(wait_until([&] { return connections() == 1; }));
  CHECK(figure("keyglass_watchers") == 0);
}

TEST_CASE("Metrics tell what the store holds and what the process uses") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  ask(keyglass.api(), {"PUT", "/kv/key", {}, "value"});
  const Metrics metrics = metrics_of(keyglass.api());
  CHECK(metrics.sum("keyglass_store_up") == 1);
  CHECK(metrics.sum("keyglass_store_keys") == 1);
  CHECK(metrics.sum("keyglass_store_bytes") == 8);
  CHECK(metrics.sum("keyglass_store_revision") == 1);
  CHECK(metrics.sum("keyglass_build_info") == 1);
  CHECK(metrics.sum("process_resident_memory_bytes") > 1e6);
  CHECK(metrics.sum("process_virtual_memory_bytes") > metrics.sum("process_resident_memory_bytes"));
  CHECK(metrics.sum("process_threads") >= 2);
  CHECK(metrics.sum("process_open_fds") >= 4);
  CHECK(metrics.sum("process_max_fds") > metrics.sum("process_open_fds"));
  CHECK(metrics.sum("process_start_time_seconds") > 1.7e9);
  CHECK(metrics.has("process_cpu_seconds_total"));
}

TEST_CASE("The durable store tells what its commits have cost") {
  const TempDir folder;
  KeyglassProcess keyglass({"api", "--store", "rocksdb:" + (folder / "data")});
  for (const char* key : {"/kv/a", "/kv/b", "/kv/c"}) ask(keyglass.api(), {"PUT", key, {}, "value"});
  const Metrics metrics = metrics_of(keyglass.api());
  for (const std::string& fault : metrics.faults) FAIL_CHECK(fault);
  CHECK(metrics.sum("keyglass_store_commits_total") == 3);
  CHECK(metrics.sum("keyglass_store_commit_groups_total") == 3);
  CHECK(metrics.sum("keyglass_store_syncs_total") >= 3);
  CHECK(metrics.sum("keyglass_store_commits_waiting") == 0);
  CHECK(metrics.sum("keyglass_store_keys") == 3);
  CHECK(metrics.has("keyglass_store_rocksdb_table_bytes"));
  CHECK(metrics.sum("keyglass_store_rocksdb_memtable_bytes") > 0);
}

TEST_CASE("A token with prefixes may not see the numbers of all") {
  const TempDir folder;
  const std::string file = folder / "tokens.json";
  write_token_file(file, {{"all", "all"}, {"some", "some", "admin", R"(,"prefixes":["a/"])"}});
  KeyglassProcess keyglass({"api", "--store", "memory:", "--tokens", file});
  const auto status = [&](const std::string& token) {
    return ask(keyglass.api(), {"GET", "/metrics", {{"Authorization", "Bearer " + token}}, {}}).status;
  };
  CHECK(get(keyglass.api(), "/metrics").status == 401);
  CHECK(status("all") == 200);
  CHECK(status("some") == 403);
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST_CASE("Of successes one in so many is logged and says so, of everything else all, with its trace") {
  KeyglassProcess keyglass({"api", "--store", "memory:", "--log-sample", "5"});
  for (int i = 0; i < 10; ++i) get(keyglass.api(), "/healthz");
  for (int i = 0; i < 3; ++i) get(keyglass.api(), "/nowhere");
  const std::string traced = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  ask(keyglass.api(), {"GET", "/elsewhere", {{"traceparent", traced}}, {}});
  ask(keyglass.api(), {"GET", "/elsewhere", {{"traceparent", "no trace"}}, {}});
  CHECK(keyglass.stop() == 0);
  const std::string log = keyglass.process().stderr_text();
  CHECK(count_of(log, R"("path":"/healthz")") == 2);
  CHECK(count_of(log, R"("one_of":5)") == 2);
  CHECK(count_of(log, R"("path":"/nowhere")") == 3);
  CHECK(count_of(log, R"("path":"/elsewhere")") == 2);
  CHECK(count_of(log, R"("trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","parent_id":"00f067aa0ba902b7")") ==
        1);
  CHECK(count_of(log, "no trace") == 0);
}

}  // namespace
}  // namespace keyglass::test
