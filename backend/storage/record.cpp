// Record bytes: see record.hpp.
#include "storage/record.hpp"

#include <cassert>

#include "keyglass/limits.hpp"
#include "storage/commit_plan.hpp"

namespace keyglass::storage {
namespace {

constexpr unsigned char record_version = 1;
constexpr unsigned char flag_expires = 1;

void append_u64(std::string& out, std::uint64_t number) {
  for (unsigned shift = 0; shift < 64; shift += 8) out += static_cast<char>((number >> shift) & 255);
}

void append_i64(std::string& out, std::int64_t number) {
  append_u64(out, static_cast<std::uint64_t>(number));
}

// Takes fields off the front of a record. After the first that does not fit everything fails.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  unsigned char byte() {
    const std::string_view field = bytes(1);
    return field.empty() ? 0 : static_cast<unsigned char>(field[0]);
  }
  std::uint64_t u64() { return decode_u64(bytes(8)).value_or(0); }
  std::int64_t i64() { return static_cast<std::int64_t>(u64()); }
  std::string_view bytes(std::size_t size) {
    if (size > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view field = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return field;
  }
  std::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

Error damaged(std::string_view key, std::string_view what) {
  Error error;
  error.code = ErrorCode::corrupt;
  error.message = "the stored record of this key is damaged: " + std::string(what);
  error.key = key;
  return error;
}

}  // namespace

std::string encode_record(const Record& record) {
  assert(record.content_type.size() <= limits::content_type_bytes_max);
  std::string bytes;
  bytes.reserve(35 + record.content_type.size() + record.value.size());
  bytes += static_cast<char>(record_version);
  bytes += static_cast<char>(record.expires_at_ms ? flag_expires : 0);
  append_u64(bytes, record.revision);
  append_i64(bytes, record.created_at_ms);
  append_i64(bytes, record.updated_at_ms);
  if (record.expires_at_ms) append_i64(bytes, *record.expires_at_ms);
  bytes += static_cast<char>(record.content_type.size());
  bytes += record.content_type;
  bytes += record.value;
  return bytes;
}

Result<Record> decode_record(std::string_view key, std::string_view bytes) {
  FieldReader fields(bytes);
  const unsigned char version = fields.byte();
  if (!fields.ok()) return damaged(key, "it is empty");
  if (version != record_version) return damaged(key, "its version is unknown");
  const unsigned char flags = fields.byte();
  if ((flags & ~flag_expires) != 0) return damaged(key, "its flags are unknown");
  Record record;
  record.revision = fields.u64();
  record.created_at_ms = fields.i64();
  record.updated_at_ms = fields.i64();
  if ((flags & flag_expires) != 0) record.expires_at_ms = fields.i64();
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
  std::uint64_t number = 0;
  for (std::size_t i = 8; i > 0; --i) number = (number << 8) | static_cast<unsigned char>(bytes[i - 1]);
  return number;
}

}  // namespace keyglass::storage
