// The column families of a store's directory, and the options RocksDB opens each with. Knows no rows' bytes
// beyond what RocksDB needs to order, filter and drop them.
#pragma once

#include <rocksdb/options.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "storage/clock.hpp"
#include "storage/history.hpp"

namespace rocksdb {
struct ColumnFamilyDescriptor;
class ColumnFamilyHandle;
class DB;
class Env;
}  // namespace rocksdb

namespace keyglass::storage {

// Their names on disk; rocksdb_rows.hpp describes the rows.
inline constexpr const char* entries_family = "entries";
inline constexpr const char* history_family = "history";
inline constexpr const char* changes_family = "changes";
inline constexpr const char* expiry_family = "expiry";
inline constexpr const char* meta_family = "meta";
inline constexpr const char* notes_family = "notes";
inline constexpr std::array family_names{entries_family, history_family, changes_family,
                                         expiry_family,  meta_family,    notes_family};

struct RocksdbFilesOptions {
  std::string path;
  std::uint64_t block_cache_bytes = 64u << 20;  // of index and filter blocks, too
  int max_open_files = 1024;                    // at least 20
  HistoryRetention history;                     // what compaction drops from the history family
  Clock clock = system_time_ms;                 // that the retention goes by
  bool unfinished = false;                      // a backup or restore is filling the directory
  rocksdb::Env* env =
      nullptr;  // nullptr: the machine's; tests inject one whose disk fails. Must outlive the files
};

// Bytes of writes that RocksDB holds in memory before it writes them out, of all families together.
inline constexpr std::size_t write_buffer_bytes_max = 64u << 20;

// Options of the database as a whole, for every way to open it (read and write, read-only, secondary). Files
// are neither made nor changed by options alone: create_if_missing is set by who opens to write.
rocksdb::DBOptions database_options(const RocksdbFilesOptions& options);

// `names` with the options of each; one that is not of family_names gets plain ones. All share one cache.
std::vector<rocksdb::ColumnFamilyDescriptor> family_descriptors(const std::vector<std::string>& names,
                                                                const RocksdbFilesOptions& options);

// The open families; the handles belong to the database.
struct RocksdbFamilies {
  rocksdb::ColumnFamilyHandle* entries = nullptr;
  rocksdb::ColumnFamilyHandle* history = nullptr;
  rocksdb::ColumnFamilyHandle* changes = nullptr;
  rocksdb::ColumnFamilyHandle* expiry = nullptr;
  rocksdb::ColumnFamilyHandle* meta = nullptr;
  rocksdb::ColumnFamilyHandle* notes = nullptr;
};

// All of them.
std::vector<rocksdb::ColumnFamilyHandle*> handles_of(const RocksdbFamilies& families);

// Finds each by its name; one that is not among `handles` stays nullptr.
RocksdbFamilies families_of(const std::vector<rocksdb::ColumnFamilyHandle*>& handles);

}  // namespace keyglass::storage
