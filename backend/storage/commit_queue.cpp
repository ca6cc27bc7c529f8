// Commits that share a write: see commit_queue.hpp.
#include "storage/commit_queue.hpp"

#include <cassert>
#include <exception>
#include <future>
#include <string>
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

Error ended_early(const std::string& reason) {
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = "a write ended early, it may or may not have happened: " + reason;
  return error;
}

}  // namespace

struct CommitQueue::Item {
  CommitRequest request;
  std::size_t bytes = 0;
  WriteBatch batch;  // of a submitted one
  CommitDone done;
};

CommitQueue::CommitQueue(GroupCommit& commits, CommitGroupBounds bounds)
    : commits_(commits), bounds_(bounds) {
  assert(bounds_.batches_max > 0);
  group_.reserve(bounds_.batches_max);
  settler_ = std::thread([this] { settle_groups(); });
  writer_ = std::thread([this] { write_groups(); });
}

CommitQueue::~CommitQueue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  to_write_.notify_one();
  writer_.join();
  settler_.join();
  assert(waiting_.empty() && unsettled_.empty());
}

Result<Commit> CommitQueue::commit(CommitRequest request) {
  // Shared: who keeps it may still be about that when its value is taken.
  const auto promise = std::make_shared<std::promise<Result<Commit>>>();
  auto item = std::make_unique<Item>();
  item->request = request;
  item->bytes = bytes_of(request);
  item->done = [promise](Result<Commit> result) { promise->set_value(std::move(result)); };
  enqueue(std::move(item));
  return promise->get_future().get();
}

void CommitQueue::submit(WriteBatch batch, CommitDone done) {
  assert(done);
  auto item = std::make_unique<Item>();
  item->batch = std::move(batch);
  item->done = std::move(done);
  item->request = &item->batch;
  item->bytes = bytes_of(item->batch);
  enqueue(std::move(item));
}

void CommitQueue::enqueue(std::unique_ptr<Item> item) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(item));
  wake_writer();
}

void CommitQueue::wake_writer() {
  if (writer_rests_ && may_write()) to_write_.notify_one();
}

std::size_t CommitQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size() + written_items_;
}

void CommitQueue::write_groups() {
  std::unique_lock lock(mutex_);
  while (true) {
    writer_rests_ = true;
    to_write_.wait(lock, [this] { return may_write() || (stopping_ && waiting_.empty()); });
    writer_rests_ = false;
    if (waiting_.empty()) break;
    write_front(lock);
    if (settling_) continue;  // who settles goes on with this group
    if (waiting_.empty() && unsettled_.back().items.size() == 1) {
      settle_written(lock);
    } else {
      to_settle_.notify_one();
    }
  }
  written_all_ = true;
  to_settle_.notify_one();
}

void CommitQueue::settle_groups() {
  std::unique_lock lock(mutex_);
  while (true) {
    to_settle_.wait(lock, [this] { return (!unsettled_.empty() && !settling_) || written_all_; });
    if (unsettled_.empty()) return;
    settle_written(lock);
  }
}

void CommitQueue::write_front(std::unique_lock<std::mutex>& lock) {
  take_group();
  lock.unlock();
  Unsettled written = write_group();
  lock.lock();
  const std::size_t taken = written.group->results.size();
  assert(taken > 0 && taken <= group_.size());
  for (std::size_t n = 0; n < taken; ++n) {
    written.items.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  written_items_ += taken;
  unsettled_.push_back(std::move(written));
}

void CommitQueue::settle_written(std::unique_lock<std::mutex>& lock) {
  settling_ = true;
  std::vector<Unsettled> written = std::exchange(unsettled_, {});
  settling_items_ = 0;
  for (const Unsettled& one : written) settling_items_ += one.items.size();
  wake_writer();
  lock.unlock();
  settle(written);
  lock.lock();
  written_items_ -= std::exchange(settling_items_, 0);
  wake_writer();
  lock.unlock();
  for (Unsettled& one : written) hand_out(one);
  lock.lock();
  settling_ = false;
}

void CommitQueue::settle(const std::vector<Unsettled>& written) {
  std::vector<WrittenGroup*> groups;
  for (const Unsettled& one : written) {
    if (!one.threw) groups.push_back(one.group.get());
  }
  try {
    commits_.settle(groups);
  } catch (const std::exception& thrown) {
    for (const Unsettled& one : written)
      one.group->results.assign(one.items.size(), ended_early(thrown.what()));
  }
}

void CommitQueue::hand_out(Unsettled& settled) {
  auto result = settled.group->results.begin();
  for (const auto& item : settled.items) item->done(std::move(*result++));
}

void CommitQueue::take_group() {
  group_.clear();
  std::size_t bytes = 0;
  for (const auto& item : waiting_) {
    bytes += item->bytes;
    const bool full = group_.size() == bounds_.batches_max || bytes > bounds_.bytes_max;
    if (full && !group_.empty()) return;
    group_.push_back(item->request);
  }
}

CommitQueue::Unsettled CommitQueue::write_group() {
  try {
    return {commits_.write(group_), {}};
  } catch (const std::exception& thrown) {
    auto failed = std::make_unique<WrittenGroup>();
    failed->results.assign(group_.size(), ended_early(thrown.what()));
    return {std::move(failed), {}, true};
  }
}

}  // namespace keyglass::storage
