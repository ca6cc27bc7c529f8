// Reading rows: see rocksdb_reads.hpp.
#include "storage/rocksdb_reads.hpp"

#include <rocksdb/perf_level.h>

#include <utility>

namespace keyglass::storage {

void count_nothing() {
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
}

Result<std::optional<Record>> record_in(std::string_view key, const rocksdb::Status& status,
                                        const rocksdb::PinnableSlice& bytes) {
  if (status.IsNotFound()) return std::optional<Record>();
  if (!status.ok()) {
    Error error = rocksdb_error("cannot read the key", status);
    error.key = key;
    return error;
  }
  const auto record = decode_record(key, view(bytes));
  if (!record) return record.error();
  return std::optional(record.value());
}

Result<std::optional<Record>> read_record(const RocksdbFiles& files, const rocksdb::ReadOptions& options,
                                          std::string_view key, rocksdb::PinnableSlice& bytes) {
  return record_in(key, files.database->Get(options, files.families.entries, slice(key), &bytes), bytes);
}

Entry entry_of(std::string_view key, const Record& record, std::uint64_t epoch, bool with_value) {
  return {metadata_of(key, record, epoch), with_value ? std::string(record.value) : std::string()};
}

VersionWalk::VersionWalk(std::string_view key, const std::optional<Record>& entry, rocksdb::Iterator& rows,
                         Now now)
    : key_(key), entry_(entry), rows_(rows), retention_(now.retention), kept_(retention_, now.now_ms) {}

Result<bool> VersionWalk::next() {
  if (!std::exchange(begun_, true) && entry_) {
    version_.key = key_;
    version_.record = *entry_;
    kept_.begin_with_entry(entry_->predecessor);
    return true;
  }
  if (std::exchange(in_rows_, true)) rows_.Next();
  if (!rows_.Valid()) {
    if (rows_.status().ok()) return false;
    return rocksdb_error("cannot read the history", rows_.status());
  }
  if (user_key_of(view(rows_.key())) != key_) return false;
  const auto row = decode_history(view(rows_.key()), view(rows_.value()));
  if (!row) return row.error();
  version_ = row.value();
  return kept_.keeps(version_.record.revision, version_.record.predecessor, version_.ended_at_ms);
}

std::unique_ptr<rocksdb::Iterator> history_rows(const RocksdbFiles& files, rocksdb::ReadOptions options) {
  options.prefix_same_as_start = true;
  return std::unique_ptr<rocksdb::Iterator>(files.database->NewIterator(options, files.families.history));
}

}  // namespace keyglass::storage
