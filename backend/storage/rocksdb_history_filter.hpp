// What compaction drops from the history family: rows that no read shows any more (kept_versions.hpp).
// Dropping may come late and only what certainly is beyond the retention goes; reads do not depend on it.
#pragma once

#include <memory>

#include "storage/clock.hpp"
#include "storage/history.hpp"

namespace rocksdb {
class CompactionFilterFactory;
}

namespace keyglass::storage {

std::shared_ptr<rocksdb::CompactionFilterFactory> history_filter_factory(const HistoryRetention& retention,
                                                                         Clock clock);

}  // namespace keyglass::storage
