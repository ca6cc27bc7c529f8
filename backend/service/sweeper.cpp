// Sweeping expired entries: see sweeper.hpp.
#include "service/sweeper.hpp"

#include <utility>

namespace keyglass::service {
namespace {

using std::chrono::milliseconds;

// Writers queue up behind one batch at most, about a millisecond, then have their turn.
constexpr std::size_t batch_entries = 100;
constexpr milliseconds idle_pause{500};
constexpr milliseconds busy_pause{1};  // a full batch means that more are due
constexpr milliseconds failed_pause{2'000};

}  // namespace

SweepSteps::SweepSteps(storage::Store& store, SweepReport report)
    : store_(store), report_(std::move(report)) {}

milliseconds SweepSteps::step() {
  const auto removed = store_.expire_due(batch_entries);
  if (!removed) {
    if (failing_ != removed.error()) {
      failing_ = removed.error();
      report_(&*failing_);
    }
    return failed_pause;
  }
  if (failing_) {
    failing_.reset();
    report_(nullptr);
  }
  return removed.value() < batch_entries ? idle_pause : busy_pause;
}

Sweeper::Sweeper(storage::Store& store, SweepReport report)
    : steps_(store, std::move(report)), thread_([this] { run(); }) {}

Sweeper::~Sweeper() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_asked_.notify_one();
  thread_.join();
}

void Sweeper::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const milliseconds pause = steps_.step();
    lock.lock();
    stop_asked_.wait_for(lock, pause, [this] { return stopping_; });
  }
}

}  // namespace keyglass::service
