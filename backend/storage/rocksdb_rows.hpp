// The rows of every RocksDB column family but entries (record.hpp): docs/storage-format.md is their
// description. Pure functions; any thread. Decoding fails with corrupt, naming the key where one can be read,
// for bytes that the encoder cannot have made, and never reads outside them. Views are into what was decoded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/result.hpp"
#include "storage/history.hpp"
#include "storage/record.hpp"

namespace keyglass::storage {

// history: a version that was replaced or removed, or a removal. Rows of one key lie together, newest first.
struct HistoryRow {
  std::string_view key;
  ChangeKind kind = ChangeKind::put;
  std::int64_t ended_at_ms = 0;  // when a put was replaced or removed; when a removal happened
  Record record;                 // of a removal only revision, predecessor and updated_at_ms
};
// The row of a key's version; below all of the key's rows lies history_prefix(key).
std::string history_key(std::string_view key, std::uint64_t revision);
std::string history_prefix(std::string_view key);
// `record_bytes` as it stood in entries.
std::string encode_replaced(std::int64_t ended_at_ms, std::string_view record_bytes);
struct Removal {
  ChangeKind kind = ChangeKind::deleted;
  std::int64_t at_ms = 0;
  std::uint64_t predecessor = 0;
};
std::string encode_removal(const Removal& removal);
Result<HistoryRow> decode_history(std::string_view row_key, std::string_view bytes);
// The part of a history or user key that says which key it is about: all before the first NUL.
std::string_view user_key_of(std::string_view row_key);

// changes: one row for each commit that changed something.
struct StoredChange {
  ChangeKind kind = ChangeKind::put;
  std::string_view key;
  Record record;                 // of a put, without its value and predecessor
  std::uint64_t size_bytes = 0;  // of that value
};
struct ChangesRow {
  std::uint64_t revision = 0;
  std::uint64_t ordinal = 0;  // changes of all earlier commits, those trimmed since included
  std::int64_t at_ms = 0;
  std::vector<StoredChange> changes;  // by key
};
std::string changes_key(std::uint64_t revision);
// Only records' expires_at_ms, created_at_ms and content_type are written; the rest follows from the row.
std::string encode_changes(const ChangesRow& row);
Result<ChangesRow> decode_changes(std::string_view row_key, std::string_view bytes);

// expiry: one row for each entry that has a time of expiry, earliest first.
struct ExpiryRow {
  std::int64_t expires_at_ms = 0;
  std::string_view key;
  std::uint64_t bytes = 0;  // of the entry's key and value
};
std::string expiry_key(std::int64_t expires_at_ms, std::string_view key);
Result<ExpiryRow> decode_expiry(std::string_view row_key, std::string_view bytes);

// meta "totals": what every commit moves, in one row.
struct Totals {
  std::uint64_t revision = 0;  // of the newest commit
  std::uint64_t entries = 0;   // in the entries family, expired ones included
  std::uint64_t bytes = 0;     // of their keys and values
  std::uint64_t changes = 0;   // of all commits so far
  std::uint64_t noted = 0;     // commits with notes so far

  bool operator==(const Totals&) const = default;
};
std::string encode_totals(const Totals& totals);
// Also of format 2, which did not count notes.
std::optional<Totals> decode_totals(std::string_view bytes);

}  // namespace keyglass::storage
