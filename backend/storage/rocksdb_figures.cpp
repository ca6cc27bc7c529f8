// Figures of the RocksDB engine: see rocksdb_figures.hpp.
#include "storage/rocksdb_figures.hpp"

#include <rocksdb/db.h>

#include <array>
#include <string>

namespace keyglass::storage {
namespace {

struct PropertyRow {
  std::string_view name;
  std::string_view help;
  const char* property;  // one that sums up over column families
};

constexpr std::array property_rows{
    PropertyRow{"rocksdb_table_bytes", "Size of the live table files", "rocksdb.live-sst-files-size"},
    PropertyRow{"rocksdb_memtable_bytes", "Memory of what is not in table files yet",
                "rocksdb.cur-size-all-mem-tables"},
    PropertyRow{"rocksdb_pending_compaction_bytes", "What compaction has still to rewrite, estimated",
                "rocksdb.estimate-pending-compaction-bytes"},
    PropertyRow{"rocksdb_index_bytes", "Memory of index and filter blocks outside of the block cache",
                "rocksdb.estimate-table-readers-mem"},
};

}  // namespace

std::vector<Figure> rocksdb_figures(const RocksdbCounts& counts, const RocksdbFiles& files) {
  using enum Figure::Kind;
  std::vector<Figure> figures{
      {"commits_total", "Commits written since the start", counter, static_cast<double>(counts.commits)},
      {"commit_groups_total", "Writes of the log that carried them", counter,
       static_cast<double>(counts.groups)},
      {"syncs_total", "Syncs of the log: commits / syncs is what waiting together saves", counter,
       static_cast<double>(counts.syncs)},
      {"commits_waiting", "Commits queued or being written now", gauge, static_cast<double>(counts.waiting)},
  };
  for (const PropertyRow& row : property_rows) {
    std::uint64_t value = 0;
    if (!files.database->GetAggregatedIntProperty(row.property, &value)) continue;
    figures.push_back({row.name, row.help, gauge, static_cast<double>(value)});
  }
  return figures;
}

}  // namespace keyglass::storage
