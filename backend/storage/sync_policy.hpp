// When a durable engine brings an acknowledged write from the operating system to the disk.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass::storage {

struct SyncPolicy {
  enum class Mode {
    always,    // before the answer: an acknowledged write survives a power cut
    interval,  // every interval_ms: a power cut loses at most that much; a crash of the process nothing
    none,      // when the operating system likes; a crash of the process loses nothing
  };

  static constexpr int interval_ms_min = 1;
  static constexpr int interval_ms_max = 60'000;

  Mode mode = Mode::always;
  int interval_ms = 0;  // interval_ms_min..interval_ms_max when Mode::interval

  bool operator==(const SyncPolicy&) const = default;
};

// Reads "always", "interval:MS" or "none". Fails with invalid, field "durability", naming the valid forms.
Result<SyncPolicy> parse_sync_policy(std::string_view text);

// The form that parse_sync_policy() reads.
std::string sync_policy_text(const SyncPolicy& policy);

}  // namespace keyglass::storage
