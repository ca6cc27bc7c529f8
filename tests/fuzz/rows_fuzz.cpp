// Fuzzing the decoders of history, changes, expiry and totals rows: no bytes crash them, and what they accept
// is exactly what they would write.
#include <cstdint>
#include <cstdlib>

#include "storage/rocksdb_rows.hpp"

namespace {

using namespace keyglass::storage;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_history(std::string_view key, std::string_view bytes) {
  const auto decoded = decode_history(key, bytes);
  if (!decoded) return;
  const HistoryRow& row = decoded.value();
  check(history_key(row.key, row.record.revision) == key);
  if (row.kind == ChangeKind::put) {
    // Records of format 1 are accepted, but no longer written.
    if (bytes[9] == 1) return;
    check(encode_replaced(row.ended_at_ms, encode_record(row.record)) == bytes);
  } else {
    check(encode_removal({row.kind, row.ended_at_ms, row.record.predecessor}) == bytes);
  }
}

void check_changes(std::string_view key, std::string_view bytes) {
  const auto decoded = decode_changes(key, bytes);
  if (!decoded) return;
  const ChangesRow& row = decoded.value();
  check(changes_key(row.revision) == key);
  check(encode_changes(row) == bytes);
}

void check_expiry(std::string_view key, std::string_view bytes) {
  const auto decoded = decode_expiry(key, bytes);
  if (!decoded) return;
  check(expiry_key(decoded.value().expires_at_ms, decoded.value().key) == key);
  check(encode_u64(decoded.value().bytes) == bytes);
}

}  // namespace

// The first byte says how many of the rest are the row's key.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string_view key = rest.substr(0, data[0]);
  const std::string_view bytes = rest.substr(key.size());
  check_history(key, bytes);
  check_changes(key, bytes);
  check_expiry(key, bytes);
  const auto totals = decode_totals(bytes);
  // Those of format 2 end earlier.
  if (totals) check(encode_totals(*totals).starts_with(bytes));
  return 0;
}
