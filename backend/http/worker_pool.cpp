// Threads for work that may block: see worker_pool.hpp.
#include "http/worker_pool.hpp"

#include <utility>

namespace keyglass::http {

WorkerPool::WorkerPool(std::size_t thread_count, std::size_t waiting_max) : waiting_max_(waiting_max) {
  threads_.reserve(thread_count);
  for (std::size_t i = 0; i < thread_count; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
  stop();
}

bool WorkerPool::post(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_ || waiting_.size() >= waiting_max_) return false;
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void WorkerPool::stop() {
  std::deque<Job> dropped;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    dropped.swap(waiting_);
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
    if (stopped_) return;
    {
      const Job job = std::exchange(waiting_.front(), {});
      waiting_.pop_front();
      lock.unlock();
      job();
    }  // what it held goes without the lock, too
    lock.lock();
  }
}

}  // namespace keyglass::http
