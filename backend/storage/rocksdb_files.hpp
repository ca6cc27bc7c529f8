// Opening the RocksDB directory: its column families, its format version, and what can be wrong with it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "keyglass/result.hpp"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Env;
class Status;
}  // namespace rocksdb

namespace keyglass::storage {

struct RocksdbFilesOptions {
  std::string path;
  std::uint64_t block_cache_bytes = 64u << 20;
  int max_open_files = 1024;  // at least 20
  rocksdb::Env* env =
      nullptr;  // nullptr: the machine's; tests inject one whose disk fails. Must outlive the files
};

// The highest format version this program reads; written into new directories.
inline constexpr std::uint64_t rocksdb_format_version = 1;

// Keys of the meta column family; each holds a number of 8 bytes, little endian.
inline constexpr const char* meta_format = "format";
inline constexpr const char* meta_epoch = "epoch";
inline constexpr const char* meta_revision = "revision";

// Closes the database when the last copy goes; column family handles belong to `database`.
struct RocksdbFiles {
  std::shared_ptr<rocksdb::DB> database;
  rocksdb::ColumnFamilyHandle* entries = nullptr;
  rocksdb::ColumnFamilyHandle* meta = nullptr;
  std::uint64_t epoch = 0;            // random, of the directory's creation
  std::uint64_t newest_revision = 0;  // at open
};

// Opens the directory, or makes it and its parents. Holds RocksDB's lock until closed.
// Fails with unavailable (locked by another process, not writable, not a directory, a newer format) or
// corrupt (not a Keyglass store, damaged); the message names the path.
Result<RocksdbFiles> open_rocksdb_files(const RocksdbFilesOptions& options);

// unavailable or corrupt, with RocksDB's own words behind `what`.
Error rocksdb_error(const std::string& what, const rocksdb::Status& status);

}  // namespace keyglass::storage
