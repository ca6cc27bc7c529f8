// What a listener has answered, counted by route: requests by status, their times, their bytes; and
// its connections. Counting takes no lock: a handful of relaxed additions to the route's own cache lines.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "http/route.hpp"

namespace keyglass::http {

// Upper bounds in seconds; a last bucket without a bound follows.
inline constexpr std::array latency_bounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                           0.025,  0.05,    0.1,    0.25,  0.5,    1.0,   5.0};

// What lies beyond is counted with the nearest.
inline constexpr int status_min = 100;
inline constexpr int status_max = 599;

// One answer as it went out.
struct Answered {
  const Route* route = nullptr;  // of the table; null: no route, like the app's files
  int status = 0;
  std::chrono::nanoseconds time{0};  // up to the head, for a streamed body
  std::uint64_t request_bytes = 0;   // of the body, as far as it was announced
  std::uint64_t reply_bytes = 0;     // of the body; a streamed one is counted by add_reply_bytes()
};

// The counts of one route so far. Taken while requests are counted: sums may miss what is just being added.
struct RouteCounts {
  const Route* route = nullptr;
  std::vector<std::pair<int, std::uint64_t>> by_status;  // those that were sent, ascending
  std::array<std::uint64_t, latency_bounds.size() + 1> by_latency{};
  double seconds = 0;
  std::uint64_t request_bytes = 0;
  std::uint64_t reply_bytes = 0;
};

// Any thread may call any method.
class RequestMetrics {
 public:
  // `service` names the listener. `routes` must outlive this; a Route of Answered is one of them.
  RequestMetrics(std::string service, std::span<const Route> routes);

  const std::string& service() const { return service_; }
  void begin() { in_flight_.fetch_add(1, std::memory_order_relaxed); }
  void end() { in_flight_.fetch_sub(1, std::memory_order_relaxed); }
  void count(const Answered& answered);
  void add_reply_bytes(const Route* route, std::uint64_t bytes);

  // Requests between begin() and end().
  std::int64_t in_flight() const { return in_flight_.load(std::memory_order_relaxed); }
  // Open now: the listener counts them here.
  std::atomic<std::int64_t>& connections() { return connections_; }
  std::int64_t connection_count() const { return connections_.load(std::memory_order_relaxed); }
  // Of every route, in the table's order, then of what has none.
  std::vector<RouteCounts> counts() const;

 private:
  struct alignas(64) Cell {
    std::array<std::atomic<std::uint64_t>, status_max - status_min + 1> by_status{};
    std::array<std::atomic<std::uint64_t>, latency_bounds.size() + 1> by_latency{};
    std::atomic<std::uint64_t> nanoseconds{0};
    std::atomic<std::uint64_t> request_bytes{0};
    std::atomic<std::uint64_t> reply_bytes{0};
  };

  Cell& cell_of(const Route* route);

  const std::string service_;
  const std::span<const Route> routes_;
  const std::unique_ptr<Cell[]> cells_;  // one for each route, and one more
  std::atomic<std::int64_t> in_flight_{0};
  std::atomic<std::int64_t> connections_{0};
};

// Of each listener that a process can have.
struct ServerMetrics {
  explicit ServerMetrics(std::span<const Route> routes) : api("api", routes), web("web", routes) {}

  RequestMetrics api;
  RequestMetrics web;
};

}  // namespace keyglass::http
