// The engine in memory: ordered maps, the readable model of what every engine does. Nothing survives the
// process.
#pragma once

#include "storage/memory_feed.hpp"
#include "storage/memory_history.hpp"
#include "storage/memory_state.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(MemoryOptions options);
  // With the default retention.
  explicit MemoryStore(Clock clock);

  Result<Entry> get(std::string_view key) const override;
  std::optional<Result<Entry>> try_get(std::string_view key) const override { return get(key); }
  Result<KeyMetadata> metadata(std::string_view key) const override;
  Result<Commit> commit(const WriteBatch& batch) override;
  Result<std::vector<std::optional<Entry>>> get_many(const std::vector<std::string>& keys) const override;
  Result<Page> scan(const ScanQuery& query) const override;
  // Copies a pointer to each entry: writers wait meanwhile.
  Result<std::unique_ptr<const Snapshot>> snapshot() const override;
  Result<StoreStats> stats(std::string_view prefix) const override;
  Result<std::size_t> expire_due(std::size_t max) override;
  Result<std::vector<Note>> notes(std::string_view prefix) const override;
  const History* history() const override { return state_.keeps_history() ? &history_ : nullptr; }
  ChangeFeed* change_feed() override { return &feed_; }
  Capabilities capabilities() const override;
  Status check_ready() const override;

 private:
  Result<Commit> commit_unannounced(const WriteBatch& batch);
  std::size_t expire_unannounced(std::size_t max);
  // Tells the subscribers of the newest commit. Needs the state's mutex to be free.
  void announce();

  MemoryState state_;
  MemoryHistory history_{state_};
  MemoryFeed feed_{state_};
};

}  // namespace keyglass::storage
