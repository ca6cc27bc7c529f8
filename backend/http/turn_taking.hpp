// When a loop lets other threads run before it waits again.
#pragma once

#include <chrono>

namespace keyglass::http {

// A loop that waits is put to sleep and woken for the next request, which costs as much as answering it.
// Where little was ready, whoever sends runs on this very processor most likely: after one turn of theirs
// several requests are there at once. Beside threads that only reckon a turn lasts milliseconds, so none is
// given for a while once one took long; nor where other threads of ours prepare answers, which a turn would
// hold up. Not for several threads at once.
class TurnTaking {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `ready` is how many events the last wait brought, `now` when. May last as long as others reckon.
  void yield(int ready, Time now);

  // Whether a turn would be given: some events, but few, and no long turn lately.
  bool is_due(int ready, Time now) const { return ready > 0 && ready < few && now >= rests_until_; }
  // A turn lasted from `begin` to `end`.
  void ended(Time begin, Time end) {
    if (end - begin > long_turn) rest_from(end);
  }
  // No turn for a while.
  void rest_from(Time now) { rests_until_ = now + rest; }

  static constexpr int few = 4;
  static constexpr std::chrono::microseconds long_turn{2000};
  static constexpr std::chrono::milliseconds rest{100};

 private:
  Time rests_until_{};
};

}  // namespace keyglass::http
