// What must be in a store after its process was killed, judged by what the load had announced.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "faults/attempt.hpp"
#include "storage/change_feed.hpp"
#include "storage/store.hpp"

namespace keyglass::test {

// Remembers the store between one kill and the next. One thread. Whatever does not hold is one line of
// problems(), which name the key; a round that gave none was sound.
class Witness {
 public:
  // Judges the store as it was opened after a run whose lines were `account`, and takes what is there as the
  // ground of the next run.
  void judge(storage::Store& store, const Account& account);

  const std::vector<std::string>& problems() const { return problems_; }
  std::uint64_t newest_revision() const { return newest_revision_; }
  // Of attempts that had no answer when the process died: how many had happened all the same, and how many
  // had not. Both should occur, or the kills were not at interesting moments.
  std::uint64_t open_and_kept() const { return open_and_kept_; }
  std::uint64_t open_and_lost() const { return open_and_lost_; }

 private:
  using Entries = std::map<std::string, storage::Entry>;

  Entries read_all(storage::Store& store);
  void judge_key(const std::string& key, const Account& account, const Entries& now);
  void judge_present(const storage::Entry& entry, const Account& account);
  void judge_attempts(const Account& account, const Entries& now);
  void judge_groups(const Entries& now);
  void judge_counters(const Account& account, const Entries& now);
  void judge_revisions(storage::Store& store, const Account& account, const Entries& now);
  std::uint64_t newest_of(storage::Store& store);
  void judge_feed(storage::Store& store, const Account& account, const Entries& now);
  void judge_stats(storage::Store& store);
  std::vector<storage::Change> read_feed(storage::Store& store);
  void replay(const std::vector<storage::Change>& changes, const Entries& now);
  void problem(const std::string& text) { problems_.push_back(text); }

  Entries ground_;  // entries when the run began
  std::uint64_t newest_revision_ = 0;
  std::uint64_t open_and_kept_ = 0;
  std::uint64_t open_and_lost_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace keyglass::test
