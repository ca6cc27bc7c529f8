// One client that watches: see watcher.hpp.
#include "http/watcher.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "http/watch_hub.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t taken_bytes = 64 * 1024;    // at a time
constexpr std::size_t replay_bytes = 256 * 1024;  // that wait; beyond, a replay pauses

// Milliseconds before a browser comes back: many that were cut at once should not all come at once.
constexpr std::string_view first_line = "retry: 2000";

}  // namespace

Watcher::Watcher(WatchHub& hub, WatchRequest request, service::Permit permit)
    : hub_(hub),
      request_{request.prefix, request.with_values, request.since, nullptr},
      walk_{std::move(request.snapshot), {}},
      position_(walk_.snapshot ? 0 : request.since),
      permit_(std::move(permit)) {}

void Watcher::start(bool chunked, Wake wake) {
  chunked_ = chunked;
  wake_ = std::move(wake);
  frames_.push_back(frame_without_event(first_line, position_));
  waiting_ = frames_.back()->size;
  hub_.enter(shared_from_this());
}

void Watcher::push(const SharedFrame& frame, std::size_t bytes_max) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (state_ != State::open) return;
    first = frames_.empty();
    if (waiting_ >= bytes_max) {
      end(State::broken);
      hub_.figures().dropped.fetch_add(1, std::memory_order_relaxed);
      first = true;
    } else {
      frames_.push_back(frame);
      waiting_ += frame->size;
    }
  }
  if (first) wake_();
}

void Watcher::push_news(const SharedFrame& frame) {
  push(frame, hub_.options().waiting_bytes_max);
}

void Watcher::push_past(const SharedFrame& frame) {
  push(frame, std::numeric_limits<std::size_t>::max());
}

void Watcher::break_off() {
  {
    const std::lock_guard lock(mutex_);
    end(State::broken);
  }
  wake_();
}

bool Watcher::is_over() const {
  const std::lock_guard lock(mutex_);
  return state_ != State::open;
}

bool Watcher::pause_if_full() {
  const std::lock_guard lock(mutex_);
  paused_ = state_ == State::open && waiting_ >= replay_bytes;
  return paused_;
}

// What has been begun is sent to its end, if the end is in order. Needs the lock.
void Watcher::end(State how) {
  if (state_ == State::broken) return;
  state_ = how;
  const bool keeps_first = how == State::ended && taken_ > 0;
  while (frames_.size() > (keeps_first ? 1u : 0u)) frames_.pop_back();
  if (!keeps_first) taken_ = 0;
  waiting_ = frames_.empty() ? 0 : frames_.front()->size;
}

// False: there is none, or none may be sent. Needs the lock.
bool Watcher::begin_frame() {
  if (frames_.empty()) return false;
  if (taken_ > 0) return true;
  if (!permit_.holds()) end(State::ended);
  if (state_ != State::open) return false;
  hub_.figures().events.fetch_add(frames_.front()->event_count, std::memory_order_relaxed);
  return true;
}

EventSource::State Watcher::take(std::string& bytes) {
  bool goes_on = false;
  State state = State::open;
  {
    const std::lock_guard lock(mutex_);
    while (bytes.size() < taken_bytes && begin_frame()) {
      const std::string_view frame = frames_.front()->bytes(chunked_);
      const std::string_view part = frame.substr(taken_, taken_bytes - bytes.size());
      bytes += part;
      taken_ += part.size();
      if (taken_ < frame.size()) continue;
      waiting_ -= frames_.front()->size;
      sent_ = std::max(sent_, frames_.front()->last_id);
      frames_.pop_front();
      taken_ = 0;
    }
    goes_on = paused_ && state_ == State::open && waiting_ < replay_bytes;
    if (goes_on) paused_ = false;
    state = state_ == State::ended && !frames_.empty() ? State::open : state_;
  }
  if (goes_on) hub_.replay(shared_from_this());
  return state;
}

// The position is read first: all up to it has been pushed, and so, if nothing waits, sent.
void Watcher::keep_alive(std::string& bytes) {
  const bool live = live_;
  const std::uint64_t told = live ? hub_.told() : 0;
  const std::uint64_t position = std::max(told, position_.load());
  const std::lock_guard lock(mutex_);
  if (!permit_.holds()) end(State::ended);
  if (state_ != State::open || !frames_.empty()) return;
  // What was pushed last may be on its way before the hub has said that it was told.
  bytes += frame_without_event(": keep-alive", std::max(position, sent_))->bytes(chunked_);
}

void Watcher::finish() {
  const std::lock_guard lock(mutex_);
  if (state_ == State::open) end(State::ended);
}

void Watcher::close() {
  {
    const std::lock_guard lock(mutex_);
    taken_ = 0;
    end(State::ended);
  }
  hub_.leave(shared_from_this());
}

}  // namespace keyglass::http
