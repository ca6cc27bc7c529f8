// What the RocksDB engine tells observers: what commits have cost, and RocksDB's own numbers.
#pragma once

#include <vector>

#include "storage/rocksdb_committer.hpp"
#include "storage/rocksdb_files.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

// Numbers that RocksDB does not give are left out. Any thread; reads no disk.
std::vector<Figure> rocksdb_figures(const RocksdbCounts& counts, const RocksdbFiles& files);

}  // namespace keyglass::storage
