// Bytes between a loop and a worker: see byte_pipe.hpp.
#include "http/byte_pipe.hpp"

#include <utility>

namespace keyglass::http {

bool BytePipe::write(std::string_view bytes) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return state_ != State::open || bytes_.size() < bytes_max_; });
  if (state_ != State::open) return false;
  const bool first = bytes_.empty();
  bytes_.append(bytes);
  lock.unlock();
  if (first && !bytes.empty()) wake_();
  return true;
}

BytePipe::State BytePipe::read(std::string& bytes) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return state_ != State::open || !bytes_.empty(); });
  const bool was_full = bytes_.size() >= bytes_max_;
  const State state = take(bytes);
  lock.unlock();
  if (was_full) wake_();
  return state;
}

void BytePipe::finish(State how) {
  {
    const std::lock_guard lock(mutex_);
    if (state_ == State::open) state_ = how;
  }
  wake_();
}

bool BytePipe::offer(std::string_view bytes) {
  bool room = false;
  {
    const std::lock_guard lock(mutex_);
    if (state_ == State::open) bytes_.append(bytes);
    room = bytes_.size() < bytes_max_;
  }
  changed_.notify_one();
  return room;
}

void BytePipe::end_input() {
  {
    const std::lock_guard lock(mutex_);
    if (state_ == State::open) state_ = State::ended;
  }
  changed_.notify_one();
}

BytePipe::State BytePipe::poll(std::string& bytes) {
  State state = State::open;
  {
    const std::lock_guard lock(mutex_);
    state = take(bytes);
  }
  changed_.notify_one();
  return state;
}

bool BytePipe::full() const {
  const std::lock_guard lock(mutex_);
  return bytes_.size() >= bytes_max_;
}

void BytePipe::break_off() {
  {
    const std::lock_guard lock(mutex_);
    state_ = State::broken;
    bytes_.clear();
  }
  changed_.notify_all();
}

// What came before the end is still given out, and the end only after it. Needs the lock.
BytePipe::State BytePipe::take(std::string& bytes) {
  bytes = std::exchange(bytes_, {});
  return bytes.empty() || state_ == State::broken ? state_ : State::open;
}

}  // namespace keyglass::http
