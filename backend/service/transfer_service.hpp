// Export and import of entries. Knows neither HTTP nor engines. Any thread may call any method.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "service/importer.hpp"
#include "service/selection.hpp"

namespace keyglass::service {

// Entries as they were when the export began, page by page. One thread.
class Export {
 public:
  Export(Selection selection, std::unique_ptr<const storage::Snapshot> snapshot);
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  // Of the newest commit in it; 0 where revisions are not kept.
  std::uint64_t revision() const { return snapshot_->revision(); }
  // As SelectionWalk's, with values.
  Result<std::vector<storage::Entry>> next() { return walk_.next(); }
  bool at_end() const { return walk_.at_end(); }

 private:
  const Selection selection_;
  const std::unique_ptr<const storage::Snapshot> snapshot_;
  SelectionWalk walk_;  // of the two above
};

class TransferService {
 public:
  // `store` must outlive the service, and every export and importer that it makes.
  TransferService(storage::Store& store, std::uint64_t value_bytes_max,
                  storage::Clock clock = storage::system_time_ms);

  // Fails with invalid for a broken selection.
  Result<std::unique_ptr<Export>> begin_export(Selection selection) const;
  Importer begin_import(ImportMode mode) const;

 private:
  storage::Store& store_;
  const std::uint64_t value_bytes_max_;
  const storage::Clock clock_;
};

}  // namespace keyglass::service
