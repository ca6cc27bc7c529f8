// Work for an event loop: see mailbox.hpp.
#include "http/mailbox.hpp"

#include <unistd.h>

#include <cstdint>
#include <utility>

namespace keyglass::http {

bool Mailbox::post(Task task) {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  tasks_.push_back(std::move(task));
  if (tasks_.size() > 1) return true;  // the signal is still up
  constexpr std::uint64_t one = 1;
  // Cannot fail: the counter is far from its end.
  [[maybe_unused]] const auto written = ::write(signal_.get(), &one, sizeof one);
  return true;
}

std::vector<Task> Mailbox::take() {
  const std::lock_guard lock(mutex_);
  std::uint64_t count = 0;
  [[maybe_unused]] const auto read = ::read(signal_.get(), &count, sizeof count);
  return std::exchange(tasks_, {});
}

void Mailbox::close() {
  std::vector<Task> dropped;  // destroyed after the lock is let go: what they hold may post in its end
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    dropped.swap(tasks_);
  }
}

}  // namespace keyglass::http
