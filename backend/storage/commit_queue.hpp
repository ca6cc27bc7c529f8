// Brings commits that arrive at the same time together, so that they share one write and one disk sync.
// Knows neither engines nor what a write costs: an engine gives it what writes a group and what makes it
// last.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
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

// A group once it is written. What carries out the groups derives from it what it must remember of one.
struct WrittenGroup {
  WrittenGroup() = default;
  virtual ~WrittenGroup() = default;
  WrittenGroup(const WrittenGroup&) = delete;
  WrittenGroup& operator=(const WrittenGroup&) = delete;

  // One for each request it took, in their order; final once the group is settled.
  std::vector<Result<Commit>> results;
};

// What an engine does for a queue. Both methods are called under no lock and must not call back into the
// queue.
class GroupCommit {
 public:
  using Group = std::vector<CommitRequest>;  // 1..batches_max, in the order of arrival
  virtual ~GroupCommit() = default;

  // Plans and writes the requests in order, each on the state that those before it have left, those of groups
  // not settled yet included; it may leave some at the end for the next group, but must not leave all. One
  // thread at a time.
  virtual std::unique_ptr<WrittenGroup> write(const Group& group) = 0;
  // Makes what these groups have written last, all of them at the cost of one sync, and their results final.
  // Gets every group that write() gave once, oldest first. One thread at a time, also while another one
  // writes.
  virtual void settle(const std::vector<WrittenGroup*>& groups) = 0;
};

// Two stages, so that neither the disk nor the processor waits for the other: while one group is synced, the
// next is planned and written. A thread of the queue's own writes; it also settles while nothing else waits,
// which saves a lone writer a change of threads, else a second one does.
class CommitQueue {
 public:
  using Group = GroupCommit::Group;

  // bounds.batches_max >= 1. `commits` must outlive it.
  explicit CommitQueue(GroupCommit& commits, CommitGroupBounds bounds = {});
  // Finishes what was submitted. No commit() may be running.
  ~CommitQueue();
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  // Returns the final result for `request`, once its group is settled. Any thread may call it, but none that
  // a callback of submit() runs on. Fails with unavailable, saying that the write may have happened, if
  // GroupCommit throws.
  Result<Commit> commit(CommitRequest request);
  // The same without waiting: `done` is called once with the result, under no lock, by a thread of the queue,
  // never two at a time, in the order of the submissions. Any thread may call it, also `done` itself.
  void submit(WriteBatch batch, CommitDone done);

  // Requests without a result yet, those being written included.
  std::size_t waiting() const;

 private:
  struct Item;
  using Items = std::vector<std::unique_ptr<Item>>;
  // A group that is not settled yet.
  struct Unsettled {
    std::unique_ptr<WrittenGroup> group;
    Items items;         // one for each of its results
    bool threw = false;  // write() did, and knows nothing of it
  };

  void enqueue(std::unique_ptr<Item> item);
  // What the two threads do until the end.
  void write_groups();
  void settle_groups();
  // Writes a group from the front of the queue. Needs `lock`, lets go of it meanwhile.
  void write_front(std::unique_lock<std::mutex>& lock);
  // Settles what is written and hands out the results. Needs `lock`, lets go of it meanwhile.
  void settle_written(std::unique_lock<std::mutex>& lock);
  void settle(const std::vector<Unsettled>& written);
  static void hand_out(Unsettled& settled);
  // Fills group_ from the front of the queue. Needs the lock.
  void take_group();
  Unsettled write_group();
  // While others are settled a group is begun only once it is as large as those: a sync costs the processor
  // as much for one as for many, and who comes later would find the disk busy all the same. Needs the lock.
  bool may_write() const {
    if (waiting_.empty()) return false;
    return !settling_ || (unsettled_.empty() && waiting_.size() >= settling_items_);
  }
  void wake_writer();

  GroupCommit& commits_;
  const CommitGroupBounds bounds_;
  Group group_;  // only the writer touches it

  mutable std::mutex mutex_;  // protects what follows
  std::deque<std::unique_ptr<Item>> waiting_;
  std::vector<Unsettled> unsettled_;
  std::size_t written_items_ = 0;   // without a result yet
  std::size_t settling_items_ = 0;  // until their disk is free
  bool settling_ = false;
  bool writer_rests_ = false;
  bool stopping_ = false;  // nothing more is submitted
  bool written_all_ = false;
  std::condition_variable to_write_;
  std::condition_variable to_settle_;
  std::thread settler_;
  std::thread writer_;
};

}  // namespace keyglass::storage
