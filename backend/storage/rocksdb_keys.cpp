// Keys in order: see rocksdb_keys.hpp.
#include "storage/rocksdb_keys.hpp"

#include <utility>

#include "storage/commit_plan.hpp"

namespace keyglass::storage {
namespace {

// Sorts behind every history row of a key and before the next key: keys hold no control characters.
constexpr char behind_rows = '\x01';

}  // namespace

RocksdbKeys::RocksdbKeys(const RocksdbFiles& files, rocksdb::ReadOptions options, std::string_view begin,
                         std::int64_t now_ms)
    : files_(files), now_ms_(now_ms), end_(end_of_prefix(begin)), upper_bound_(end_) {
  if (!end_.empty()) options.iterate_upper_bound = &upper_bound_;
  at_.reset(files.database->NewIterator(options, files.families.entries));
}

Status RocksdbKeys::failure() const {
  if (!at_->status().ok()) return rocksdb_error("cannot list keys", at_->status());
  return Done{};
}

Result<std::optional<Entry>> RocksdbKeys::read(bool with_value) const {
  const auto record = decode_record(key(), view(at_->value()));
  if (!record) return record.error();
  if (is_expired(record.value().expires_at_ms, now_ms_)) return std::optional<Entry>();
  return std::optional(entry_of(key(), record.value(), files_.epoch, with_value));
}

RocksdbPastKeys::RocksdbPastKeys(const RocksdbFiles& files, const rocksdb::ReadOptions& options,
                                 VersionWalk::Now now, std::uint64_t revision)
    : files_(files), now_(now), revision_(revision) {
  rocksdb::ReadOptions all = options;
  all.total_order_seek = true;
  entries_.reset(files.database->NewIterator(all, files.families.entries));
  rows_.reset(files.database->NewIterator(all, files.families.history));
}

void RocksdbPastKeys::seek(std::string_view key) {
  entries_->Seek(slice(key));
  rows_->Seek(slice(key));
  meet();
}

void RocksdbPastKeys::next() {
  if (entry_is_here()) entries_->Next();
  if (rows_are_here()) rows_->Seek(key_ + behind_rows);
  meet();
}

void RocksdbPastKeys::meet() {
  valid_ = entries_->Valid() || rows_->Valid();
  if (!valid_) return;
  if (!rows_->Valid()) {
    key_ = view(entries_->key());
  } else {
    key_ = user_key_of(view(rows_->key()));
    if (entries_->Valid() && view(entries_->key()) < key_) key_ = view(entries_->key());
  }
}

Status RocksdbPastKeys::failure() const {
  for (const auto* const at : {entries_.get(), rows_.get()}) {
    if (!at->status().ok()) return rocksdb_error("cannot list keys", at->status());
  }
  return Done{};
}

Result<std::optional<Entry>> RocksdbPastKeys::read(bool with_value) const {
  std::optional<Record> entry;
  if (entry_is_here()) {
    const auto record = decode_record(key_, view(entries_->value()));
    if (!record) return record.error();
    entry = record.value();
    if (entry->revision <= revision_) return std::optional(entry_of(key_, *entry, files_.epoch, with_value));
  }
  VersionWalk walk(key_, entry, *rows_, now_);
  while (true) {
    const auto found = walk.next();
    if (!found) return found.error();
    if (!found.value()) return std::optional<Entry>();
    const HistoryRow& version = walk.version();
    if (version.record.revision > revision_) continue;
    if (version.kind != ChangeKind::put) return std::optional<Entry>();
    return std::optional(entry_of(key_, version.record, files_.epoch, with_value));
  }
}

}  // namespace keyglass::storage
