// What a handler is given: the request, what the router made of it, and what the handlers share.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "http/query.hpp"
#include "service/batch_service.hpp"
#include "service/key_value_service.hpp"
#include "service/patch_service.hpp"
#include "service/plan_service.hpp"
#include "service/transfer_service.hpp"

namespace keyglass::http {

// Where a request's time went; becomes the Server-Timing header. Used by one thread.
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
  void add_store_time(std::chrono::nanoseconds time) { store_time_ += time; }
  std::chrono::nanoseconds store_time() const { return store_time_; }
  std::chrono::nanoseconds total_time() const { return std::chrono::steady_clock::now() - begin_; }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::nanoseconds store_time_{0};
};

// One request on its way through a handler. The references outlive the handler's run, not more.
struct Call {
  const Request& request;
  std::string path_value;  // what stands for the pattern's {key}, percent-decoded
  Query query;             // only parameters that the route names
  Timing& timing;
};

// What all handlers of the API share; lives as long as the servers. The services are thread-safe.
struct Api {
  service::KeyValueService& service;
  std::string version;
  service::TransferService* transfer = nullptr;  // null where no route needs it
  service::PatchService* patches = nullptr;      // the same
  service::BatchService* batches = nullptr;      // the same
  service::PlanService* plans = nullptr;         // the same

  std::uint64_t value_bytes_max() const { return service.limits().value_bytes_max; }
  // A JSON text is longer than the value inside: room for base64 or for escaping every second byte.
  std::uint64_t json_bytes_max() const { return 2 * value_bytes_max() + 64 * 1024; }
};

}  // namespace keyglass::http
