// Every bound that both sides must agree on. Units are in the names.
#pragma once

#include <cstddef>
#include <cstdint>

namespace keyglass::limits {

inline constexpr std::size_t key_bytes_max = 1024;
inline constexpr std::uint64_t value_bytes_max_default = 16u * 1024 * 1024;  // --value-bytes-max
inline constexpr std::uint64_t value_bytes_max_highest =
    512u * 1024 * 1024;  // what the option accepts at most
inline constexpr std::size_t content_type_bytes_max = 255;
inline constexpr std::size_t glob_bytes_max = 1024;
inline constexpr std::size_t page_keys_default = 100;
inline constexpr std::size_t page_keys_max = 10'000;
inline constexpr std::size_t import_failed_max = 1'000;         // failed lines that an answer names
inline constexpr std::size_t batch_ops_max = 10'000;            // and as many conditions
inline constexpr std::size_t plan_keys_max = 10'000;            // that a plan names one by one
inline constexpr std::size_t plan_key_bytes_max = 1024 * 1024;  // of these keys together
inline constexpr double ttl_seconds_max = 100.0 * 365 * 24 * 3600;

}  // namespace keyglass::limits
