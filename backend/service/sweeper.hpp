// Removes entries whose time has come, in the background. Readers do not wait for it: an expired entry is
// absent from every read already; sweeping frees its room and tells watchers.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "storage/store.hpp"

namespace keyglass::service {

// Called on the sweeper's thread: the error when sweeping begins to fail or fails otherwise than before,
// nullptr once it works again.
using SweepReport = std::function<void(const Error* error)>;

// One step after another: what the thread does, without the thread. One thread.
class SweepSteps {
 public:
  // `store` must outlive this.
  SweepSteps(storage::Store& store, SweepReport report);

  // Removes one batch; returns how long to leave the store alone before the next.
  std::chrono::milliseconds step();

 private:
  storage::Store& store_;
  const SweepReport report_;
  std::optional<Error> failing_;  // what was reported last
};

class Sweeper {
 public:
  // Begins at once. `store` must outlive the sweeper.
  Sweeper(storage::Store& store, SweepReport report);
  // Waits for a running step.
  ~Sweeper();
  Sweeper(const Sweeper&) = delete;
  Sweeper& operator=(const Sweeper&) = delete;

 private:
  void run();

  SweepSteps steps_;
  std::mutex mutex_;
  bool stopping_ = false;  // protected by mutex_
  std::condition_variable stop_asked_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace keyglass::service
