// What must be true of a RocksDB directory before it is opened to write: RocksDB itself would go on without
// what is missing.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/result.hpp"
#include "storage/rocksdb_families.hpp"

namespace keyglass::storage {

// A file of this name says that a backup or a restore has not filled the directory to its end.
inline constexpr std::string_view incomplete_name = "INCOMPLETE";

// True if RocksDB has written something to `path`.
bool is_rocksdb_directory(const std::string& path);

// Fails with unavailable if the directory is incomplete, and with corrupt if RocksDB's files are there
// without their index (RocksDB would begin anew and remove them). A directory without any is fine.
Status check_rocksdb_directory(const std::string& path);

// Fails with corrupt if the directory does not hold every commit that is known to be acknowledged
// (acknowledged_mark.hpp): then nothing has been changed. Reads the log, but changes nothing. A directory
// that another process has locked passes: to open it will fail.
Status check_acknowledged(const RocksdbFilesOptions& options);

}  // namespace keyglass::storage
