// The change feed of the memory engine: the newest changes, as the contract tells them.
#pragma once

#include "storage/change_feed.hpp"
#include "storage/memory_state.hpp"
#include "storage/subscribers.hpp"

namespace keyglass::storage {

class MemoryFeed final : public ChangeFeed {
 public:
  explicit MemoryFeed(const MemoryState& state) : state_(state) {}

  Result<ChangePage> changes(const ChangeQuery& query) const override;
  std::unique_ptr<Subscription> subscribe(OnCommit on_commit) override;
  // Calls the subscribers. Needs the state's mutex to be free.
  void tell(std::uint64_t newest_revision) { subscribers_.tell(newest_revision); }

 private:
  const MemoryState& state_;
  Subscribers subscribers_;
};

}  // namespace keyglass::storage
