// Commits that share a write: see commit_queue.hpp.
#include "storage/commit_queue.hpp"

#include <cassert>
#include <exception>
#include <memory>
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
  for (const Note& note : batch.notes) bytes += note.name.size() + (note.bytes ? note.bytes->size() : 0);
  return bytes;
}

std::size_t bytes_of(const CommitRequest& request) {
  const auto* const batch = std::get_if<const WriteBatch*>(&request);
  return batch == nullptr ? 0 : bytes_of(**batch);
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
  own_ = std::thread([this] { lead_submitted(); });
}

CommitQueue::~CommitQueue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  submitted_.notify_one();
  own_.join();
  assert(waiting_.empty());
}

Result<Commit> CommitQueue::commit(CommitRequest request) {
  Item self{request, bytes_of(request), {}, {}, {}, {}};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&self);
  self.woken.wait(lock, [&] { return self.result || waiting_.front() == &self; });
  if (!self.result) lead(lock);
  return std::move(*self.result);
}

void CommitQueue::submit(WriteBatch batch, CommitDone done) {
  assert(done);
  auto item = std::make_unique<Item>();
  item->batch = std::move(batch);
  item->done = std::move(done);
  item->request = &item->batch;
  item->bytes = bytes_of(item->batch);
  const std::lock_guard lock(mutex_);
  waiting_.push_back(item.release());
  if (waiting_.size() == 1) wake_front();
}

std::size_t CommitQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void CommitQueue::lead(std::unique_lock<std::mutex>& lock) {
  take_group();
  lock.unlock();
  std::vector<std::unique_ptr<Item>> submitted;
  submitted.reserve(group_.size());  // before the write: afterwards nothing may fail
  std::vector<Result<Commit>> results = commit_group();
  lock.lock();
  // Woken under the lock: a waiter, and what wakes it, is gone as soon as it has its result and the lock.
  for (Result<Commit>& result : results) {
    Item& item = *waiting_.front();
    waiting_.pop_front();
    item.result = std::move(result);
    if (item.done) {
      submitted.emplace_back(&item);
    } else {
      item.woken.notify_one();
    }
  }
  wake_front();
  if (submitted.empty()) return;
  lock.unlock();
  for (const auto& item : submitted) item->done(std::move(*item->result));
  lock.lock();
}

void CommitQueue::wake_front() {
  if (waiting_.empty()) return;
  Item& front = *waiting_.front();
  (front.done ? submitted_ : front.woken).notify_one();
}

void CommitQueue::lead_submitted() {
  std::unique_lock lock(mutex_);
  const auto leads = [this] { return !waiting_.empty() && waiting_.front()->done; };
  while (true) {
    submitted_.wait(lock, [&] { return leads() || stopping_; });
    if (!leads()) return;
    lead(lock);
  }
}

void CommitQueue::take_group() {
  group_.clear();
  std::size_t bytes = 0;
  for (const Item* item : waiting_) {
    bytes += item->bytes;
    const bool full = group_.size() == bounds_.batches_max || bytes > bounds_.bytes_max;
    if (full && !group_.empty()) return;
    group_.push_back(item->request);
  }
}

std::vector<Result<Commit>> CommitQueue::commit_group() const {
  try {
    std::vector<Result<Commit>> results = commit_group_(group_);
    assert(!results.empty() && results.size() <= group_.size());
    return results;
  } catch (const std::exception& thrown) {
    return {group_.size(), ended_early(thrown.what())};
  }
}

}  // namespace keyglass::storage
