// What a store must hold after the same operations, in plain maps: slow, whole, and made without a look at
// any engine. It keeps every state there ever was.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "storage/history.hpp"
#include "storage/store.hpp"

namespace keyglass::test {

// Entries by key. Their ETags are what the store said: the model does not make any.
using State = std::map<std::string, storage::Entry>;

class Model {
 public:
  // Whether every condition of `batch` holds.
  bool allows(const storage::WriteBatch& batch, std::int64_t now_ms) const;
  // Carries out a batch that it allows. `commit` is what the store said it did: its outcomes and revision are
  // checked (the test fails if they are wrong), and its ETags are learned.
  void apply(const storage::WriteBatch& batch, const storage::Commit& commit, std::int64_t now_ms,
             const storage::Capabilities& promises);
  // Removes entries that must be due, as one commit.
  void expire(const std::set<std::string>& keys, std::int64_t now_ms);

  std::uint64_t revision() const { return states_.size() - 1; }
  // What readers see.
  State visible(std::int64_t now_ms) const;
  // Everything stored once commit `revision` had happened, also what has expired.
  const State& at(std::uint64_t revision) const { return states_.at(revision); }
  std::size_t due(std::int64_t now_ms) const { return at(revision()).size() - visible(now_ms).size(); }
  // Of every commit in order, within it by key.
  const std::vector<storage::Version>& changes() const { return changes_; }
  // Newest first.
  std::vector<storage::Version> versions(const std::string& key) const;

 private:
  void finish(State state, std::vector<storage::Version> changes);

  std::vector<State> states_ = {{}};  // by revision
  std::vector<storage::Version> changes_;
};

// What a listing must show: `state` restricted and folded as `query` says, without regard to pages.
struct Listing {
  std::vector<std::string> keys;
  std::vector<std::string> prefixes;
  bool operator==(const Listing&) const = default;
};
Listing listing_of(const State& state, const storage::ScanQuery& query);

// Whether metadata agrees in everything that `promises` keeps, ETags included.
bool same_metadata(const KeyMetadata& left, const KeyMetadata& right, const storage::Capabilities& promises);

}  // namespace keyglass::test
