// Deadlines of many things at little cost: one that is put off again and again, as every request of a
// connection does, costs an assignment (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", 1987).
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace keyglass::http {

// One thread. What is due is found up to one `tick` late, never early.
class TimerWheel {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::milliseconds tick{100};

  // A member of what has a deadline. Cancelled by its wheel before it goes.
  class Timer {
   public:
    Timer() = default;
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

   private:
    friend class TimerWheel;
    Time due_{};
    std::uint64_t tick_ = 0;  // when it is looked at, at the latest when it is due
    Timer* next_ = nullptr;
    Timer* previous_ = nullptr;
  };

  explicit TimerWheel(Time now);
  TimerWheel(const TimerWheel&) = delete;
  TimerWheel& operator=(const TimerWheel&) = delete;

  // From now on `timer` is due at `due`, and only then.
  void set(Timer& timer, Time due);
  // No effect on one that is not set.
  void cancel(Timer& timer);
  // Calls `on_due` for each timer whose time has come; it is not set then, and may be set again there.
  void expire(Time now, const std::function<void(Timer&)>& on_due);
  bool empty() const { return count_ == 0; }

 private:
  static constexpr std::size_t slot_count = 1024;

  std::uint64_t tick_of(Time time) const;
  void link(Timer& timer);
  static void unlink(Timer& timer);

  const Time begin_;
  std::uint64_t now_tick_ = 0;
  std::size_t count_ = 0;
  std::array<Timer, slot_count> slots_;  // heads of rings
};

}  // namespace keyglass::http
