// Who wants to know of commits: the list behind ChangeFeed::subscribe(), for every engine. Any thread.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "storage/change_feed.hpp"

namespace keyglass::storage {

class Subscribers {
 public:
  // As ChangeFeed::subscribe(). The subscription must not outlive this list.
  std::unique_ptr<ChangeFeed::Subscription> add(ChangeFeed::OnCommit on_commit) {
    const std::lock_guard lock(mutex_);
    calls_.push_back(std::move(on_commit));
    return std::make_unique<Membership>(*this, std::prev(calls_.end()));
  }

  // Calls each with `newest_revision`, unless a newer one was told already: what they hear never goes back.
  // Not while a lock is held that a reader of the store needs.
  void tell(std::uint64_t newest_revision) {
    const std::lock_guard lock(mutex_);
    if (newest_revision <= told_) return;
    told_ = newest_revision;
    for (const auto& call : calls_) call(newest_revision);
  }

 private:
  using Calls = std::list<ChangeFeed::OnCommit>;

  class Membership final : public ChangeFeed::Subscription {
   public:
    Membership(Subscribers& subscribers, Calls::iterator call) : subscribers_(subscribers), call_(call) {}
    ~Membership() override {
      const std::lock_guard lock(subscribers_.mutex_);
      subscribers_.calls_.erase(call_);
    }
    Membership(const Membership&) = delete;
    Membership& operator=(const Membership&) = delete;

   private:
    Subscribers& subscribers_;
    Calls::iterator call_;
  };

  std::mutex mutex_;  // protects what follows; held while they are called
  Calls calls_;
  std::uint64_t told_ = 0;
};

}  // namespace keyglass::storage
