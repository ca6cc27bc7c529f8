// Bringing a directory of an older format to the next one, step by step. To change the format: raise
// rocksdb_format_version, and add one row to the table in the source file.
#pragma once

#include <cstdint>

#include "keyglass/result.hpp"
#include "storage/rocksdb_files.hpp"

namespace keyglass::storage {

// Runs every step from `format` (1..rocksdb_format_version) to the newest. A step that is interrupted leaves
// the old format, of which it may begin again; the new version is written together with the last of the rest.
// Fails with corrupt or unavailable.
Status migrate_rocksdb_files(const RocksdbFiles& files, std::uint64_t format);

}  // namespace keyglass::storage
