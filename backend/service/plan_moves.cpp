// Changes under a plan: see plan_moves.hpp.
#include "service/plan_moves.hpp"

#include <unordered_set>
#include <utility>

namespace keyglass::service {

Result<Moves> moves_since(const storage::ChangeFeed& feed, const Selection& selection, std::uint64_t since) {
  constexpr std::size_t counted_max = 10'000;
  storage::ChangeQuery query;
  query.since = since;
  query.prefix = common_prefix(selection);
  Moves moves;
  std::unordered_set<std::string> seen;
  bool more = true;
  while (more && seen.size() < counted_max) {
    auto page = feed.changes(query);
    if (!page) return page.error();
    for (storage::Change& change : page.value().changes) {
      const std::string& key = change.version.metadata.key;
      if (change.version.kind == storage::ChangeKind::expired || !selects(selection, key)) continue;
      if (!seen.insert(key).second) continue;
      if (moves.keys.size() < plan_keys_shown) moves.keys.push_back(key);
    }
    query.since = page.value().upto;
    more = page.value().more;
  }
  moves.count = seen.size();
  return moves;
}

Error moved_error(const Moves& moves) {
  Error error;
  error.code = ErrorCode::precondition_failed;
  error.message = std::to_string(moves.count) + " of the selected keys changed meanwhile, \"" +
                  moves.keys.front() + "\" for one; nothing was done: make a new plan";
  error.key = moves.keys.front();
  return error;
}

Error pin_error(Error error) {
  if (error.code != ErrorCode::compacted) return error;
  error.code = ErrorCode::precondition_failed;
  error.message =
      "the changes since the plan's revision are no longer kept; nothing was done: make a new plan";
  return error;
}

}  // namespace keyglass::service
