// The change feed of a RocksDB store, and trimming what is beyond its bound.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

#include "storage/change_feed.hpp"
#include "storage/clock.hpp"
#include "storage/rocksdb_reads.hpp"
#include "storage/subscribers.hpp"

namespace keyglass::storage {

class RocksdbFeed final : public ChangeFeed {
 public:
  struct Options {
    std::uint64_t changes_max = 1'000'000;  // somewhat more are kept, so that trimming is rare
    HistoryRetention history;
    Clock clock = system_time_ms;
    std::function<std::uint64_t()> newest_revision;
  };
  // `files` must outlive it.
  RocksdbFeed(const RocksdbFiles& files, Options options);
  ~RocksdbFeed() override;

  Result<ChangePage> changes(const ChangeQuery& query) const override;
  std::unique_ptr<Subscription> subscribe(OnCommit on_commit) override;

  // What the committer calls after each group; quick.
  void written(const Totals& totals);
  // The smallest `since` that works. Any thread.
  std::uint64_t floor() const { return floor_; }

 private:
  Status check_since(std::uint64_t since) const;
  // Trims whenever there is enough to trim, until the end.
  void trim_when_due();
  // Drops the oldest commits until no more than the bound are kept.
  void trim(const Totals& totals);
  // The revision up to which changes are to go, and how many that leaves below it; the floor if none goes.
  std::uint64_t new_floor(const Totals& totals);

  const RocksdbFiles& files_;
  const Options options_;
  Subscribers subscribers_;
  // Raised before rows go: who made an iterator first and then finds its `since` above this has all rows.
  std::atomic<std::uint64_t> floor_;
  std::uint64_t trimmed_ = 0;  // changes below the floor; only the trimmer touches it after the constructor

  std::mutex mutex_;  // protects what follows
  std::condition_variable due_;
  Totals newest_;
  std::uint64_t trim_at_ = 0;  // once so many changes have been written
  bool stopping_ = false;
  std::thread trimmer_;
};

}  // namespace keyglass::storage
