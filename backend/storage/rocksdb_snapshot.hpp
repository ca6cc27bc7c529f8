// Every entry of a RocksDB store at one moment.
#pragma once

#include <cstdint>

#include "storage/rocksdb_keys.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

class RocksdbSnapshot final : public Snapshot {
 public:
  // The moment is now; what has expired by `now_ms` is not there. `files` must outlive it.
  RocksdbSnapshot(const RocksdbFiles& files, std::int64_t now_ms)
      : files_(files), moment_(files), now_ms_(now_ms) {}

  Result<Page> scan(const ScanQuery& query) const override {
    rocksdb::ReadOptions options = moment_.options();
    // Who reads all of a store reads each block once: it must not push out what others read again and again.
    options.fill_cache = false;
    options.readahead_size = readahead_bytes;
    RocksdbKeys keys(files_, options, query.prefix, now_ms_);
    return scan_in_order(keys, query);
  }
  std::uint64_t revision() const override { return revision_; }

  // For who makes it.
  rocksdb::ReadOptions options() const { return moment_.options(); }
  void set_revision(std::uint64_t revision) { revision_ = revision; }

 private:
  static constexpr std::size_t readahead_bytes = 256u << 10;

  const RocksdbFiles& files_;
  const Moment moment_;
  const std::int64_t now_ms_;
  std::uint64_t revision_ = 0;
};

}  // namespace keyglass::storage
