// Families and options: see rocksdb_families.hpp.
#include "storage/rocksdb_families.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "storage/rocksdb_events.hpp"
#include "storage/rocksdb_history_filter.hpp"
#include "storage/rocksdb_rows.hpp"

namespace keyglass::storage {
namespace {

constexpr double bloom_bits_per_key = 10;
constexpr std::size_t small_write_buffer_bytes = 8u << 20;
constexpr std::uint64_t log_bytes_max = 128u << 20;
constexpr std::uint64_t seconds_per_hour = 3600;

// All rows of one key share one entry of the bloom filter: a put must learn cheaply that its key has no past.
class KeyOfHistoryRow final : public rocksdb::SliceTransform {
 public:
  const char* Name() const override { return "keyglass.KeyOfHistoryRow"; }
  rocksdb::Slice Transform(const rocksdb::Slice& row_key) const override {
    // With the NUL, so that what Seek(history_prefix(key)) asks for is its own prefix.
    return {row_key.data(), user_key_of({row_key.data(), row_key.size()}).size() + 1};
  }
  bool InDomain(const rocksdb::Slice& row_key) const override {
    return user_key_of({row_key.data(), row_key.size()}).size() < row_key.size();
  }
};

rocksdb::BlockBasedTableOptions table_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  // Otherwise memory grows with the data, outside the cache's bound.
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.format_version = 5;
  return table;
}

rocksdb::BlockBasedTableOptions filtered_table_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table = table_options(cache);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(bloom_bits_per_key));
  // Of a large table only the parts that are asked for take up memory.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.optimize_filters_for_memory = true;
  return table;
}

rocksdb::ColumnFamilyOptions entries_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family;
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(filtered_table_options(cache)));
  family.write_buffer_size = write_buffer_bytes_max / 2;
  // A put first asks for its key, which most often is new or was written a moment ago.
  family.memtable_whole_key_filtering = true;
  family.memtable_prefix_bloom_size_ratio = 0.05;
  return family;
}

rocksdb::ColumnFamilyOptions history_options(const std::shared_ptr<rocksdb::Cache>& cache,
                                             const RocksdbFilesOptions& options) {
  rocksdb::BlockBasedTableOptions table = filtered_table_options(cache);
  table.whole_key_filtering = false;
  rocksdb::ColumnFamilyOptions family;
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  family.prefix_extractor = std::make_shared<KeyOfHistoryRow>();
  family.memtable_prefix_bloom_size_ratio = 0.05;
  family.write_buffer_size = 2 * small_write_buffer_bytes;
  family.compaction_filter_factory = history_filter_factory(options.history, options.clock);
  // Rows at the bottom would never be looked at again by themselves.
  family.periodic_compaction_seconds =
      std::clamp<std::uint64_t>(options.history.hours_max, 1, 7 * 24) * seconds_per_hour;
  return family;
}

rocksdb::ColumnFamilyOptions plain_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family;
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options(cache)));
  family.write_buffer_size = small_write_buffer_bytes;
  return family;
}

}  // namespace

rocksdb::DBOptions database_options(const RocksdbFilesOptions& options) {
  rocksdb::DBOptions database;
  database.max_open_files = options.max_open_files;
  database.info_log = make_quiet_log();
  database.db_write_buffer_size = write_buffer_bytes_max;
  // A family that is hardly written would keep every log since its last flush: opening replays them all.
  database.max_total_wal_size = log_bytes_max;
  // A log that is missing or shorter than it was when a later one began is damage, not a crash.
  database.track_and_verify_wals_in_manifest = true;
  database.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  // One thread writes at a time: the commit queue's leader.
  database.allow_concurrent_memtable_write = false;
  database.enable_write_thread_adaptive_yield = false;
  if (options.env != nullptr) database.env = options.env;
  return database;
}

std::vector<rocksdb::ColumnFamilyDescriptor> family_descriptors(const std::vector<std::string>& names,
                                                                const RocksdbFilesOptions& options) {
  const std::shared_ptr<rocksdb::Cache> cache =
      rocksdb::NewLRUCache(options.block_cache_bytes, -1, false, 0.5);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const std::string& name : names) {
    if (name == entries_family) {
      descriptors.emplace_back(name, entries_options(cache));
    } else if (name == history_family) {
      descriptors.emplace_back(name, history_options(cache, options));
    } else {
      descriptors.emplace_back(name, plain_options(cache));
    }
  }
  return descriptors;
}

std::vector<rocksdb::ColumnFamilyHandle*> handles_of(const RocksdbFamilies& families) {
  return {families.entries, families.history, families.changes,
          families.expiry,  families.meta,    families.notes};
}

RocksdbFamilies families_of(const std::vector<rocksdb::ColumnFamilyHandle*>& handles) {
  RocksdbFamilies families;
  const std::array<std::pair<const char*, rocksdb::ColumnFamilyHandle**>, 6> slots{
      {{entries_family, &families.entries},
       {history_family, &families.history},
       {changes_family, &families.changes},
       {expiry_family, &families.expiry},
       {meta_family, &families.meta},
       {notes_family, &families.notes}}};
  for (auto* const handle : handles) {
    for (const auto& [name, slot] : slots) {
      if (handle->GetName() == name) *slot = handle;
    }
  }
  return families;
}

}  // namespace keyglass::storage
