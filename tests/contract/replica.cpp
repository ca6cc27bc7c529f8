// A copy of a store that follows its change feed: see replica.hpp.
#include "replica.hpp"

#include <catch2/catch_test_macros.hpp>

namespace keyglass::test {

void Replica::follow(const storage::ChangeFeed& feed, std::size_t limit) {
  bool more = true;
  while (more) {
    const auto page = feed.changes({since_, "", limit, true});
    INFO((page ? "" : page.error().message));
    REQUIRE(page);
    std::uint64_t newest = since_;
    for (const auto& change : page.value().changes) {
      REQUIRE(change.version.metadata.revision >= newest);
      REQUIRE(change.version.metadata.revision > since_);
      newest = change.version.metadata.revision;
      carry_out(change);
    }
    REQUIRE(page.value().upto >= newest);
    more = page.value().more;
    if (more) REQUIRE(page.value().upto > since_);
    since_ = page.value().upto;
  }
  REQUIRE(without_value_.empty());
}

void Replica::carry_out(const storage::Change& change) {
  const std::string& key = change.version.metadata.key;
  if (change.version.kind == storage::ChangeKind::put && !change.has_value) {
    without_value_.insert(key);
    return;
  }
  without_value_.erase(key);
  if (change.version.kind == storage::ChangeKind::put) {
    state_[key] = {change.version.metadata, change.value};
  } else {
    state_.erase(key);
  }
}

}  // namespace keyglass::test
