// A RocksDB directory as it stands at one moment, read without disturbing it: also while a server writes to
// it, which is neither asked nor slowed down.
#pragma once

#include <cstdint>
#include <string>

#include "storage/rocksdb_files.hpp"

namespace keyglass::storage {

struct RocksdbView {
  RocksdbFiles files;              // reads only; never changes
  std::uint64_t format = 0;        // of the directory; 2..rocksdb_format_version
  std::uint64_t backup_at_ms = 0;  // 0: it is a store, not a backup
};

// Opens what is committed now; needs one file descriptor for each table file. Fails with unavailable (there
// is no store, it is incomplete or of a newer format) or corrupt; the message names the path. A directory of
// format 1 is refused with unavailable: to open it with the server migrates it.
Result<RocksdbView> open_rocksdb_view(const std::string& path);
// The same for a directory that is still marked as incomplete: for who has just filled it.
Result<RocksdbView> open_unfinished_rocksdb_view(const std::string& path);

}  // namespace keyglass::storage
