// Earlier versions of keys in a RocksDB store.
#pragma once

#include <functional>

#include "storage/clock.hpp"
#include "storage/history.hpp"
#include "storage/rocksdb_reads.hpp"

namespace keyglass::storage {

class RocksdbHistory final : public History {
 public:
  struct Options {
    HistoryRetention retention;
    Clock clock = system_time_ms;
    std::function<std::uint64_t()> newest_revision;
  };
  // `files` must outlive it.
  RocksdbHistory(const RocksdbFiles& files, Options options) : files_(files), options_(std::move(options)) {}

  Result<Entry> get_at(std::string_view key, std::uint64_t revision) const override;
  Result<VersionPage> versions(const VersionQuery& query) const override;
  Result<Page> scan_at(const ScanQuery& query, std::uint64_t revision) const override;

 private:
  VersionWalk::Now now() const { return {options_.retention, options_.clock()}; }
  // Fails with invalid, field "revision", if that commit has not happened yet.
  Status check_past(std::uint64_t revision) const;

  const RocksdbFiles& files_;
  const Options options_;
};

}  // namespace keyglass::storage
