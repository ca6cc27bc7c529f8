// Reading /proc: see process_figures.hpp.
#include "http/process_figures.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace keyglass::http {
namespace {

// /proc/self/stat from its third field on: the second is a name, which may hold blanks and parentheses.
std::istringstream stat_fields() {
  std::ifstream file("/proc/self/stat");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto name_end = text.rfind(')');
  return std::istringstream(name_end == std::string::npos ? std::string() : text.substr(name_end + 1));
}

// Seconds since 1970 when the machine started.
double boot_seconds() {
  std::ifstream file("/proc/stat");
  for (std::string word; file >> word;) {
    double seconds = 0;
    if (word == "btime" && file >> seconds) return seconds;
  }
  return 0;
}

std::uint64_t open_files() {
  std::error_code failure;
  const std::filesystem::directory_iterator files("/proc/self/fd", failure);
  if (failure) return 0;
  // The iterator has one open itself.
  return static_cast<std::uint64_t>(std::distance(begin(files), end(files))) - 1;
}

}  // namespace

ProcessFigures process_figures() {
  constexpr int fields_before_times = 11;   // 3 (state) … 13 (cmajflt)
  constexpr int fields_before_threads = 4;  // 16 (cutime) … 19 (nice)
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  ProcessFigures figures;
  std::istringstream fields = stat_fields();
  std::string skipped;
  double user = 0;
  double system = 0;
  double start = 0;
  std::uint64_t resident_pages = 0;
  for (int i = 0; i < fields_before_times; ++i) fields >> skipped;
  fields >> user >> system;
  for (int i = 0; i < fields_before_threads; ++i) fields >> skipped;
  fields >> figures.threads >> skipped >> start >> figures.virtual_bytes >> resident_pages;
  figures.cpu_seconds = (user + system) / ticks;
  figures.start_seconds = boot_seconds() + start / ticks;
  figures.resident_bytes = resident_pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  figures.open_files = open_files();
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) figures.open_files_max = limit.rlim_cur;
  return figures;
}

}  // namespace keyglass::http
