// The newest revision that is known to be synced, kept in a file of its own beside a log-structured store.
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

// The revision in `directory`; 0 if there is no mark yet. Fails with corrupt, naming the file, if its bytes
// are damaged, and with unavailable if they cannot be read.
Result<std::uint64_t> read_acknowledged_mark(const std::string& directory);

// Writes the mark of one directory. One thread at a time; movable.
class AcknowledgedMark {
 public:
  // Makes the file if there is none. Fails as read_acknowledged_mark() does.
  static Result<AcknowledgedMark> open(const std::string& directory);
  AcknowledgedMark(AcknowledgedMark&& other) noexcept;
  AcknowledgedMark& operator=(AcknowledgedMark&& other) noexcept;
  ~AcknowledgedMark();

  // The log is synced up to `revision`; one that is not newer changes nothing. One system call, no sync.
  // Fails with unavailable.
  Status advance(std::uint64_t revision);
  std::uint64_t revision() const { return revision_; }

 private:
  AcknowledgedMark(int file, std::uint64_t revision) : file_(file), revision_(revision) {}

  int file_ = -1;
  std::uint64_t revision_ = 0;
  bool second_slot_ = false;  // where the next number goes: the other one keeps the last
};

}  // namespace keyglass::storage
