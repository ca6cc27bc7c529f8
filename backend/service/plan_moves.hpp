// Which selected keys others changed since a plan was made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/selection.hpp"
#include "storage/change_feed.hpp"

namespace keyglass::service {

// The first keys that a plan or an answer names.
inline constexpr std::size_t plan_keys_shown = 20;

struct Moves {
  std::uint64_t count = 0;        // of keys; counting ends at 10,000
  std::vector<std::string> keys;  // the first plan_keys_shown of them, in the order of their changes
};

// What happened to selected keys in the commits after `since`. An entry that expired by itself did not move:
// that was known before. Fails as ChangeFeed::changes() does.
Result<Moves> moves_since(const storage::ChangeFeed& feed, const Selection& selection, std::uint64_t since);

// What they refuse: precondition_failed, naming the first of at least one.
Error moved_error(const Moves& moves);

// Of a failure of moves_since(): a plan cannot be shown to be true any more where changes are forgotten.
Error pin_error(Error error);

}  // namespace keyglass::service
