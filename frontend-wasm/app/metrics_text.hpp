// The Prometheus text format, version 0.0.4, as far as figures need it: samples, one a line; comments, types
// and timestamps are skipped, and so is a line that is none. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace keyglass::app {

// What follows is not read.
inline constexpr std::size_t metrics_bytes_max = std::size_t{4} * 1024 * 1024;

struct MetricSample {
  std::string_view name;
  std::string_view labels;  // as written between the braces
  double value = 0;         // may be infinite or no number
};

void for_each_sample(std::string_view text, const std::function<void(const MetricSample&)>& visit);

// The value of the label `name`, escapes resolved; nullopt if there is none.
std::optional<std::string> label_of(const MetricSample& sample, std::string_view name);

// "0.25", "+Inf", "1e-05"; nullopt for anything else.
std::optional<double> parse_metric_value(std::string_view text);

}  // namespace keyglass::app
