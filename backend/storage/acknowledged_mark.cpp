// How far the log is synced, in a file of its own: see acknowledged_mark.hpp and docs/storage-format.md.
#include "storage/acknowledged_mark.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "storage/record.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

constexpr std::size_t slot_bytes = 32;  // two numbers, each with its complement
constexpr std::size_t file_bytes = 2 * slot_bytes;

std::string path_of(const std::string& directory) {
  return directory + '/' + std::string(acknowledged_mark_name);
}

Error system_failure(const std::string& what) {
  return failure(ErrorCode::unavailable, what + ": " + std::generic_category().message(errno));
}

std::string slot_of(const LogReach& reach) {
  return encode_u64(reach.revision) + encode_u64(~reach.revision) + encode_u64(reach.noted) +
         encode_u64(~reach.noted);
}

std::optional<LogReach> read_slot(std::string_view bytes) {
  const LogReach reach{decode_u64(bytes.substr(0, 8)).value_or(0),
                       decode_u64(bytes.substr(16, 8)).value_or(0)};
  std::string expected = slot_of(reach);
  // Before notes were counted, zeros stood in their place.
  const bool counts_notes = bytes.find_first_not_of('\0', 16) != std::string_view::npos;
  if (!counts_notes) std::fill(expected.begin() + 16, expected.end(), '\0');
  return bytes == expected ? std::optional(reach) : std::nullopt;
}

bool is_further(const LogReach& reach, const LogReach& than) {
  return std::pair(reach.revision, reach.noted) > std::pair(than.revision, than.noted);
}

// The larger of the two: a number that is being written when the power goes leaves the other slot whole.
Result<LogReach> read_slots(int file, const std::string& path) {
  std::array<char, file_bytes + 1> buffer{};
  const ssize_t count = ::pread(file, buffer.data(), buffer.size(), 0);
  if (count < 0) return system_failure("cannot read " + path);
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
  if (bytes.empty()) return LogReach{};  // its making was interrupted
  if (bytes.size() == file_bytes) {
    const auto first = read_slot(bytes.substr(0, slot_bytes));
    const auto second = read_slot(bytes.substr(slot_bytes));
    if (first && second) return is_further(*second, *first) ? *second : *first;
    if (first || second) return first ? *first : *second;
  }
  return failure(
      ErrorCode::corrupt,
      path +
          " is damaged: whether acknowledged writes are missing cannot be told. If `keyglass check` "
          "finds nothing else, remove that file");
}

Status make(int file, const std::string& path) {
  const std::string bytes = slot_of({}) + slot_of({});
  if (::pwrite(file, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()) ||
      ::fsync(file) != 0) {
    return system_failure("cannot write " + path);
  }
  return Done{};
}

}  // namespace

std::string missing_commits(const LogReach& acknowledged, const LogReach& readable) {
  std::string missing;
  if (readable.revision < acknowledged.revision) {
    missing = "revision " + std::to_string(acknowledged.revision) + " was acknowledged, and only " +
              std::to_string(readable.revision) + " can be read";
  } else if (readable.noted < acknowledged.noted) {
    missing = std::to_string(acknowledged.noted) + " commits of notes were acknowledged, and only " +
              std::to_string(readable.noted) + " can be read";
  }
  return missing;
}

Result<LogReach> read_acknowledged_mark(const std::string& directory) {
  const std::string path = path_of(directory);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) return LogReach{};
  if (file < 0) return system_failure("cannot read " + path);
  auto reach = read_slots(file, path);
  ::close(file);
  return reach;
}

Result<AcknowledgedMark> AcknowledgedMark::open(const std::string& directory) {
  const std::string path = path_of(directory);
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return system_failure("cannot write " + path);
  AcknowledgedMark mark(file, {});
  const auto reach = read_slots(file, path);
  if (!reach) return reach.error();
  mark.reach_ = reach.value();
  if (mark.reach_ == LogReach{}) {
    if (const auto made = make(file, path); !made) return made.error();
  }
  return mark;
}

AcknowledgedMark::AcknowledgedMark(AcknowledgedMark&& other) noexcept
    : file_(std::exchange(other.file_, -1)), reach_(other.reach_), second_slot_(other.second_slot_) {}

AcknowledgedMark& AcknowledgedMark::operator=(AcknowledgedMark&& other) noexcept {
  std::swap(file_, other.file_);
  reach_ = other.reach_;
  second_slot_ = other.second_slot_;
  return *this;
}

AcknowledgedMark::~AcknowledgedMark() {
  if (file_ >= 0) ::close(file_);
}

Status AcknowledgedMark::advance(const LogReach& reach) {
  if (!is_further(reach, reach_)) return Done{};
  const std::string bytes = slot_of(reach);
  const off_t at = second_slot_ ? static_cast<off_t>(slot_bytes) : 0;
  if (::pwrite(file_, bytes.data(), bytes.size(), at) != static_cast<ssize_t>(bytes.size())) {
    return system_failure("cannot write " + std::string(acknowledged_mark_name));
  }
  reach_ = reach;
  second_slot_ = !second_slot_;
  return Done{};
}

}  // namespace keyglass::storage
