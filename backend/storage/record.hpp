// The bytes of one entry in RocksDB: docs/storage-format.md is their description. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::storage {

// The predecessor of a record that was written when none was kept.
inline constexpr std::uint64_t unknown_predecessor = ~std::uint64_t{0};

// An entry as stored. The views are into the bytes it was read from.
struct Record {
  std::uint64_t revision = 0;
  std::uint64_t predecessor = 0;  // see kept_versions.hpp
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  std::optional<std::int64_t> expires_at_ms;
  std::string_view content_type;  // at most limits::content_type_bytes_max bytes
  std::string_view value;

  bool operator==(const Record&) const = default;
};

// All of a record before its value, which is the rest of its bytes.
std::string encode_record_head(const Record& record);
// Head and value as one string.
std::string encode_record(const Record& record);

// Reads what this version of the program writes and what format 1 wrote (their predecessor is unknown). Fails
// with corrupt, naming `key` and what does not fit, for bytes that neither can have made.
// Never reads outside `bytes`.
Result<Record> decode_record(std::string_view key, std::string_view bytes);

// The metadata of the entry that `record` holds under `key`.
KeyMetadata metadata_of(std::string_view key, const Record& record, std::uint64_t epoch);

// Fixed width, little endian. Reading fails (nullopt) unless `bytes` has exactly 8.
std::string encode_u64(std::uint64_t number);
std::optional<std::uint64_t> decode_u64(std::string_view bytes);

}  // namespace keyglass::storage
