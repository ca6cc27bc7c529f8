// Reads a whole RocksDB store and says what is wrong with it: blocks against their checksums, rows against
// their encoding, families against each other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/rocksdb_view.hpp"

namespace keyglass::storage {

struct StoreFault {
  std::string family;  // "entries", "history", …; empty: of the store as a whole
  std::string key;     // the key concerned; empty where none can be told
  std::string what;

  bool operator==(const StoreFault&) const = default;
};

struct StoreCheck {
  static constexpr std::size_t faults_max = 1000;  // named; the others are only counted

  std::uint64_t format = 0;
  std::uint64_t revision = 0;
  std::uint64_t acknowledged = 0;  // the newest revision known to be synced; 0: not known
  std::uint64_t feed_floor = 0;
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;  // of the entries' keys and values
  std::uint64_t expiring = 0;
  std::uint64_t history = 0;  // rows
  std::uint64_t changes = 0;  // rows above the floor
  std::uint64_t notes = 0;
  std::vector<StoreFault> faults;  // the first faults_max
  std::uint64_t fault_count = 0;

  bool sound() const { return fault_count == 0; }
};

// Reads everything once, with constant memory. Never fails: what cannot be read is a fault.
StoreCheck check_rocksdb_view(const RocksdbView& view);

// Opens a view of `path` and checks it, the mark of acknowledged commits included. Fails as
// open_rocksdb_view() does.
Result<StoreCheck> check_rocksdb(const std::string& path);

}  // namespace keyglass::storage
