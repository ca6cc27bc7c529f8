// Dropping history rows: see rocksdb_history_filter.hpp.
#include "storage/rocksdb_history_filter.hpp"

#include <rocksdb/compaction_filter.h>

#include <cstdint>
#include <string>
#include <utility>

#include "storage/kept_versions.hpp"
#include "storage/rocksdb_rows.hpp"

namespace keyglass::storage {
namespace {

// For one compaction, which shows it the rows of a part of the family in their order. Others may lie in files
// that take no part: then too few newer rows of a key are counted, never too many.
class HistoryFilter final : public rocksdb::CompactionFilter {
 public:
  HistoryFilter(const HistoryRetention& retention, std::int64_t now_ms)
      : retention_(retention), now_ms_(now_ms) {}

  const char* Name() const override { return "keyglass.HistoryFilter"; }
  Decision FilterV2(int /*level*/, const rocksdb::Slice& row_key, ValueType type,
                    const rocksdb::Slice& existing, std::string* /*changed*/,
                    std::string* /*skip_until*/) const override {
    if (type != ValueType::kValue) return Decision::kKeep;
    const auto row = decode_history({row_key.data(), row_key.size()}, {existing.data(), existing.size()});
    if (!row) return Decision::kKeep;  // damaged: a read or a check shall name it
    if (row.value().key != key_) {
      key_ = row.value().key;
      newer_ = 0;
    }
    const bool keep =
        newer_ < retention_.versions_max && is_recent(retention_, row.value().ended_at_ms, now_ms_);
    ++newer_;
    return keep ? Decision::kKeep : Decision::kRemove;
  }

 private:
  const HistoryRetention retention_;
  const std::int64_t now_ms_;
  // RocksDB calls FilterV2() of one compaction on one thread.
  mutable std::string key_;
  mutable std::uint64_t newer_ = 0;  // rows of key_ seen before
};

class HistoryFilterFactory final : public rocksdb::CompactionFilterFactory {
 public:
  HistoryFilterFactory(const HistoryRetention& retention, Clock clock)
      : retention_(retention), clock_(std::move(clock)) {}

  const char* Name() const override { return "keyglass.HistoryFilterFactory"; }
  std::unique_ptr<rocksdb::CompactionFilter> CreateCompactionFilter(
      const rocksdb::CompactionFilter::Context& /*context*/) override {
    return std::make_unique<HistoryFilter>(retention_, clock_());
  }

 private:
  const HistoryRetention retention_;
  const Clock clock_;
};

}  // namespace

std::shared_ptr<rocksdb::CompactionFilterFactory> history_filter_factory(const HistoryRetention& retention,
                                                                         Clock clock) {
  return std::make_shared<HistoryFilterFactory>(retention, std::move(clock));
}

}  // namespace keyglass::storage
