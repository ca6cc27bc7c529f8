// Opening the RocksDB directory: its lock, its format version, and what can be wrong with it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "keyglass/result.hpp"
#include "storage/acknowledged_mark.hpp"
#include "storage/rocksdb_events.hpp"
#include "storage/rocksdb_families.hpp"
#include "storage/rocksdb_log_guard.hpp"
#include "storage/rocksdb_read_point.hpp"
#include "storage/rocksdb_rows.hpp"

namespace rocksdb {
class Status;
class WriteBatch;
}  // namespace rocksdb

namespace keyglass::storage {

// The highest format version this program reads; written into new directories.
inline constexpr std::uint64_t rocksdb_format_version = 3;

// Rows of the meta family: numbers of 8 bytes, little endian, but for `totals`, which is encode_totals().
inline constexpr const char* meta_format = "format";
inline constexpr const char* meta_epoch = "epoch";
inline constexpr const char* meta_totals = "totals";
// Changes of commits up to this one are no longer kept: the smallest `since` that works.
inline constexpr const char* meta_feed_floor = "feed_floor";
inline constexpr const char* meta_revision_of_format_1 = "revision";  // now in totals

// Row that only a backup has: the time in ms at which it was made (rocksdb_copy.hpp).
inline constexpr const char* meta_backup_at = "backup_at";

// Closes the database when the last copy goes.
struct RocksdbFiles {
  std::shared_ptr<rocksdb::Env> env;    // of `database`, which goes first; nullptr: the machine's
  std::shared_ptr<LogGuard> log_guard;  // of `database`; nullptr if it is open for reads only
  std::shared_ptr<rocksdb::DB> database;
  std::shared_ptr<BackgroundErrors> background;  // of `database`; nullptr if it is open for reads only
  std::shared_ptr<AcknowledgedMark> mark;        // nullptr if it is not open as a store
  std::shared_ptr<ReadPoint> read_point = std::make_shared<ReadPoint>();  // goes before `database`
  RocksdbFamilies families;
  std::uint64_t epoch = 0;  // random, of the directory's creation
  Totals totals;            // at open
  std::uint64_t feed_floor = 0;
};

// Opens the directory, or makes it and its parents; migrates one of an older format. Holds RocksDB's lock
// until closed. Fails with unavailable (locked by another process, not writable, not a directory, a newer
// format, a backup, incomplete) or corrupt (not a Keyglass store, damaged, acknowledged commits are missing);
// the message names the path.
Result<RocksdbFiles> open_rocksdb_files(const RocksdbFilesOptions& options);

// Meta as it stands in the open `database`, which may be a read-only or secondary one: nullopt if the row is
// not there. Fails with corrupt if it is not what it should be.
Result<std::optional<std::uint64_t>> read_meta_number(rocksdb::DB& database, const RocksdbFamilies& families,
                                                      const char* name);
Result<std::optional<Totals>> read_meta_totals(rocksdb::DB& database, const RocksdbFamilies& families,
                                               const rocksdb::ReadOptions& options = {});

// Fills in epoch, totals and feed_floor from meta; fails with corrupt, naming `path`, if one is not there.
Status read_meta(RocksdbFiles& files, const std::string& path);

inline LogReach reach_of(const Totals& totals) {
  return {totals.revision, totals.noted};
}

// Writes `batch` and syncs the log. `what` is for the message.
Status write_synced(const RocksdbFiles& files, rocksdb::WriteBatch& batch, const std::string& what);

// unavailable or corrupt, with RocksDB's own words behind `what`.
Error rocksdb_error(const std::string& what, const rocksdb::Status& status);

}  // namespace keyglass::storage
