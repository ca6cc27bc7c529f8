// Collecting metrics when they are asked for: see metrics_handlers.hpp.
#include "http/metrics_handlers.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "http/process_figures.hpp"
#include "http/request_metrics.hpp"
#include "http/watch_hub.hpp"

namespace keyglass::http {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

MetricFamily family_of(std::string name, std::string help, MetricType type) {
  MetricFamily family;
  family.name = std::move(name);
  family.help = std::move(help);
  family.type = type;
  return family;
}

void add_sample(MetricFamily& family, Labels labels, double value) {
  ClientMetric metric;
  metric.label = std::move(labels);
  (family.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  family.metric.push_back(std::move(metric));
}

MetricFamily single(std::string name, std::string help, double value, MetricType type = MetricType::Gauge) {
  MetricFamily family = family_of(std::move(name), std::move(help), type);
  add_sample(family, {}, value);
  return family;
}

Labels labels_of(const std::string& service, const RouteCounts& counts) {
  const Route* route = counts.route;
  return {{"service", service},
          {"method", std::string(route == nullptr ? "any" : route->method)},
          {"route", std::string(route == nullptr ? "none" : route->pattern)}};
}

ClientMetric histogram_of(Labels labels, const RouteCounts& counts) {
  ClientMetric metric;
  metric.label = std::move(labels);
  std::uint64_t cumulative = 0;
  for (std::size_t i = 0; i < counts.by_latency.size(); ++i) {
    cumulative += counts.by_latency[i];
    const bool bounded = i < latency_bounds.size();
    metric.histogram.bucket.push_back(
        {cumulative, bounded ? latency_bounds[i] : std::numeric_limits<double>::infinity()});
  }
  metric.histogram.sample_count = cumulative;
  metric.histogram.sample_sum = counts.seconds;
  return metric;
}

struct RequestFamilies {
  MetricFamily requests =
      family_of("keyglass_http_requests_total", "Requests by route and status", MetricType::Counter);
  MetricFamily durations = family_of("keyglass_http_request_duration_seconds",
                                     "Time until the head of the reply was ready", MetricType::Histogram);
  MetricFamily taken =
      family_of("keyglass_http_request_body_bytes_total",
                "Bytes of request bodies as announced by Content-Length", MetricType::Counter);
  MetricFamily given =
      family_of("keyglass_http_reply_body_bytes_total", "Bytes of reply bodies", MetricType::Counter);
  MetricFamily in_flight =
      family_of("keyglass_http_requests_in_flight", "Requests being answered now", MetricType::Gauge);
  MetricFamily connections =
      family_of("keyglass_http_connections", "Connections that are open", MetricType::Gauge);

  void add(const RequestMetrics& metrics);
  void add(const std::string& service, const RouteCounts& counts);
};

void RequestFamilies::add(const RequestMetrics& metrics) {
  add_sample(in_flight, {{"service", metrics.service()}}, static_cast<double>(metrics.in_flight()));
  add_sample(connections, {{"service", metrics.service()}}, static_cast<double>(metrics.connection_count()));
  for (const RouteCounts& counts : metrics.counts()) {
    if (!counts.by_status.empty()) add(metrics.service(), counts);
  }
}

void RequestFamilies::add(const std::string& service, const RouteCounts& counts) {
  const Labels labels = labels_of(service, counts);
  for (const auto& [status, count] : counts.by_status) {
    Labels with_status = labels;
    with_status.push_back({"status", std::to_string(status)});
    add_sample(requests, std::move(with_status), static_cast<double>(count));
  }
  durations.metric.push_back(histogram_of(labels, counts));
  add_sample(taken, labels, static_cast<double>(counts.request_bytes));
  add_sample(given, labels, static_cast<double>(counts.reply_bytes));
}

using Families = std::vector<MetricFamily>;

void add_requests(Families& families, const ServerMetrics& metrics) {
  RequestFamilies requests;
  requests.add(metrics.api);
  requests.add(metrics.web);
  for (MetricFamily* family : {&requests.requests, &requests.durations, &requests.taken, &requests.given,
                               &requests.in_flight, &requests.connections}) {
    families.push_back(std::move(*family));
  }
}

void add_watches(Families& families, const WatchFigures& figures) {
  families.push_back(single("keyglass_watchers", "Clients that are told of changes as they happen",
                            static_cast<double>(figures.watchers)));
  families.push_back(single("keyglass_watch_events_total", "Events sent to them",
                            static_cast<double>(figures.events), MetricType::Counter));
  families.push_back(single("keyglass_watch_dropped_total", "Of them, how many were dropped as too slow",
                            static_cast<double>(figures.dropped), MetricType::Counter));
}

void add_store(Families& families, const service::KeyValueService& service) {
  families.push_back(single("keyglass_store_up", "1 if the store answers and accepts writes",
                            service.check_ready() ? 1 : 0));
  if (const auto stats = service.stats({})) {
    const storage::StoreStats& counted = stats.value();
    families.push_back(single("keyglass_store_keys", "Entries, or at least so many where counting costs",
                              static_cast<double>(counted.count)));
    families.push_back(
        single("keyglass_store_bytes", "Bytes of their keys and values", static_cast<double>(counted.bytes)));
    families.push_back(single("keyglass_store_revision", "Of the newest commit; 0 where not kept",
                              static_cast<double>(counted.revision)));
  }
  for (const storage::Figure& figure : service.figures()) {
    const bool is_counter = figure.kind == storage::Figure::Kind::counter;
    families.push_back(single("keyglass_store_" + std::string(figure.name), std::string(figure.help),
                              figure.value, is_counter ? MetricType::Counter : MetricType::Gauge));
  }
}

// Names and meanings as Prometheus client libraries agree on them.
void add_process(Families& families) {
  const ProcessFigures process = process_figures();
  families.push_back(single("process_resident_memory_bytes", "Resident memory",
                            static_cast<double>(process.resident_bytes)));
  families.push_back(
      single("process_virtual_memory_bytes", "Virtual memory", static_cast<double>(process.virtual_bytes)));
  families.push_back(single("process_threads", "Threads", static_cast<double>(process.threads)));
  families.push_back(single("process_open_fds", "Open files", static_cast<double>(process.open_files)));
  families.push_back(
      single("process_max_fds", "Files that may be open", static_cast<double>(process.open_files_max)));
  families.push_back(single("process_cpu_seconds_total", "Processor time of user and system",
                            process.cpu_seconds, MetricType::Counter));
  families.push_back(
      single("process_start_time_seconds", "When it started, since 1970", process.start_seconds));
}

}  // namespace

Reply read_metrics(const Api& api, Call& call) {
  Families families;
  families.push_back(family_of("keyglass_build_info", "Always 1; the version is a label", MetricType::Gauge));
  add_sample(families.back(), {{"version", api.version}}, 1);
  if (api.metrics != nullptr) add_requests(families, *api.metrics);
  if (api.watches != nullptr) add_watches(families, api.watches->figures());
  call.timing.store([&] {
    add_store(families, api.service);
    return Done{};
  });
  add_process(families);
  Reply reply;
  reply.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  reply.body = prometheus::TextSerializer().Serialize(families);
  return reply;
}

}  // namespace keyglass::http
