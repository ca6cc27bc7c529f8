// Brings commits that arrive at the same time together, so that they share one write and one disk sync.
// Knows neither engines nor what a write costs: an engine gives it one function that commits a group.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "storage/store.hpp"

namespace keyglass::storage {

// How much one group may hold. A batch that is larger than bytes_max alone makes a group of its own.
struct CommitGroupBounds {
  std::size_t batches_max = 256;
  std::size_t bytes_max = 4u * 1024 * 1024;  // keys and values
};

// The first thread that waits leads: it takes the queue from the front, as far as the bounds allow, and
// commits that group; meanwhile later threads queue up for the next one. A leader returns after its own group
// and the thread then at the front leads, so that nobody works for others for ever.
class CommitQueue {
 public:
  using Group = std::vector<const WriteBatch*>;  // 1..batches_max, in the order of arrival
  // Commits the batches in order, each on the state that those before it have left, and gives one result for
  // each in the same order. Called by one thread at a time, never under a lock; must not call commit().
  using CommitGroup = std::function<std::vector<Result<Commit>>(const Group& group)>;

  // bounds.batches_max >= 1.
  explicit CommitQueue(CommitGroup commit_group, CommitGroupBounds bounds = {});
  // No commit() may be running.
  ~CommitQueue();
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  // Returns what the group function gave for `batch`, once its whole group is done. Any thread may call it.
  // Fails with unavailable, saying that the write may have happened, if the group function throws.
  Result<Commit> commit(const WriteBatch& batch);

  // Batches whose commit() has not returned its result yet, those being written included.
  std::size_t waiting() const;

 private:
  struct Waiter {
    const WriteBatch* batch;
    std::optional<Result<Commit>> result;
    std::condition_variable woken;  // it leads now, or it has its result
  };

  // Commits a group for its waiters and wakes them. Needs `lock`; lets go of it while the group is committed.
  void lead(std::unique_lock<std::mutex>& lock);
  // Fills group_ from the front of the queue. Needs the lock.
  void take_group();
  std::vector<Result<Commit>> commit_group() const;

  const CommitGroup commit_group_;
  const CommitGroupBounds bounds_;
  Group group_;  // only the leader touches it

  mutable std::mutex mutex_;     // protects what follows and every waiter's result
  std::deque<Waiter*> waiting_;  // the front leads; a group stays here until it has its results
};

}  // namespace keyglass::storage
