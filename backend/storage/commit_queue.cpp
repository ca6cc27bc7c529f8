// Commits that share a write: see commit_queue.hpp.
#include "storage/commit_queue.hpp"

#include <cassert>
#include <exception>
#include <utility>

namespace keyglass::storage {
namespace {

std::size_t bytes_of(const WriteBatch& batch) {
  std::size_t bytes = 0;
  for (const Write& write : batch.writes) {
    if (const auto* put = std::get_if<Put>(&write)) {
      bytes += put->key.size() + put->value.size();
    } else {
      bytes += std::get<Delete>(write).key.size();
    }
  }
  return bytes;
}

Error ended_early(const char* reason) {
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = std::string("a write ended early, it may or may not have happened: ") + reason;
  return error;
}

}  // namespace

CommitQueue::CommitQueue(CommitGroup commit_group, CommitGroupBounds bounds)
    : commit_group_(std::move(commit_group)), bounds_(bounds) {
  assert(bounds_.batches_max > 0);
  // From here on taking a group allocates nothing: a leader that threw there would leave the others waiting.
  group_.reserve(bounds_.batches_max);
}

CommitQueue::~CommitQueue() {
  assert(waiting_.empty());
}

Result<Commit> CommitQueue::commit(const WriteBatch& batch) {
  Waiter self{&batch, std::nullopt, {}};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&self);
  self.woken.wait(lock, [&] { return self.result || waiting_.front() == &self; });
  if (!self.result) lead(lock);
  return std::move(*self.result);
}

std::size_t CommitQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void CommitQueue::lead(std::unique_lock<std::mutex>& lock) {
  take_group();
  lock.unlock();
  std::vector<Result<Commit>> results = commit_group();
  lock.lock();
  // Woken under the lock: a waiter, and what wakes it, is gone as soon as it has its result and the lock.
  for (Result<Commit>& result : results) {
    Waiter& waiter = *waiting_.front();
    waiting_.pop_front();
    waiter.result = std::move(result);
    waiter.woken.notify_one();
  }
  if (!waiting_.empty()) waiting_.front()->woken.notify_one();
}

void CommitQueue::take_group() {
  group_.clear();
  std::size_t bytes = 0;
  for (const Waiter* waiter : waiting_) {
    bytes += bytes_of(*waiter->batch);
    const bool full = group_.size() == bounds_.batches_max || bytes > bounds_.bytes_max;
    if (full && !group_.empty()) return;
    group_.push_back(waiter->batch);
  }
}

std::vector<Result<Commit>> CommitQueue::commit_group() const {
  try {
    std::vector<Result<Commit>> results = commit_group_(group_);
    assert(results.size() == group_.size());
    return results;
  } catch (const std::exception& thrown) {
    return {group_.size(), ended_early(thrown.what())};
  }
}

}  // namespace keyglass::storage
