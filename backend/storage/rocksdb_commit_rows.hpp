// The rows that a group of commits writes to RocksDB, in every family, as one write batch.
#pragma once

#include <rocksdb/write_batch.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/commit_plan.hpp"
#include "storage/rocksdb_reads.hpp"

namespace keyglass::storage {

// What one commit may write and remove at most, keys and values: all of it is in memory at once, and RocksDB
// takes less than 4 GiB.
inline constexpr std::uint64_t commit_bytes_max = 2u << 30;

// For one thread and one group. Nothing else may write to the store meanwhile; what is planned must outlive
// it.
class RocksdbCommitRows {
 public:
  struct Base {
    HistoryRetention retention;
    std::int64_t now_ms = 0;
    Totals totals;       // before the group
    HeldSnapshot state;  // that it is planned on; nullptr: the newest
  };
  RocksdbCommitRows(const RocksdbFiles& files, Base base);
  ~RocksdbCommitRows();

  // CommitBase::find for the store as it was before the group. Remembers what it read: add() needs it.
  Result<std::optional<KeyMetadata>> find(std::string_view key);
  // Adds what `plan`, made on this group so far, changes and `notes` say: all of it or, failing with
  // too_large, unavailable or invalid, nothing.
  Status add(const CommitPlan& plan, const std::vector<Note>& notes);
  // Adds what the group as a whole changes, after the last add().
  Status finish();

  const Totals& totals() const { return totals_; }  // once the group is written
  std::size_t bytes() const { return batch_.GetDataSize(); }
  bool empty() const { return batch_.Count() == 0; }
  rocksdb::WriteBatch& batch() { return batch_; }
  // The key of the first expiry row put; nullopt: there is none.
  const std::optional<std::string>& first_expiry_row() const { return first_expiry_row_; }

 private:
  // The record under a key as the group has left it so far.
  struct Current {
    bool present = false;
    rocksdb::PinnableSlice stored;  // all of it, if the group has not written it
    std::string head;               // else this …
    std::string_view value;         // … and this
    std::uint64_t removal = 0;      // by a commit of this group: its revision

    std::string_view head_bytes() const { return head.empty() ? view(stored) : std::string_view(head); }
  };

  Status check_size(const CommitPlan& plan, const std::vector<Note>& notes) const;
  Status add_notes(const std::vector<Note>& notes);
  Status add_write(const PlannedWrite& write);
  // The version that `write` replaces goes into the history, its row of expiry goes.
  rocksdb::Status retire(const PlannedWrite& write);
  rocksdb::Status put(const PlannedWrite& write, std::uint64_t predecessor);
  rocksdb::Status remove(const PlannedWrite& write);
  rocksdb::Status add_changes(const CommitPlan& plan);
  // Takes `plan` into the totals and the current records, once its rows are in the batch.
  void accept(const CommitPlan& plan);
  // The version that a put of this key follows. 0: none is known.
  Result<std::uint64_t> predecessor_of(const PlannedWrite& write);
  Result<std::uint64_t> newest_removal(std::string_view key);
  bool keeps_history() const { return retention_.versions_max > 0 && retention_.hours_max > 0; }

  const RocksdbFiles& files_;
  const HistoryRetention retention_;
  const std::int64_t now_ms_;
  const HeldSnapshot state_;
  Totals totals_;
  rocksdb::WriteBatch batch_;
  std::unordered_map<std::string_view, Current> current_;  // keys are views into what is planned
  std::vector<std::string> heads_;                         // of the newest plan's puts, in order
  std::unique_ptr<rocksdb::Iterator> history_rows_;        // made when the first key's past is asked for
  std::optional<std::string> first_expiry_row_;
};

}  // namespace keyglass::storage
