// Rows of a group: see rocksdb_commit_rows.hpp.
#include "storage/rocksdb_commit_rows.hpp"

#include <array>
#include <cassert>
#include <utility>

#include "keyglass/limits.hpp"

namespace keyglass::storage {
namespace {

Error too_large(std::uint64_t bytes) {
  Error error;
  error.code = ErrorCode::too_large;
  error.message = "a commit may write and remove 2 GiB of keys and values: make it smaller";
  error.limit = commit_bytes_max;
  error.actual = bytes;
  return error;
}

Error broken_note() {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "the name of a note has 1 to " + std::to_string(limits::key_bytes_max) + " bytes";
  error.field = "notes";
  return error;
}

Status checked(const rocksdb::Status& status) {
  if (!status.ok()) return rocksdb_error("cannot build the write", status);
  return Done{};
}

std::uint64_t stored_bytes(const KeyMetadata& metadata) {
  return metadata.key.size() + metadata.size_bytes;
}

StoredChange change_of(const PlannedWrite& write) {
  StoredChange change;
  change.kind = write.kind;
  change.key = *write.key;
  change.size_bytes = write.metadata.size_bytes;
  change.record.created_at_ms = write.metadata.created_at_ms;
  change.record.expires_at_ms = write.metadata.expires_at_ms;
  change.record.content_type = write.metadata.content_type;
  return change;
}

}  // namespace

RocksdbCommitRows::RocksdbCommitRows(const RocksdbFiles& files, Base base)
    : files_(files),
      retention_(base.retention),
      now_ms_(base.now_ms),
      state_(std::move(base.state)),
      totals_(base.totals) {}

RocksdbCommitRows::~RocksdbCommitRows() = default;

Result<std::optional<KeyMetadata>> RocksdbCommitRows::find(std::string_view key) {
  const auto [at, is_new] = current_.try_emplace(key);
  Current& current = at->second;
  if (is_new) {
    const auto record = read_record(files_, reads_at(state_), key, current.stored);
    if (!record) {
      current_.erase(at);
      return record.error();
    }
    current.present = record.value().has_value();
  }
  if (!current.present) return std::optional<KeyMetadata>();
  const auto record = decode_record(key, view(current.stored));
  if (!record) return record.error();
  return std::optional(metadata_of(key, record.value(), files_.epoch));
}

Status RocksdbCommitRows::add(const CommitPlan& plan, const std::vector<Note>& notes) {
  const auto fits = check_size(plan, notes);
  if (!fits) return fits.error();
  heads_.clear();
  batch_.SetSavePoint();
  Status added = add_notes(notes);
  for (const PlannedWrite& write : plan.writes) {
    if (added) added = add_write(write);
  }
  if (added && !plan.writes.empty()) added = checked(add_changes(plan));
  if (!added) {
    batch_.RollbackToSavePoint().PermitUncheckedError();
    return added.error();
  }
  batch_.PopSavePoint().PermitUncheckedError();
  accept(plan);
  if (!notes.empty()) ++totals_.noted;
  return Done{};
}

Status RocksdbCommitRows::finish() {
  return checked(batch_.Put(files_.families.meta, meta_totals, encode_totals(totals_)));
}

Status RocksdbCommitRows::check_size(const CommitPlan& plan, const std::vector<Note>& notes) const {
  std::uint64_t bytes = 0;
  for (const PlannedWrite& write : plan.writes) {
    if (write.put != nullptr) bytes += stored_bytes(write.metadata);
    if (write.before) bytes += stored_bytes(*write.before);
  }
  for (const Note& note : notes) {
    bytes += note.name.size() + (note.bytes ? note.bytes->size() : 0);
    if (note.name.empty() || note.name.size() > limits::key_bytes_max) return broken_note();
  }
  if (bytes > commit_bytes_max) return too_large(bytes);
  return Done{};
}

Status RocksdbCommitRows::add_notes(const std::vector<Note>& notes) {
  for (const Note& note : notes) {
    const auto status = note.bytes ? batch_.Put(files_.families.notes, note.name, *note.bytes)
                                   : batch_.Delete(files_.families.notes, note.name);
    if (!status.ok()) return checked(status);
  }
  return Done{};
}

Status RocksdbCommitRows::add_write(const PlannedWrite& write) {
  if (write.before) {
    const auto status = retire(write);
    if (!status.ok()) return checked(status);
  }
  if (write.put == nullptr) return checked(remove(write));
  const auto predecessor = predecessor_of(write);
  if (!predecessor) return predecessor.error();
  return checked(put(write, predecessor.value()));
}

rocksdb::Status RocksdbCommitRows::retire(const PlannedWrite& write) {
  const KeyMetadata& before = *write.before;
  rocksdb::Status status;
  if (before.expires_at_ms)
    status = batch_.Delete(files_.families.expiry, expiry_key(*before.expires_at_ms, *write.key));
  if (!status.ok() || !keeps_history()) return status;
  const Current& current = current_.at(*write.key);
  const std::string row_key = history_key(*write.key, before.revision);
  const std::string row_head = encode_replaced(now_ms_, current.head_bytes());
  const std::array<rocksdb::Slice, 1> key_parts{row_key};
  const std::array<rocksdb::Slice, 2> value_parts{row_head, slice(current.value)};
  return batch_.Put(files_.families.history, {key_parts.data(), 1}, {value_parts.data(), 2});
}

rocksdb::Status RocksdbCommitRows::put(const PlannedWrite& write, std::uint64_t predecessor) {
  Record record;
  record.revision = write.metadata.revision;
  record.predecessor = predecessor;
  record.created_at_ms = write.metadata.created_at_ms;
  record.updated_at_ms = write.metadata.updated_at_ms;
  record.expires_at_ms = write.metadata.expires_at_ms;
  record.content_type = write.metadata.content_type;
  heads_.push_back(encode_record_head(record));
  const std::array<rocksdb::Slice, 1> key_parts{*write.key};
  const std::array<rocksdb::Slice, 2> value_parts{heads_.back(), write.put->value};
  auto status = batch_.Put(files_.families.entries, {key_parts.data(), 1}, {value_parts.data(), 2});
  if (status.ok() && record.expires_at_ms)
    status = batch_.Put(files_.families.expiry, expiry_key(*record.expires_at_ms, *write.key),
                        encode_u64(stored_bytes(write.metadata)));
  return status;
}

rocksdb::Status RocksdbCommitRows::remove(const PlannedWrite& write) {
  const auto status = batch_.Delete(files_.families.entries, *write.key);
  if (!status.ok() || !keeps_history()) return status;
  return batch_.Put(files_.families.history, history_key(*write.key, write.metadata.revision),
                    encode_removal({write.kind, now_ms_, write.before->revision}));
}

rocksdb::Status RocksdbCommitRows::add_changes(const CommitPlan& plan) {
  ChangesRow row;
  row.ordinal = totals_.changes;
  row.at_ms = now_ms_;
  for (const PlannedWrite& write : plan.writes) row.changes.push_back(change_of(write));
  return batch_.Put(files_.families.changes, changes_key(plan.commit.revision), encode_changes(row));
}

void RocksdbCommitRows::accept(const CommitPlan& plan) {
  totals_.revision = plan.commit.revision;
  totals_.changes += plan.writes.size();
  auto head = heads_.begin();
  for (const PlannedWrite& write : plan.writes) {
    if (write.before) {
      --totals_.entries;
      totals_.bytes -= stored_bytes(*write.before);
    }
    Current& current = current_.at(*write.key);
    current.stored.Reset();
    current.present = write.put != nullptr;
    if (write.put == nullptr) {
      current.removal = write.metadata.revision;
      continue;
    }
    ++totals_.entries;
    totals_.bytes += stored_bytes(write.metadata);
    current.head = std::move(*head++);
    current.value = write.put->value;
    if (!write.metadata.expires_at_ms) continue;
    std::string row = expiry_key(*write.metadata.expires_at_ms, *write.key);
    if (!first_expiry_row_ || row < *first_expiry_row_) first_expiry_row_ = std::move(row);
  }
}

Result<std::uint64_t> RocksdbCommitRows::predecessor_of(const PlannedWrite& write) {
  if (write.before) return write.before->revision;
  if (!keeps_history()) return std::uint64_t{0};
  const std::uint64_t removal = current_.at(*write.key).removal;
  if (removal != 0) return removal;
  return newest_removal(*write.key);
}

Result<std::uint64_t> RocksdbCommitRows::newest_removal(std::string_view key) {
  if (!history_rows_) history_rows_ = history_rows(files_, reads_at(state_));
  history_rows_->Seek(history_prefix(key));
  const std::optional<Record> no_entry;
  VersionWalk walk(key, no_entry, *history_rows_, {retention_, now_ms_});
  const auto found = walk.next();
  if (!found) return found.error();
  return found.value() ? walk.version().record.revision : 0;
}

}  // namespace keyglass::storage
