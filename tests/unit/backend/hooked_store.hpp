// A store in memory that a test can meddle with: something happens just before a commit, or the commit fails.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "storage/change_feed.hpp"
#include "storage/open_store.hpp"
#include "storage/store.hpp"

namespace keyglass::test {

class HookedStore final : public storage::Store {
 public:
  explicit HookedStore(storage::Clock clock) : store_(open(std::move(clock))) {}

  // Runs before each commit; what it returns is the commit's failure.
  std::function<std::optional<Error>(const storage::WriteBatch&)> before_commit;
  // Replaces what the engine promises.
  std::function<void(storage::Capabilities&)> promise;
  // Takes the place of the engine's.
  storage::ChangeFeed* feed = nullptr;

  storage::Store& inner() { return *store_; }

  Result<storage::Entry> get(std::string_view key) const override { return store_->get(key); }
  Result<KeyMetadata> metadata(std::string_view key) const override { return store_->metadata(key); }
  Result<storage::Commit> commit(const storage::WriteBatch& batch) override {
    if (before_commit) {
      if (auto failure = before_commit(batch)) return *failure;
    }
    return store_->commit(batch);
  }
  Result<std::vector<std::optional<storage::Entry>>> get_many(
      const std::vector<std::string>& keys) const override {
    return store_->get_many(keys);
  }
  Result<storage::Page> scan(const storage::ScanQuery& query) const override { return store_->scan(query); }
  Result<std::unique_ptr<const storage::Snapshot>> snapshot() const override { return store_->snapshot(); }
  Result<std::size_t> expire_due(std::size_t max) override { return store_->expire_due(max); }
  Result<std::vector<storage::Note>> notes(std::string_view prefix) const override {
    return store_->notes(prefix);
  }
  const storage::History* history() const override { return store_->history(); }
  storage::ChangeFeed* change_feed() override { return feed != nullptr ? feed : store_->change_feed(); }
  storage::Capabilities capabilities() const override {
    storage::Capabilities capabilities = store_->capabilities();
    if (promise) promise(capabilities);
    return capabilities;
  }
  Status check_ready() const override { return store_->check_ready(); }

 private:
  static std::unique_ptr<storage::Store> open(storage::Clock clock) {
    storage::StoreOptions options;
    options.url = "memory:";
    options.clock = std::move(clock);
    return storage::open_store(options).value();
  }

  const std::unique_ptr<storage::Store> store_;
};

}  // namespace keyglass::test
