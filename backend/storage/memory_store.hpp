// The engine in memory: an ordered map, the readable model of what every engine does. Nothing survives the
// process.
#pragma once

#include <cstdint>
#include <map>
#include <shared_mutex>
#include <string>

#include "storage/clock.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(Clock clock);

  Result<Entry> get(std::string_view key) const override;
  Result<KeyMetadata> metadata(std::string_view key) const override;
  Result<Commit> commit(const WriteBatch& batch) override;
  Result<Page> scan(const ScanQuery& query) const override;
  Capabilities capabilities() const override;
  Status check_ready() const override;

 private:
  // The entry if it is there and not expired at `now_ms`, else nullptr. Needs the lock.
  const Entry* find(std::string_view key, std::int64_t now_ms) const;

  const Clock clock_;
  const std::uint64_t epoch_;                          // random: ETags of an earlier process never match
  mutable std::shared_mutex mutex_;                    // protects what follows
  std::map<std::string, Entry, std::less<>> entries_;  // an expired entry stays until it is written again
  std::uint64_t revision_ = 0;
};

}  // namespace keyglass::storage
