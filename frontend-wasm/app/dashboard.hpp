// What the server's /metrics say over time, as figures that can be drawn. Bounded in number; plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "app/trouble.hpp"

namespace keyglass::app {

enum class Figure : std::uint8_t {
  requests,        // a second
  latency_median,  // seconds
  latency_95,
  latency_99,
  keys,
  memory,  // bytes
  watchers,
  connections,
  commits_per_sync,
};
inline constexpr std::size_t figure_count = 9;

inline constexpr std::int64_t poll_every_ms = 3'000;
inline constexpr std::size_t moments_max = 200;  // ten minutes

// The counters of one answer. Of all services and routes together, except the asking for metrics itself.
struct Counters {
  std::optional<double> requests;
  std::map<double, double> requests_within;  // by upper bound in seconds, cumulative
  std::optional<double> commits;
  std::optional<double> syncs;

  bool operator==(const Counters&) const = default;
};

// What was measured at a time. A figure that the server does not report, or that nothing happened for, is
// absent.
struct Moment {
  std::int64_t at_ms = 0;
  std::array<std::optional<double>, figure_count> figures{};

  std::optional<double> operator[](Figure figure) const { return figures[static_cast<std::size_t>(figure)]; }
  bool operator==(const Moment&) const = default;
};

struct Dashboard {
  bool is_open = false;
  bool shows_table = false;
  std::int64_t poll_at_ms = 0;                   // the next one; 0: none
  std::deque<Moment> moments;                    // oldest first, at most moments_max
  std::optional<Counters> counters;              // of the newest answer
  std::array<bool, figure_count> is_reported{};  // by the newest answer
  std::optional<Trouble> trouble;                // of the newest attempt
};

// Adds what `text` (an answer of /metrics) says at `at_ms`. Rates need an answer before it that is not older
// than a few polls; of a server that was started anew there are none yet.
void take_metrics(Dashboard& dashboard, std::string_view text, std::int64_t at_ms);

// True if the time between two moments was not measured: a line between them would claim what nobody knows.
bool is_gap(const Moment& before, const Moment& after);

// The latency below which `share` (0..1) of the requests between two answers stayed, in seconds, interpolated
// within its bucket; nullopt if there were none.
std::optional<double> latency_quantile(const Counters& before, const Counters& after, double share);

}  // namespace keyglass::app
