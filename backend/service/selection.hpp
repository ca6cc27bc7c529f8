// Which entries a request is about, and a walk over them as they were at one moment.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/access.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

// Entries whose key begins with `prefix` and matches `glob`, where these are not empty; or exactly `keys`,
// where those are not.
struct Selection {
  std::string prefix;
  std::string glob;
  std::vector<std::string> keys;  // sorted, each once; then prefix and glob are empty
};

// Fails with invalid, naming the field, for a broken glob or key. Sorts the keys and drops repetitions.
Result<Selection> checked_selection(Selection selection);

bool selects(const Selection& selection, std::string_view key);

// Whether `access` reaches whatever it may select. Fails with forbidden.
Status check_selection(const Access& access, const Selection& selection);

// A prefix that all selected keys have: what narrows a scan.
std::string common_prefix(const Selection& selection);

// The selected entries of a snapshot, page by page in the snapshot's order. One thread. `selection` and
// `snapshot` must outlive the walk.
class SelectionWalk {
 public:
  struct Options {
    std::size_t page_keys = 500;
    bool with_values = false;
  };

  SelectionWalk(const Selection& selection, const storage::Snapshot& snapshot, Options options);

  // The next entries, at most options.page_keys and about page_value_bytes_max of values; none may be among
  // them though at_end() is still false.
  Result<std::vector<storage::Entry>> next();
  bool at_end() const { return at_end_; }

 private:
  Result<std::vector<storage::Entry>> next_keys();

  const Selection& selection_;
  const storage::Snapshot& snapshot_;
  const Options options_;
  storage::ScanQuery query_;
  std::size_t next_key_ = 0;  // in selection_.keys
  bool at_end_ = false;
};

}  // namespace keyglass::service
