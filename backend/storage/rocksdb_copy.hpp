// Backup and restore of a RocksDB store: copies of every row into a new directory.
// A directory that is being filled holds a file INCOMPLETE, and nothing opens it before that is gone.
#pragma once

#include <cstdint>
#include <string>

#include "storage/clock.hpp"
#include "storage/rocksdb_check.hpp"

namespace keyglass::storage {

// No store commits faster than this, so that a restored one never gives a revision again that the lost one
// may have given after the backup.
inline constexpr std::uint64_t revisions_per_ms_max = 1'000;

struct StoreCopy {
  std::string from;  // a store's directory, or a backup's
  std::string to;    // absent or empty; made with its parents
  Clock clock = system_time_ms;
};

// Copies the store in `from` as it is at one moment, also while a server works on it, and checks the copy.
// Left out is the change feed, which a restored store begins anew. A backup is not a store: a server refuses
// to open it. Fails with unavailable (no store there, `to` is not empty or cannot be written) or corrupt (the
// store has a fault, which the message names); then `to` stays behind as incomplete. Gives what it holds.
Result<StoreCheck> back_up_rocksdb(const StoreCopy& copy);

// Makes a store of the backup in `from`, and checks it. It is another life of the store: no ETag of the lost
// one matches, and revisions go on above all that the lost one can have given:
//   revision of the backup + (now - time of the backup in ms) x revisions_per_ms_max.
// Fails as back_up_rocksdb() does, and with unavailable if `from` is not a backup or the clock is behind it.
Result<StoreCheck> restore_rocksdb(const StoreCopy& copy);

}  // namespace keyglass::storage
