// The past of the memory engine: what its state keeps of earlier versions, as the contract shows it.
#pragma once

#include "storage/history.hpp"
#include "storage/memory_state.hpp"

namespace keyglass::storage {

class MemoryHistory final : public History {
 public:
  explicit MemoryHistory(const MemoryState& state) : state_(state) {}

  Result<Entry> get_at(std::string_view key, std::uint64_t revision) const override;
  Result<VersionPage> versions(const VersionQuery& query) const override;
  Result<Page> scan_at(const ScanQuery& query, std::uint64_t revision) const override;

 private:
  const MemoryState& state_;
};

}  // namespace keyglass::storage
