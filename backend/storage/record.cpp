// Record bytes: see record.hpp.
#include "storage/record.hpp"

#include <cassert>

#include "keyglass/limits.hpp"
#include "storage/commit_plan.hpp"
#include "storage/row_bytes.hpp"

namespace keyglass::storage {
namespace {

constexpr std::uint8_t record_version = 2;
constexpr std::uint8_t record_version_of_format_1 = 1;
constexpr std::uint8_t flag_expires = 1;
constexpr std::uint8_t flag_predecessor = 2;  // not of format 1
constexpr std::size_t usual_head_bytes = 64;

Error damaged(std::string_view key, std::string_view what) {
  Error error;
  error.code = ErrorCode::corrupt;
  error.message = "the stored record of this key is damaged: " + std::string(what);
  error.key = key;
  return error;
}

}  // namespace

std::string encode_record_head(const Record& record) {
  assert(record.content_type.size() <= limits::content_type_bytes_max);
  std::uint8_t flags = 0;
  if (record.expires_at_ms) flags |= flag_expires;
  if (record.predecessor != 0) flags |= flag_predecessor;
  std::string bytes;
  bytes.reserve(usual_head_bytes);
  bytes += static_cast<char>(record_version);
  bytes += static_cast<char>(flags);
  append_u64(bytes, record.revision);
  append_i64(bytes, record.created_at_ms);
  append_i64(bytes, record.updated_at_ms);
  if (record.expires_at_ms) append_i64(bytes, *record.expires_at_ms);
  if (record.predecessor != 0) append_u64(bytes, record.predecessor);
  bytes += static_cast<char>(record.content_type.size());
  bytes += record.content_type;
  return bytes;
}

std::string encode_record(const Record& record) {
  std::string bytes = encode_record_head(record);
  bytes += record.value;
  return bytes;
}

Result<Record> decode_record(std::string_view key, std::string_view bytes) {
  FieldReader fields(bytes);
  const std::uint8_t version = fields.byte();
  if (!fields.ok()) return damaged(key, "it is empty");
  if (version != record_version && version != record_version_of_format_1)
    return damaged(key, "its version is unknown");
  const bool of_format_1 = version == record_version_of_format_1;
  const std::uint8_t flags = fields.byte();
  const int known_flags = of_format_1 ? flag_expires : flag_expires | flag_predecessor;
  if ((flags & ~known_flags) != 0) return damaged(key, "its flags are unknown");
  Record record;
  record.revision = fields.u64();
  record.created_at_ms = fields.i64();
  record.updated_at_ms = fields.i64();
  if ((flags & flag_expires) != 0) record.expires_at_ms = fields.i64();
  if (of_format_1) record.predecessor = unknown_predecessor;
  if ((flags & flag_predecessor) != 0) {
    record.predecessor = fields.u64();
    if (fields.ok() && record.predecessor == 0) return damaged(key, "its predecessor is none, but written");
  }
  record.content_type = fields.bytes(fields.byte());
  if (!fields.ok()) return damaged(key, "it ends within its header");
  record.value = fields.rest();
  return record;
}

KeyMetadata metadata_of(std::string_view key, const Record& record, std::uint64_t epoch) {
  KeyMetadata metadata;
  metadata.key = key;
  metadata.size_bytes = record.value.size();
  metadata.revision = record.revision;
  metadata.created_at_ms = record.created_at_ms;
  metadata.updated_at_ms = record.updated_at_ms;
  metadata.expires_at_ms = record.expires_at_ms;
  metadata.content_type = record.content_type;
  metadata.etag = revision_etag(record.revision, epoch);
  return metadata;
}

std::string encode_u64(std::uint64_t number) {
  std::string bytes;
  append_u64(bytes, number);
  return bytes;
}

std::optional<std::uint64_t> decode_u64(std::string_view bytes) {
  if (bytes.size() != 8) return std::nullopt;
  return FieldReader(bytes).u64();
}

}  // namespace keyglass::storage
