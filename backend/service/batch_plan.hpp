// What the ops of a batch mean for the store: which keys are read, what is written, and where each op's
// result comes from. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "keyglass/messages.hpp"
#include "service/write_rules.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

// Where one op's result comes from.
struct BatchStep {
  enum class Kind {
    put,          // `index` in batch.writes
    erase,        // the same
    get_stored,   // `index` in reads
    get_written,  // `index` in batch.writes: a put before it
    get_absent,   // the batch deleted it before
  };
  Kind kind = Kind::get_absent;
  std::size_t index = 0;
};

// A key that is read from the store, and by how many gets.
struct BatchRead {
  std::string key;
  std::uint64_t times = 0;
};

struct BatchPlan {
  storage::WriteBatch batch;             // conditions in the order of the request
  std::vector<BatchRead> reads;          // each key once
  std::vector<BatchStep> steps;          // one for each op
  std::uint64_t written_read_bytes = 0;  // of values that gets take from the batch's own puts
};

// Moves the values out of `request.ops`; keys and conditions stay. Fails with invalid or too_large, naming
// the op's member: "ops[3].value".
Result<BatchPlan> plan_batch(BatchRequest& request, const ValueLimits& limits, std::int64_t now_ms);

}  // namespace keyglass::service
