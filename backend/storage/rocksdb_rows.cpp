// Bytes of rows: see rocksdb_rows.hpp.
#include "storage/rocksdb_rows.hpp"

#include <cassert>

#include "keyglass/limits.hpp"
#include "storage/row_bytes.hpp"

namespace keyglass::storage {
namespace {

constexpr char key_end = '\0';  // keys hold no control characters, so it sorts before all that may follow
constexpr std::uint8_t flag_expires = 1;

Error damaged(std::string_view family, std::string_view key, std::string_view what) {
  Error error;
  error.code = ErrorCode::corrupt;
  error.message = "a row of " + std::string(family) + " is damaged: " + std::string(what);
  error.key = key;
  return error;
}

bool has_length_of_key(std::string_view bytes) {
  return !bytes.empty() && bytes.size() <= limits::key_bytes_max;
}

std::optional<ChangeKind> kind_of(std::uint8_t byte) {
  switch (byte) {
    case 0:
      return ChangeKind::put;
    case 1:
      return ChangeKind::deleted;
    case 2:
      return ChangeKind::expired;
    default:
      return std::nullopt;
  }
}

char byte_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::put:
      return 0;
    case ChangeKind::deleted:
      return 1;
    case ChangeKind::expired:
      return 2;
  }
  return 0;
}

// Negative times sort before positive ones once the sign is flipped.
constexpr std::uint64_t sign = std::uint64_t{1} << 63;

void append_change(std::string& bytes, const StoredChange& change) {
  assert(change.key.size() <= limits::key_bytes_max);
  bytes += byte_of(change.kind);
  append_u16(bytes, static_cast<std::uint16_t>(change.key.size()));
  bytes += change.key;
  if (change.kind != ChangeKind::put) return;
  append_u64(bytes, change.size_bytes);
  append_i64(bytes, change.record.created_at_ms);
  bytes += static_cast<char>(change.record.expires_at_ms ? flag_expires : 0);
  if (change.record.expires_at_ms) append_i64(bytes, *change.record.expires_at_ms);
  bytes += static_cast<char>(change.record.content_type.size());
  bytes += change.record.content_type;
}

Result<StoredChange> read_change(FieldReader& fields, const ChangesRow& row) {
  StoredChange change;
  const auto kind = kind_of(fields.byte());
  if (!kind) return damaged("changes", "", "a kind of change is unknown");
  change.kind = *kind;
  change.key = fields.bytes(fields.u16());
  if (!has_length_of_key(change.key)) return damaged("changes", "", "a key has no length of keys");
  change.record.revision = row.revision;
  change.record.updated_at_ms = row.at_ms;
  if (change.kind != ChangeKind::put) return change;
  change.size_bytes = fields.u64();
  change.record.created_at_ms = fields.i64();
  const std::uint8_t flags = fields.byte();
  if ((flags & ~flag_expires) != 0) return damaged("changes", change.key, "its flags are unknown");
  if ((flags & flag_expires) != 0) change.record.expires_at_ms = fields.i64();
  change.record.content_type = fields.bytes(fields.byte());
  return change;
}

}  // namespace

std::string history_prefix(std::string_view key) {
  return std::string(key) + key_end;
}

std::string history_key(std::string_view key, std::uint64_t revision) {
  std::string bytes;
  bytes.reserve(key.size() + 9);
  bytes += key;
  bytes += key_end;
  append_ordered_u64(bytes, ~revision);
  return bytes;
}

std::string encode_replaced(std::int64_t ended_at_ms, std::string_view record_bytes) {
  std::string bytes;
  bytes.reserve(9 + record_bytes.size());
  bytes += byte_of(ChangeKind::put);
  append_i64(bytes, ended_at_ms);
  bytes += record_bytes;
  return bytes;
}

std::string encode_removal(const Removal& removal) {
  assert(removal.kind != ChangeKind::put);
  std::string bytes;
  bytes += byte_of(removal.kind);
  append_i64(bytes, removal.at_ms);
  append_u64(bytes, removal.predecessor);
  return bytes;
}

