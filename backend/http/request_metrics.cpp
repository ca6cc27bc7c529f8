// Counting answers: see request_metrics.hpp.
#include "http/request_metrics.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace keyglass::http {
namespace {

void add(std::atomic<std::uint64_t>& counter, std::uint64_t amount) {
  counter.fetch_add(amount, std::memory_order_relaxed);
}

template <std::size_t Size>
std::array<std::uint64_t, Size> values_of(const std::array<std::atomic<std::uint64_t>, Size>& counters) {
  std::array<std::uint64_t, Size> values{};
  std::ranges::transform(counters, values.begin(),
                         [](const auto& counter) { return counter.load(std::memory_order_relaxed); });
  return values;
}

std::size_t place_of(int status) {
  return static_cast<std::size_t>(std::clamp(status, status_min, status_max) - status_min);
}

std::size_t bucket_of(std::chrono::nanoseconds time) {
  const double seconds = std::chrono::duration<double>(time).count();
  const auto bound = std::ranges::lower_bound(latency_bounds, seconds);
  return static_cast<std::size_t>(bound - latency_bounds.begin());
}

}  // namespace

RequestMetrics::RequestMetrics(std::string service, std::span<const Route> routes)
    : service_(std::move(service)), routes_(routes), cells_(std::make_unique<Cell[]>(routes.size() + 1)) {}

RequestMetrics::Cell& RequestMetrics::cell_of(const Route* route) {
  if (route == nullptr) return cells_[routes_.size()];
  assert(route >= routes_.data() && route < routes_.data() + routes_.size());
  return cells_[static_cast<std::size_t>(route - routes_.data())];
}

void RequestMetrics::count(const Answered& answered) {
  Cell& cell = cell_of(answered.route);
  add(cell.by_status[place_of(answered.status)], 1);
  add(cell.by_latency[bucket_of(answered.time)], 1);
  add(cell.nanoseconds, static_cast<std::uint64_t>(answered.time.count()));
  if (answered.request_bytes != 0) add(cell.request_bytes, answered.request_bytes);
  if (answered.reply_bytes != 0) add(cell.reply_bytes, answered.reply_bytes);
}

void RequestMetrics::add_reply_bytes(const Route* route, std::uint64_t bytes) {
  add(cell_of(route).reply_bytes, bytes);
}

std::vector<RouteCounts> RequestMetrics::counts() const {
  std::vector<RouteCounts> all;
  all.reserve(routes_.size() + 1);
  for (std::size_t i = 0; i <= routes_.size(); ++i) {
    const Cell& cell = cells_[i];
    RouteCounts counts;
    counts.route = i < routes_.size() ? &routes_[i] : nullptr;
    for (int status = status_min; status <= status_max; ++status) {
      const std::uint64_t count = cell.by_status[place_of(status)].load(std::memory_order_relaxed);
      if (count != 0) counts.by_status.emplace_back(status, count);
    }
    counts.by_latency = values_of(cell.by_latency);
    counts.seconds = static_cast<double>(cell.nanoseconds.load(std::memory_order_relaxed)) / 1e9;
    counts.request_bytes = cell.request_bytes.load(std::memory_order_relaxed);
    counts.reply_bytes = cell.reply_bytes.load(std::memory_order_relaxed);
    all.push_back(counts);
  }
  return all;
}

}  // namespace keyglass::http
