// The rules on what is written: from a client's wish to a storage::Put. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "keyglass/limits.hpp"
#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

struct ValueLimits {
  std::uint64_t value_bytes_max = limits::value_bytes_max_default;
};

// Fails with too_large (limit, actual, field "value").
Status check_value_size(const std::string& key, std::size_t value_bytes, const ValueLimits& limits);

// `wish` as a write that happens at `now_ms` (UTC): a content type that is not given is told from the value,
// a time to live becomes a time, rounded up to milliseconds. Fails with invalid (field key, content_type or
// ttl) or too_large.
Result<storage::Put> put_of(BatchPut wish, const ValueLimits& limits, std::int64_t now_ms);

}  // namespace keyglass::service
