// Brings commits that arrive at the same time together, so that they share one write and one disk sync.
// Knows neither engines nor what a write costs: an engine gives it one function that commits a group.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "storage/store.hpp"

namespace keyglass::storage {

// How much one group may hold. A batch that is larger than bytes_max alone makes a group of its own.
struct CommitGroupBounds {
  std::size_t batches_max = 256;
  std::size_t bytes_max = 4u * 1024 * 1024;  // keys and values
};

// To remove up to `max` entries whose time of expiry has come; the commit has one outcome for each.
struct ExpireDue {
  std::size_t max = 0;
};

// What is committed; who waits for it keeps it alive.
using CommitRequest = std::variant<const WriteBatch*, ExpireDue>;

// The request at the front of the queue says who leads: the thread that waits for it, or, if nobody does, a
// thread of the queue's own. The leader takes the queue from the front, as far as the bounds allow, and
// commits that group; meanwhile later requests queue up for the next one. A waiting thread returns after its
// own group, so that nobody works for others for ever, and a lone one never hands its work to another.
class CommitQueue {
 public:
  using Group = std::vector<CommitRequest>;  // 1..batches_max, in the order of arrival
  // Commits the requests in order, each on the state that those before it have left, and gives one result for
  // each in the same order; it may leave some at the end for the next group, but must not leave all. Called
  // by one thread at a time, never under a lock; must not call back into the queue.
  using CommitGroup = std::function<std::vector<Result<Commit>>(const Group& group)>;

  // bounds.batches_max >= 1.
  explicit CommitQueue(CommitGroup commit_group, CommitGroupBounds bounds = {});
  // Finishes what was submitted. No commit() may be running.
  ~CommitQueue();
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  // Returns what the group function gave for `request`, once its whole group is done. Any thread may call it.
  // Fails with unavailable, saying that the write may have happened, if the group function throws.
  Result<Commit> commit(CommitRequest request);
  // The same without waiting: `done` is called once with the result, under no lock, by the thread that led
  // the group. Any thread may call it, also `done` itself.
  void submit(WriteBatch batch, CommitDone done);

  // Requests without a result yet, those being written included.
  std::size_t waiting() const;

 private:
  struct Item {
    CommitRequest request;
    std::size_t bytes = 0;
    std::optional<Result<Commit>> result;
    std::condition_variable woken;  // it leads now, or it has its result; unused if submitted
    WriteBatch batch;               // of a submitted one
    CommitDone done;                // empty: a thread waits in commit()
  };

  // Commits a group and hands out its results. Needs `lock`, and lets go of it while the group is committed
  // and while those who submitted are told.
  void lead(std::unique_lock<std::mutex>& lock);
  // Fills group_ from the front of the queue. Needs the lock.
  void take_group();
  std::vector<Result<Commit>> commit_group() const;
  // Wakes whoever leads next. Needs the lock.
  void wake_front();
  void lead_submitted();

  const CommitGroup commit_group_;
  const CommitGroupBounds bounds_;
  Group group_;  // only the leader touches it

  mutable std::mutex mutex_;   // protects what follows and every item's result
  std::deque<Item*> waiting_;  // the front leads; a group stays here until it has its results
  std::condition_variable submitted_;
  bool stopping_ = false;
  std::thread own_;  // leads where nobody waits
};

}  // namespace keyglass::storage
