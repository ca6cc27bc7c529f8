// Reading rows of an open RocksDB store: what its parts share.
#pragma once

#include <rocksdb/db.h>

#include <memory>
#include <optional>
#include <string_view>

#include "storage/kept_versions.hpp"
#include "storage/rocksdb_files.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

inline rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
inline std::string_view view(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

// What readers may see now, for a single read.
class NewestRead {
 public:
  explicit NewestRead(const RocksdbFiles& files) : held_(files.read_point->held()) {}
  rocksdb::ReadOptions options() const { return reads_at(held_); }

 private:
  HeldSnapshot held_;
};

// The moment that all reads see which are given it: what readers may see when it is made. The database must
// outlive it.
class Moment {
 public:
  explicit Moment(const RocksdbFiles& files) : held_(files.read_point->held()) {
    if (!held_) held_ = take_snapshot(*files.database);
  }
  rocksdb::ReadOptions options() const { return reads_at(held_); }

 private:
  HeldSnapshot held_;
};

// RocksDB counts each comparison of keys for who asks how it did, which nobody does here: on this thread it
// no longer does. That is a tenth of a read or an insert in memory. As good as free.
void count_nothing();

// The record under `key`, also if it has expired; its views are into `bytes`. Fails with corrupt or
// unavailable, naming the key. nullopt: there is none.
Result<std::optional<Record>> read_record(const RocksdbFiles& files, const rocksdb::ReadOptions& options,
                                          std::string_view key, rocksdb::PinnableSlice& bytes);

// The record in what Get() gave for `key`.
Result<std::optional<Record>> record_in(std::string_view key, const rocksdb::Status& status,
                                        const rocksdb::PinnableSlice& bytes);

// The entry of `record`; the value only if asked for.
Entry entry_of(std::string_view key, const Record& record, std::uint64_t epoch, bool with_value);

// The versions of one key from the newest, as far as the retention goes.
class VersionWalk {
 public:
  struct Now {
    HistoryRetention retention;
    std::int64_t now_ms = 0;
  };

  // `entry`: the key's record in entries at the same moment as `rows`, an iterator over the history family
  // that stands on the key's newest row, or behind it if there is none. All must outlive the walk.
  VersionWalk(std::string_view key, const std::optional<Record>& entry, rocksdb::Iterator& rows, Now now);

  // Goes to the next known version, at first to the newest; false: there is none. Fails with corrupt or
  // unavailable.
  Result<bool> next();
  // Where next() went: of an entry that is there `ended_at_ms` is 0. The views hold until the next next().
  const HistoryRow& version() const { return version_; }
  // Once next() has given false: the last version was the key's first.
  bool complete() const { return kept_.complete(); }

 private:
  const std::string_view key_;
  const std::optional<Record>& entry_;
  rocksdb::Iterator& rows_;
  const HistoryRetention retention_;
  KeptVersions kept_;
  HistoryRow version_;
  bool begun_ = false;
  bool in_rows_ = false;  // version_ came from rows_
};

// An iterator over the history rows of single keys: Seek(history_prefix(key)) gives the key's or ends.
std::unique_ptr<rocksdb::Iterator> history_rows(const RocksdbFiles& files, rocksdb::ReadOptions options);

}  // namespace keyglass::storage
