// A copy of a store that learns everything from the change feed alone.
#pragma once

#include <cstdint>

#include "model.hpp"
#include "storage/change_feed.hpp"

namespace keyglass::test {

class Replica {
 public:
  // Begins after commit `since`, with what was there then.
  explicit Replica(std::uint64_t since = 0, State state = {}) : since_(since), state_(std::move(state)) {}

  // Reads changes by pages of about `limit` until there are no more, and carries them out. Fails the test if
  // they come out of order, or if a value is missing that no newer change makes up for.
  void follow(const storage::ChangeFeed& feed, std::size_t limit);

  std::uint64_t since() const { return since_; }
  // Everything stored, also what has expired and is not swept.
  const State& state() const { return state_; }

 private:
  void carry_out(const storage::Change& change);

  std::uint64_t since_;
  State state_;
  std::set<std::string> without_value_;  // their values were no longer kept: a newer change must follow
};

}  // namespace keyglass::test
