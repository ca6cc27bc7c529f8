// From counters to figures.
#include "app/dashboard.hpp"

#include <algorithm>
#include <cmath>

#include "app/metrics_text.hpp"

namespace keyglass::app {
namespace {

constexpr std::int64_t gap_ms = 3 * poll_every_ms;
constexpr std::size_t buckets_max = 64;

struct GaugeRow {
  std::string_view name;
  Figure figure;
};
constexpr GaugeRow gauges[] = {{"keyglass_store_keys", Figure::keys},
                               {"process_resident_memory_bytes", Figure::memory},
                               {"keyglass_watchers", Figure::watchers},
                               {"keyglass_http_connections", Figure::connections}};

struct Reading {
  Counters counters;
  Moment moment;

  std::optional<double>& figure(Figure which) { return moment.figures[static_cast<std::size_t>(which)]; }
};

void add_to(std::optional<double>& sum, double value) {
  sum = sum.value_or(0) + value;
}

void take_bucket(Counters& counters, const MetricSample& sample) {
  const auto bound = parse_metric_value(label_of(sample, "le").value_or(""));
  if (!bound || std::isnan(*bound)) return;
  if (counters.requests_within.size() < buckets_max || counters.requests_within.count(*bound) > 0)
    counters.requests_within[*bound] += sample.value;
}

void take_sample(Reading& reading, const MetricSample& sample) {
  if (std::isnan(sample.value)) return;
  for (const GaugeRow& gauge : gauges) {
    if (gauge.name == sample.name) add_to(reading.figure(gauge.figure), sample.value);
  }
  Counters& counters = reading.counters;
  if (sample.name == "keyglass_store_commits_total") add_to(counters.commits, sample.value);
  if (sample.name == "keyglass_store_syncs_total") add_to(counters.syncs, sample.value);
  const bool is_count = sample.name == "keyglass_http_requests_total";
  const bool is_bucket = sample.name == "keyglass_http_request_duration_seconds_bucket";
  if (!is_count && !is_bucket) return;
  // Looking must not change what is seen. A server that only we have asked has still counted.
  const bool is_own = label_of(sample, "route") == "/metrics";
  if (is_count) add_to(counters.requests, is_own ? 0 : sample.value);
  if (is_bucket && !is_own) take_bucket(counters, sample);
}

// nullopt also where the counter began anew.
std::optional<double> growth(const std::optional<double>& before, const std::optional<double>& after) {
  if (!before || !after || *after < *before) return std::nullopt;
  return *after - *before;
}

void add_rates(Reading& reading, const Counters& before, double seconds) {
  const Counters& after = reading.counters;
  if (const auto requests = growth(before.requests, after.requests))
    reading.figure(Figure::requests) = *requests / seconds;
  reading.figure(Figure::latency_median) = latency_quantile(before, after, 0.5);
  reading.figure(Figure::latency_95) = latency_quantile(before, after, 0.95);
  reading.figure(Figure::latency_99) = latency_quantile(before, after, 0.99);
  const auto commits = growth(before.commits, after.commits);
  const auto syncs = growth(before.syncs, after.syncs);
  if (commits && syncs && *syncs > 0) reading.figure(Figure::commits_per_sync) = *commits / *syncs;
}

void note_reported(Dashboard& dashboard, const Reading& reading) {
  for (std::size_t at = 0; at < figure_count; ++at)
    dashboard.is_reported[at] = reading.moment.figures[at].has_value();
  const auto note = [&](Figure figure, bool is_reported) {
    dashboard.is_reported[static_cast<std::size_t>(figure)] = is_reported;
  };
  const Counters& counters = reading.counters;
  note(Figure::requests, counters.requests.has_value());
  for (const Figure latency : {Figure::latency_median, Figure::latency_95, Figure::latency_99})
    note(latency, counters.requests.has_value());
  note(Figure::commits_per_sync, counters.commits && counters.syncs);
}

}  // namespace

void take_metrics(Dashboard& dashboard, std::string_view text, std::int64_t at_ms) {
  Reading reading;
  reading.moment.at_ms = at_ms;
  for_each_sample(text, [&](const MetricSample& sample) { take_sample(reading, sample); });
  note_reported(dashboard, reading);
  const bool has_before = dashboard.counters && !dashboard.moments.empty();
  if (has_before && at_ms > dashboard.moments.back().at_ms &&
      !is_gap(dashboard.moments.back(), reading.moment)) {
    const auto passed_ms = static_cast<double>(at_ms - dashboard.moments.back().at_ms);
    add_rates(reading, *dashboard.counters, passed_ms / 1000);
  }
  dashboard.counters = std::move(reading.counters);
  dashboard.moments.push_back(reading.moment);
  if (dashboard.moments.size() > moments_max) dashboard.moments.pop_front();
}

bool is_gap(const Moment& before, const Moment& after) {
  return after.at_ms - before.at_ms > gap_ms;
}

std::optional<double> latency_quantile(const Counters& before, const Counters& after, double share) {
  double total = 0;
  std::map<double, double> grown;
  for (const auto& [bound, count] : after.requests_within) {
    const auto earlier = before.requests_within.find(bound);
    const double grew = count - (earlier == before.requests_within.end() ? 0 : earlier->second);
    if (grew < 0) return std::nullopt;
    grown[bound] = grew;
    total = std::max(total, grew);
  }
  if (total <= 0) return std::nullopt;
  const double wanted = share * total;
  double lower = 0;
  double count_below = 0;
  for (const auto& [bound, count] : grown) {
    if (count >= wanted && count > count_below) {
      if (std::isinf(bound)) return lower;
      return lower + (bound - lower) * (wanted - count_below) / (count - count_below);
    }
    lower = std::isinf(bound) ? lower : bound;
    count_below = std::max(count_below, count);
  }
  return lower;
}

}  // namespace keyglass::app
