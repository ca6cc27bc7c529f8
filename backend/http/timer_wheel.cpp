// Deadlines: see timer_wheel.hpp.
#include "http/timer_wheel.hpp"

#include <algorithm>

namespace keyglass::http {

TimerWheel::TimerWheel(Time now) : begin_(now) {
  for (Timer& head : slots_) head.next_ = head.previous_ = &head;
}

// Rounded up: the wheel is at this tick only once `time` has passed.
std::uint64_t TimerWheel::tick_of(Time time) const {
  return time <= begin_ ? 0 : static_cast<std::uint64_t>((time - begin_ + tick - Time::duration(1)) / tick);
}

void TimerWheel::link(Timer& timer) {
  // Beyond one turn of the wheel it is looked at early, and put off again.
  timer.tick_ = std::clamp(tick_of(timer.due_), now_tick_ + 1, now_tick_ + slot_count - 1);
  Timer& head = slots_[timer.tick_ % slot_count];
  timer.next_ = &head;
  timer.previous_ = head.previous_;
  head.previous_->next_ = &timer;
  head.previous_ = &timer;
}

void TimerWheel::unlink(Timer& timer) {
  timer.next_->previous_ = timer.previous_;
  timer.previous_->next_ = timer.next_;
  timer.next_ = timer.previous_ = nullptr;
}

void TimerWheel::set(Timer& timer, Time due) {
  timer.due_ = due;
  if (timer.next_ != nullptr) {
    if (timer.tick_ <= tick_of(due)) return;
    unlink(timer);
  } else {
    ++count_;
  }
  link(timer);
}

void TimerWheel::cancel(Timer& timer) {
  if (timer.next_ == nullptr) return;
  unlink(timer);
  --count_;
}

void TimerWheel::expire(Time now, const std::function<void(Timer&)>& on_due) {
  const std::uint64_t reached = now <= begin_ ? 0 : static_cast<std::uint64_t>((now - begin_) / tick);
  if (reached - now_tick_ > slot_count) now_tick_ = reached - slot_count;
  while (now_tick_ < reached) {
    ++now_tick_;
    Timer& head = slots_[now_tick_ % slot_count];
    while (head.next_ != &head) {
      Timer& timer = *head.next_;
      unlink(timer);
      if (timer.due_ > now) {
        link(timer);
        continue;
      }
      --count_;
      on_due(timer);
    }
  }
}

}  // namespace keyglass::http
