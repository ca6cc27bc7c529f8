// How far the log is known to be synced, kept in a file of its own beside a log-structured store.
// A log that ends early looks like one whose last write was never finished; this number tells the
// difference. It may lag behind the truth after a power cut (the file is never synced while the store works)
// and is never ahead of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass::storage {

inline constexpr std::string_view acknowledged_mark_name = "ACKNOWLEDGED";

// How far a log reaches. Both numbers only grow.
struct LogReach {
  std::uint64_t revision = 0;  // of the newest commit
  std::uint64_t noted = 0;     // commits with notes so far: alone these have no revision

  bool operator==(const LogReach&) const = default;
};

// In words, what of `acknowledged` cannot be read where only `readable` is found; empty: nothing.
std::string missing_commits(const LogReach& acknowledged, const LogReach& readable);

// What the mark in `directory` says; zeros if there is no mark yet. Fails with corrupt, naming the file, if
// its bytes are damaged, and with unavailable if they cannot be read.
Result<LogReach> read_acknowledged_mark(const std::string& directory);

// Writes the mark of one directory. One thread at a time; movable.
class AcknowledgedMark {
 public:
  // Makes the file if there is none. Fails as read_acknowledged_mark() does.
  static Result<AcknowledgedMark> open(const std::string& directory);
  AcknowledgedMark(AcknowledgedMark&& other) noexcept;
  AcknowledgedMark& operator=(AcknowledgedMark&& other) noexcept;
  ~AcknowledgedMark();

  // The log is synced up to `reach`; one that is no further changes nothing. One system call, no sync. Fails
  // with unavailable.
  Status advance(const LogReach& reach);

 private:
  AcknowledgedMark(int file, const LogReach& reach) : file_(file), reach_(reach) {}

  int file_ = -1;
  LogReach reach_;
  bool second_slot_ = false;  // where the next number goes: the other one keeps the last
};

}  // namespace keyglass::storage
