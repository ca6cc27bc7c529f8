// The optional part of a Store that tells every change once, in order and without a gap.
// Any thread may call any method.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "storage/history.hpp"

namespace keyglass::storage {

// What a commit did to one key; a commit gives one change for each key it changed.
struct Change {
  Version version;    // version.metadata.revision is the commit's
  std::string value;  // of a put, if asked for
  bool has_value =
      false;  // false also where the value is no longer kept: then a newer change of the key follows
};

struct ChangeQuery {
  std::uint64_t since = 0;  // only commits after this one
  std::string prefix;
  // >= 1 changes; a page always holds whole commits, so it may hold more. It ends early where values or
  // changes beside the prefix are many: only ChangePage::more says that it was the last.
  std::size_t limit = 1000;
  bool with_values = false;
};

struct ChangePage {
  std::vector<Change> changes;  // by revision, then by key
  std::uint64_t upto = 0;       // every matching change of the commits since..upto is here: the next `since`
  bool more = false;            // commits after `upto` were there already
};

class ChangeFeed {
 public:
  virtual ~ChangeFeed() = default;
  // Fails with compacted (Error::revision: the smallest `since` that works) if changes after `since` were
  // dropped, and with invalid (field "since") if that commit has not happened yet.
  virtual Result<ChangePage> changes(const ChangeQuery& query) const = 0;

  // Calls `on_commit` with the newest revision after each group of commits that can be read, on the thread
  // that committed; it must be quick, must not throw and must not call the store. Calls stop when the
  // returned object is destroyed (which waits for a running call); it must not outlive the store.
  using OnCommit = std::function<void(std::uint64_t newest_revision)>;
  class Subscription {
   public:
    virtual ~Subscription() = default;
  };
  virtual std::unique_ptr<Subscription> subscribe(OnCommit on_commit) = 0;
};

}  // namespace keyglass::storage
