// The newest synced revision in a file of its own: see acknowledged_mark.hpp and docs/storage-format.md.
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

namespace keyglass::storage {
namespace {

constexpr std::size_t slot_bytes = 32;  // a number, its complement, zeros
constexpr std::size_t file_bytes = 2 * slot_bytes;

std::string path_of(const std::string& directory) {
  return directory + '/' + std::string(acknowledged_mark_name);
}

Error failure(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return error;
}

Error system_failure(const std::string& what) {
  return failure(ErrorCode::unavailable, what + ": " + std::generic_category().message(errno));
}

std::string slot_of(std::uint64_t revision) {
  std::string bytes = encode_u64(revision) + encode_u64(~revision);
  bytes.resize(slot_bytes);
  return bytes;
}

std::optional<std::uint64_t> read_slot(std::string_view bytes) {
  const auto revision = decode_u64(bytes.substr(0, 8));
  if (!revision || bytes != slot_of(*revision)) return std::nullopt;
  return revision;
}

// The larger of the two: a number that is being written when the power goes leaves the other slot whole.
Result<std::uint64_t> read_slots(int file, const std::string& path) {
  std::array<char, file_bytes + 1> buffer{};
  const ssize_t count = ::pread(file, buffer.data(), buffer.size(), 0);
  if (count < 0) return system_failure("cannot read " + path);
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
  if (bytes.empty()) return std::uint64_t{0};  // its making was interrupted
  if (bytes.size() == file_bytes) {
    const auto first = read_slot(bytes.substr(0, slot_bytes));
    const auto second = read_slot(bytes.substr(slot_bytes));
    if (first || second) return std::max(first.value_or(0), second.value_or(0));
  }
  return failure(
      ErrorCode::corrupt,
      path +
          " is damaged: whether acknowledged writes are missing cannot be told. If `keyglass check` "
          "finds nothing else, remove that file");
}

Status make(int file, const std::string& path) {
  const std::string bytes = slot_of(0) + slot_of(0);
  if (::pwrite(file, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()) ||
      ::fsync(file) != 0) {
    return system_failure("cannot write " + path);
  }
  return Done{};
}

}  // namespace

Result<std::uint64_t> read_acknowledged_mark(const std::string& directory) {
  const std::string path = path_of(directory);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) return std::uint64_t{0};
  if (file < 0) return system_failure("cannot read " + path);
  auto revision = read_slots(file, path);
  ::close(file);
  return revision;
}

Result<AcknowledgedMark> AcknowledgedMark::open(const std::string& directory) {
  const std::string path = path_of(directory);
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return system_failure("cannot write " + path);
  AcknowledgedMark mark(file, 0);
  const auto revision = read_slots(file, path);
  if (!revision) return revision.error();
  mark.revision_ = revision.value();
  if (mark.revision_ == 0) {
    if (const auto made = make(file, path); !made) return made.error();
  }
  return mark;
}

AcknowledgedMark::AcknowledgedMark(AcknowledgedMark&& other) noexcept
    : file_(std::exchange(other.file_, -1)), revision_(other.revision_), second_slot_(other.second_slot_) {}

AcknowledgedMark& AcknowledgedMark::operator=(AcknowledgedMark&& other) noexcept {
  std::swap(file_, other.file_);
  revision_ = other.revision_;
  second_slot_ = other.second_slot_;
  return *this;
}

AcknowledgedMark::~AcknowledgedMark() {
  if (file_ >= 0) ::close(file_);
}

Status AcknowledgedMark::advance(std::uint64_t revision) {
  if (revision <= revision_) return Done{};
  const std::string bytes = slot_of(revision);
  const off_t at = second_slot_ ? static_cast<off_t>(slot_bytes) : 0;
  if (::pwrite(file_, bytes.data(), bytes.size(), at) != static_cast<ssize_t>(bytes.size())) {
    return system_failure("cannot write " + std::string(acknowledged_mark_name));
  }
  revision_ = revision;
  second_slot_ = !second_slot_;
  return Done{};
}

}  // namespace keyglass::storage
