// What this process uses of the machine, as the kernel tells (proc(5)).
#pragma once

#include <cstdint>

namespace keyglass::http {

// 0 where the kernel does not tell.
struct ProcessFigures {
  std::uint64_t resident_bytes = 0;
  std::uint64_t virtual_bytes = 0;
  std::uint64_t threads = 0;
  std::uint64_t open_files = 0;
  std::uint64_t open_files_max = 0;
  double cpu_seconds = 0;    // user and system
  double start_seconds = 0;  // since 1970
};

// Any thread. Reads a few files under /proc: tens of microseconds.
ProcessFigures process_figures();

}  // namespace keyglass::http
