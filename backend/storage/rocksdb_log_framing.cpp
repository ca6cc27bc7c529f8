// Walks from frame to frame as RocksDB's reader does: see rocksdb_log_framing.hpp.
#include "storage/rocksdb_log_framing.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace keyglass::storage {
namespace {

// A log is cut into blocks; no frame spans two. A frame is a header (checksum of 4 bytes, length of 2, little
// endian, kind of 1) and as many bytes as the length says. (RocksDB's wiki: Write Ahead Log File Format.)
constexpr std::size_t block_bytes = 32768;
constexpr std::size_t header_bytes = 7;
constexpr std::size_t length_at = 4;
constexpr std::size_t kind_at = 6;
constexpr unsigned first_reused_kind = 5;
constexpr unsigned last_reused_kind = 8;

unsigned byte_at(std::string_view block, std::size_t at) {
  return static_cast<unsigned char>(block[at]);
}

// Where the first frame of a reused log begins in `block`, or npos. A reader that finds a wrong checksum goes
// on with the next block, so it sees no frame that this walk does not.
std::size_t find_reused_frame(std::string_view block) {
  std::size_t at = 0;
  while (at + header_bytes <= block.size()) {
    const unsigned kind = byte_at(block, at + kind_at);
    if (kind >= first_reused_kind && kind <= last_reused_kind) return at;
    at += header_bytes + byte_at(block, at + length_at) + (byte_at(block, at + length_at + 1) << 8);
  }
  return std::string_view::npos;
}

Status check_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, block_bytes> block;
  std::size_t offset = 0;
  while (in.read(block.data(), block.size()), in.gcount() > 0) {
    const auto count = static_cast<std::size_t>(in.gcount());
    const std::size_t at = find_reused_frame({block.data(), count});
    if (at != std::string_view::npos) {
      Error error;
      error.code = ErrorCode::corrupt;
      error.message = file.string() + " is damaged: the record at byte " + std::to_string(offset + at) +
                      " is marked as one of a reused log, and there is none";
      return error;
    }
    offset += count;
  }
  return Done{};
}

}  // namespace

Status check_log_frames(const std::string& path) {
  std::string manifest;
  std::getline(std::ifstream(path + "/CURRENT"), manifest);
  if (!manifest.empty()) {
    if (const auto checked = check_file(path + '/' + manifest); !checked) return checked;
  }
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(path, error)) {
    if (file.path().extension() != ".log") continue;
    if (const auto checked = check_file(file.path()); !checked) return checked;
  }
  return Done{};
}

}  // namespace keyglass::storage
