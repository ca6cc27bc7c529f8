// The frames of RocksDB's own logs: its manifest and its write-ahead logs. What they hold is not looked at.
#pragma once

#include <string>

#include "keyglass/result.hpp"

namespace keyglass::storage {

// Fails with corrupt, naming the file, if the current manifest or a write-ahead log in the directory `path`
// holds a record marked as one of a reused log. Keyglass reuses none, so it is damage; RocksDB 7.8's reader
// for secondary instances never gets past it (it stays in a loop, as in its issue 11968), so ask before
// DB::OpenAsSecondary. Anything else that is wrong is left to RocksDB, whose checksums find it. A last record
// that is not whole passes: a server may be writing it.
Status check_log_frames(const std::string& path);

}  // namespace keyglass::storage
