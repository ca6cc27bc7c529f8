// What a handler is given: the request, what the router made of it, and what the handlers share.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "http/message.hpp"
#include "http/query.hpp"
#include "service/access.hpp"
#include "service/batch_service.hpp"
#include "service/key_value_service.hpp"
#include "service/patch_service.hpp"
#include "service/plan_service.hpp"
#include "service/token_gate.hpp"
#include "service/transfer_service.hpp"

namespace keyglass::http {

struct Route;
struct ServerMetrics;
class WatchHub;

// Where a request's time went, which becomes the Server-Timing header; and for log and metrics who sent it,
// and to which route.
// Used by one thread.
class Timing {
 public:
  // Runs `work` and counts its time as the store's.
  template <typename Work>
  auto store(Work work) {
    const auto begin = std::chrono::steady_clock::now();
    auto result = work();
    store_time_ += std::chrono::steady_clock::now() - begin;
    return result;
  }
  void set_caller(std::shared_ptr<const service::Access> caller) { caller_ = std::move(caller); }
  void set_route(const Route& route) { route_ = &route; }
  // Each is null until the router knows.
  const service::Access* caller() const { return caller_.get(); }
  const Route* route() const { return route_; }
  void add_commit_time(std::chrono::nanoseconds time) { commit_time_ += time; }
  std::chrono::nanoseconds store_time() const { return store_time_; }
  std::chrono::nanoseconds commit_time() const { return commit_time_; }  // of a write that was waited for
  std::chrono::nanoseconds total_time() const { return std::chrono::steady_clock::now() - begin_; }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::nanoseconds store_time_{0};
  std::chrono::nanoseconds commit_time_{0};
  std::shared_ptr<const service::Access> caller_;
  const Route* route_ = nullptr;
};

// One request on its way through a handler. The references outlive the handler's run, not more.
struct Call {
  const Request& request;
  std::string path_value;  // what stands for the pattern's {key}, percent-decoded
  Query query;             // only parameters that the route names
  Timing& timing;
  const service::Access& access;  // what the caller may do
};

// What all handlers of the API share; lives as long as the servers. The services and `tokens` are
// thread-safe.
struct Api {
  service::KeyValueService& service;
  std::string version;
  const service::TokenGate& tokens;
  service::TransferService* transfer = nullptr;  // null where no route needs it
  service::PatchService* patches = nullptr;      // the same
  service::BatchService* batches = nullptr;      // the same
  service::PlanService* plans = nullptr;         // the same
  const ServerMetrics* metrics = nullptr;        // the same
  WatchHub* watches = nullptr;                   // the same

  std::uint64_t value_bytes_max() const { return service.limits().value_bytes_max; }
  // A JSON text is longer than the value inside: room for base64 or for escaping every second byte.
  std::uint64_t json_bytes_max() const { return 2 * value_bytes_max() + 64 * 1024; }
};

}  // namespace keyglass::http
