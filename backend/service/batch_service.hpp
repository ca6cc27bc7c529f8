// Many reads and writes as one: the rules behind POST /batch. Knows neither HTTP nor engines. Any thread may
// call any method.
#pragma once

#include <variant>
#include <vector>

#include "keyglass/messages.hpp"
#include "service/write_rules.hpp"
#include "storage/clock.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

// The values that the gets of one batch may give together.
inline constexpr std::uint64_t batch_read_bytes_max = 64u * 1024 * 1024;

// Why nothing was written: at least one condition did not hold. `first` names it as a store does.
struct BatchRefusal {
  Error first;
  std::vector<FailedCondition> failed;  // in the order of the request
};
using BatchOutcome = std::variant<BatchReply, BatchRefusal>;

class BatchService {
 public:
  // `store` must outlive the service.
  BatchService(storage::Store& store, ValueLimits limits, storage::Clock clock = storage::system_time_ms);

  // Runs the ops in their order, all of them at one moment or none: a get sees the writes before it in the
  // batch, and else what was there when the writes happened.
  // Fails with invalid or too_large (field "ops[3].value"), with too_large (field "ops") if the gets give
  // more than batch_read_bytes_max, with unsupported where the store cannot do it at once, and with
  // unavailable if others changed what is read each time before this could be done.
  Result<BatchOutcome> run(BatchRequest request);

 private:
  storage::Store& store_;
  const ValueLimits limits_;
  const storage::Clock clock_;
};

}  // namespace keyglass::service
