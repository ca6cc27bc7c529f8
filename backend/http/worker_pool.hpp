// A fixed number of threads for work that may block, with a bounded queue before them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace keyglass::http {

// Any thread may call any method but the constructor and the destructor.
class WorkerPool {
 public:
  // Must not throw.
  using Job = std::function<void()>;

  // thread_count >= 1. Jobs beyond those that run wait, at most `waiting_max`. Throws std::system_error if
  // the system has no threads left.
  WorkerPool(std::size_t thread_count, std::size_t waiting_max);
  // As stop().
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False: too many wait, or the pool has stopped; `job` will not run.
  bool post(Job job);
  // Drops what waits, and waits for what runs.
  void stop();

 private:
  void work();

  const std::size_t waiting_max_;
  std::mutex mutex_;  // protects what follows
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace keyglass::http
