// Export and import: see transfer_service.hpp.
#include "service/transfer_service.hpp"

#include <utility>

namespace keyglass::service {

Export::Export(Selection selection, std::unique_ptr<const storage::Snapshot> snapshot)
    : selection_(std::move(selection)),
      snapshot_(std::move(snapshot)),
      walk_(selection_, *snapshot_, {.page_keys = 500, .with_values = true}) {}

TransferService::TransferService(storage::Store& store, std::uint64_t value_bytes_max, storage::Clock clock)
    : store_(store), value_bytes_max_(value_bytes_max), clock_(std::move(clock)) {}

Result<std::unique_ptr<Export>> TransferService::begin_export(Selection selection) const {
  auto checked = checked_selection(std::move(selection));
  if (!checked) return checked.error();
  auto snapshot = store_.snapshot();
  if (!snapshot) return snapshot.error();
  return std::make_unique<Export>(std::move(checked).value(), std::move(snapshot).value());
}

Importer TransferService::begin_import(ImportMode mode) const {
  return {store_, {.mode = mode, .value_bytes_max = value_bytes_max_}, clock_};
}

}  // namespace keyglass::service
