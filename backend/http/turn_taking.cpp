// See turn_taking.hpp.
#include "http/turn_taking.hpp"

#include <thread>

namespace keyglass::http {

void TurnTaking::yield(int ready, Time now) {
  if (!is_due(ready, now)) return;
  const Time begin = std::chrono::steady_clock::now();
  std::this_thread::yield();
  ended(begin, std::chrono::steady_clock::now());
}

}  // namespace keyglass::http
