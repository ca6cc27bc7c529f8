// Waiting on a condition with a deadline: what tests do instead of sleeping.
#pragma once

#include <chrono>
#include <thread>

namespace keyglass::test {

// Long enough for a loaded machine under a sanitizer; a test that meets its condition never waits for it.
inline constexpr std::chrono::milliseconds patience{20'000};

// Asks `condition` every few milliseconds until it is true (then true) or `deadline` has passed (then false).
template <typename Condition>
[[nodiscard]] bool wait_until(Condition condition, std::chrono::milliseconds deadline = patience) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace keyglass::test