std::string_view user_key_of(std::string_view row_key) {
  return row_key.substr(0, row_key.find(key_end));
}

Result<HistoryRow> decode_history(std::string_view row_key, std::string_view bytes) {
  HistoryRow row;
  row.key = user_key_of(row_key);
  if (!has_length_of_key(row.key)) return damaged("history", "", "its key has no length of keys");
  if (row_key.size() != row.key.size() + 9) return damaged("history", row.key, "its key has another length");
  const std::uint64_t revision = ~FieldReader(row_key.substr(row.key.size() + 1)).ordered_u64();
  FieldReader fields(bytes);
  const auto kind = kind_of(fields.byte());
  if (!kind) return damaged("history", row.key, "its kind is unknown");
  row.kind = *kind;
  row.ended_at_ms = fields.i64();
  if (row.kind == ChangeKind::put) {
    auto record = decode_record(row.key, fields.rest());
    if (!record) return record.error();
    row.record = record.value();
    if (row.record.revision != revision) return damaged("history", row.key, "its revisions differ");
    return row;
  }
  row.record.revision = revision;
  row.record.updated_at_ms = row.ended_at_ms;
  row.record.predecessor = fields.u64();
  if (!fields.ok() || !fields.rest().empty())
    return damaged("history", row.key, "a removal has another length");
  return row;
}

std::string changes_key(std::uint64_t revision) {
  std::string bytes;
  append_ordered_u64(bytes, revision);
  return bytes;
}

std::string encode_changes(const ChangesRow& row) {
  std::string bytes;
  append_u64(bytes, row.ordinal);
  append_i64(bytes, row.at_ms);
  for (const StoredChange& change : row.changes) append_change(bytes, change);
  return bytes;
}

Result<ChangesRow> decode_changes(std::string_view row_key, std::string_view bytes) {
  if (row_key.size() != 8) return damaged("changes", "", "its key is not a revision");
  ChangesRow row;
  row.revision = FieldReader(row_key).ordered_u64();
  FieldReader fields(bytes);
  row.ordinal = fields.u64();
  row.at_ms = fields.i64();
  do {
    const auto change = read_change(fields, row);
    if (!change) return change.error();
    if (!fields.ok()) return damaged("changes", change.value().key, "it ends within a change");
    row.changes.push_back(change.value());
  } while (!fields.rest().empty());
  return row;
}

std::string expiry_key(std::int64_t expires_at_ms, std::string_view key) {
  std::string bytes;
  bytes.reserve(8 + key.size());
  append_ordered_u64(bytes, static_cast<std::uint64_t>(expires_at_ms) ^ sign);
  bytes += key;
  return bytes;
}

Result<ExpiryRow> decode_expiry(std::string_view row_key, std::string_view bytes) {
  FieldReader fields(row_key);
  ExpiryRow row;
  row.expires_at_ms = static_cast<std::int64_t>(fields.ordered_u64() ^ sign);
  row.key = fields.rest();
  if (!fields.ok() || !has_length_of_key(row.key)) return damaged("expiry", "", "it names no key");
  const auto size = decode_u64(bytes);
  if (!size) return damaged("expiry", row.key, "its value is not a number of 8 bytes");
  row.bytes = *size;
  return row;
}

std::string encode_totals(const Totals& totals) {
  std::string bytes;
  for (const std::uint64_t number :
       {totals.revision, totals.entries, totals.bytes, totals.changes, totals.noted})
    append_u64(bytes, number);
  return bytes;
}

std::optional<Totals> decode_totals(std::string_view bytes) {
  constexpr std::size_t bytes_in_format_2 = 32;
  const bool counts_notes = bytes.size() == bytes_in_format_2 + 8;
  if (!counts_notes && bytes.size() != bytes_in_format_2) return std::nullopt;
  FieldReader fields(bytes);
  Totals totals;
  totals.revision = fields.u64();
  totals.entries = fields.u64();
  totals.bytes = fields.u64();
  totals.changes = fields.u64();
  if (counts_notes) totals.noted = fields.u64();
  return totals;
}

}  // namespace keyglass::storage
