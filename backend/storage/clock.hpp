// The time an engine goes by: injectable, so that tests can move it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace keyglass::storage {

// UTC, milliseconds since 1970-01-01. Any thread may call it.
using Clock = std::function<std::int64_t()>;

inline std::int64_t system_time_ms() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

}  // namespace keyglass::storage
