// Checking a whole store: see rocksdb_check.hpp.
#include "storage/rocksdb_check.hpp"

#include <rocksdb/db.h>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "keyglass/key_rules.hpp"
#include "keyglass/limits.hpp"
#include "storage/acknowledged_mark.hpp"
#include "storage/rocksdb_reads.hpp"

namespace keyglass::storage {
namespace {

std::string at_revision(std::uint64_t revision) {
  return "revision " + std::to_string(revision);
}

// A server at work may remove a table while it is verified: how often that is put up with.
constexpr int vanished_max = 20;

// Everything in each file against its checksums: also what rows do not show, like indexes and filters.
rocksdb::Status verify_files(const RocksdbView& view) {
  return view.files.database->VerifyChecksum(rocksdb::ReadOptions());
}

// For one run over one view, of whose files `verified` tells.
class Checker {
 public:
  Checker(const RocksdbView& view, rocksdb::Status verified)
      : files_(view.files), verified_(std::move(verified)) {
    check_.format = view.format;
    check_.revision = files_.totals.revision;
    check_.feed_floor = files_.feed_floor;
  }

  StoreCheck run() {
    if (!verified_.ok()) fault("", "", "a file is damaged: " + verified_.ToString());
    each_row(entries_family, files_.families.entries,
             [this](auto key, auto bytes) { check_entry(key, bytes); });
    each_row(history_family, files_.families.history,
             [this](auto key, auto bytes) { check_version(key, bytes); });
    each_row(changes_family, files_.families.changes,
             [this](auto key, auto bytes) { check_changes(key, bytes); });
    each_row(expiry_family, files_.families.expiry,
             [this](auto key, auto bytes) { check_expiry(key, bytes); });
    each_row(notes_family, files_.families.notes, [this](auto key, auto) { check_note(key); });
    each_row("default", files_.database->DefaultColumnFamily(),
             [this](auto key, auto) { fault("default", key, "a row that is not Keyglass's"); });
    check_totals();
    return std::move(check_);
  }

 private:
  using Row = std::function<void(std::string_view key, std::string_view bytes)>;

  void fault(std::string_view family, std::string_view key, std::string what);
  void fault(const Error& error, std::string_view family, std::string_view key);
  void each_row(const char* family, rocksdb::ColumnFamilyHandle* handle, const Row& row);
  void check_entry(std::string_view key, std::string_view bytes);
  void check_is_indexed(std::string_view key, const Record& record);
  void check_is_told(std::string_view key, const Record& record);
  void check_version(std::string_view row_key, std::string_view bytes);
  void check_changes(std::string_view row_key, std::string_view bytes);
  void check_change(const StoredChange& change);
  void check_expiry(std::string_view row_key, std::string_view bytes);
  void check_note(std::string_view name);
  void check_totals();
  // The bytes of a row; nullopt if it is not there or cannot be read (then that is a fault).
  std::optional<std::string> row_of(std::string_view family, rocksdb::ColumnFamilyHandle* handle,
                                    std::string_view row_key, std::string_view key);

  const RocksdbFiles& files_;
  const rocksdb::Status verified_;
  StoreCheck check_;
  std::uint64_t told_upto_ = 0;     // the newest revision met in changes
  std::uint64_t next_ordinal_ = 0;  // after that
};

void Checker::fault(std::string_view family, std::string_view key, std::string what) {
  ++check_.fault_count;
  if (check_.faults.size() == StoreCheck::faults_max) return;
  check_.faults.push_back({std::string(family), std::string(key), std::move(what)});
}

void Checker::fault(const Error& error, std::string_view family, std::string_view key) {
  fault(family, error.key.empty() ? key : error.key, error.message);
}

void Checker::each_row(const char* family, rocksdb::ColumnFamilyHandle* handle, const Row& row) {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  options.total_order_seek = true;
  options.readahead_size = 2u << 20;
  const std::unique_ptr<rocksdb::Iterator> at(files_.database->NewIterator(options, handle));
  std::string last;
  for (at->SeekToFirst(); at->Valid(); at->Next()) {
    row(view(at->key()), view(at->value()));
    last = at->key().ToString();
  }
  if (at->status().ok()) return;
  const std::string_view key = handle == files_.families.entries ? std::string_view(last) : user_key_of(last);
  fault(family, family == std::string_view(changes_family) ? "" : key,
        "what follows this key cannot be read: " + at->status().ToString());
}

std::optional<std::string> Checker::row_of(std::string_view family, rocksdb::ColumnFamilyHandle* handle,
                                           std::string_view row_key, std::string_view key) {
  rocksdb::ReadOptions options;
  options.fill_cache = true;
  std::string bytes;
  const auto status = files_.database->Get(options, handle, slice(row_key), &bytes);
  if (status.ok()) return bytes;
  if (!status.IsNotFound()) fault(family, key, "cannot be read: " + status.ToString());
  return std::nullopt;
}

void Checker::check_entry(std::string_view key, std::string_view bytes) {
  ++check_.entries;
  if (const auto valid = check_key(key); !valid) fault(valid.error(), entries_family, key);
  const auto record = decode_record(key, bytes);
  if (!record) return fault(record.error(), entries_family, key);
  check_.bytes += key.size() + record.value().value.size();
  const Record& entry = record.value();
  if (entry.revision == 0 || entry.revision > check_.revision) {
    fault(entries_family, key, "its " + at_revision(entry.revision) + " has not been given yet");
  }
  if (entry.predecessor != unknown_predecessor && entry.predecessor >= entry.revision) {
    fault(entries_family, key, "it follows a later version");
  }
  if (entry.expires_at_ms) check_is_indexed(key, entry);
  if (entry.revision > check_.feed_floor) check_is_told(key, entry);
}

void Checker::check_is_indexed(std::string_view key, const Record& record) {
  ++check_.expiring;
  const std::string row_key = expiry_key(*record.expires_at_ms, key);
  const auto bytes = row_of(expiry_family, files_.families.expiry, row_key, key);
  if (!bytes) return fault(expiry_family, key, "it has a time of expiry and no row of expiry");
  const auto row = decode_expiry(row_key, *bytes);
  if (row && row.value().bytes != key.size() + record.value.size()) {
    fault(expiry_family, key, "its row of expiry counts other bytes");
  }
}

void Checker::check_is_told(std::string_view key, const Record& record) {
  const std::string row_key = changes_key(record.revision);
  const auto bytes = row_of(changes_family, files_.families.changes, row_key, key);
  if (!bytes) return;  // the gap is named where changes are read
  const auto row = decode_changes(row_key, *bytes);
  if (!row) return;
  for (const StoredChange& change : row.value().changes) {
    if (change.key != key) continue;
    if (change.kind != ChangeKind::put || change.size_bytes != record.value.size()) {
      fault(changes_family, key, at_revision(record.revision) + " tells something else than the entry");
    }
    return;
  }
  fault(changes_family, key, at_revision(record.revision) + " does not tell that it was written");
}

void Checker::check_version(std::string_view row_key, std::string_view bytes) {
  ++check_.history;
  const auto row = decode_history(row_key, bytes);
  if (!row) return fault(row.error(), history_family, user_key_of(row_key));
  const HistoryRow& version = row.value();
  if (const auto valid = check_key(version.key); !valid) fault(valid.error(), history_family, version.key);
  if (version.record.revision == 0 || version.record.revision > check_.revision) {
    fault(history_family, version.key, at_revision(version.record.revision) + " has not been given yet");
  }
}

void Checker::check_changes(std::string_view row_key, std::string_view bytes) {
  const auto row = decode_changes(row_key, bytes);
  if (!row) return fault(row.error(), changes_family, "");
  // Those at or below the floor are on their way out.
  if (row.value().revision <= check_.feed_floor) return;
  ++check_.changes;
  const std::uint64_t expected = told_upto_ == 0 ? check_.feed_floor + 1 : told_upto_ + 1;
  if (row.value().revision != expected) {
    fault(changes_family, "",
          "a gap: after " + at_revision(expected - 1) + " comes " + std::to_string(row.value().revision));
  } else if (told_upto_ != 0 && row.value().ordinal != next_ordinal_) {
    fault(changes_family, "", at_revision(row.value().revision) + " counts other changes before it");
  }
  told_upto_ = row.value().revision;
  next_ordinal_ = row.value().ordinal + row.value().changes.size();
  for (const StoredChange& change : row.value().changes) check_change(change);
}

// The entry is of that change or of a later one.
void Checker::check_change(const StoredChange& change) {
  const auto bytes = row_of(entries_family, files_.families.entries, change.key, change.key);
  if (!bytes) return;
  const auto record = decode_record(change.key, *bytes);
  if (!record || record.value().revision > change.record.revision) return;
  if (change.kind != ChangeKind::put || record.value().revision < change.record.revision) {
    fault(entries_family, change.key,
          "it is of " + at_revision(record.value().revision) + ", and was changed in " +
              at_revision(change.record.revision));
  }
}

void Checker::check_expiry(std::string_view row_key, std::string_view bytes) {
  const auto row = decode_expiry(row_key, bytes);
  if (!row) return fault(row.error(), expiry_family, row_key.size() > 8 ? row_key.substr(8) : "");
  const auto entry = row_of(entries_family, files_.families.entries, row.value().key, row.value().key);
  if (!entry) return fault(expiry_family, row.value().key, "a row of expiry for a key that is not there");
  const auto record = decode_record(row.value().key, *entry);
  if (record && record.value().expires_at_ms != row.value().expires_at_ms) {
    fault(expiry_family, row.value().key, "its row of expiry has another time than the entry");
  }
}

void Checker::check_note(std::string_view name) {
  ++check_.notes;
  if (name.empty() || name.size() > limits::key_bytes_max)
    fault(notes_family, name, "a note's name has no such length");
}

void Checker::check_totals() {
  const Totals& totals = files_.totals;
  const auto compare = [this](const char* what, std::uint64_t counted, std::uint64_t found) {
    if (counted != found) {
      fault(meta_family, "",
            std::string("totals count ") + std::to_string(counted) + ' ' + what + ", there are " +
                std::to_string(found));
    }
  };
  compare("entries", totals.entries, check_.entries);
  compare("bytes", totals.bytes, check_.bytes);
  if (check_.feed_floor > totals.revision) fault(meta_family, "", "the feed begins after the newest commit");
  if (told_upto_ != 0) compare("changes", totals.changes, next_ordinal_);
  const std::uint64_t told = told_upto_ == 0 ? check_.feed_floor : told_upto_;
  if (told != totals.revision) {
    fault(changes_family, "",
          "the feed ends at " + at_revision(told) + ", the store at " + std::to_string(totals.revision));
  }
}

}  // namespace

StoreCheck check_rocksdb_view(const RocksdbView& view) {
  return Checker(view, verify_files(view)).run();
}

Result<StoreCheck> check_rocksdb(const std::string& path) {
  const auto acknowledged = read_acknowledged_mark(path);
  auto view = open_rocksdb_view(path);
  if (!view) return view.error();
  // Verifying opens files by their names; one that was there a moment ago has a successor by now.
  auto verified = verify_files(view.value());
  for (int vanished = 0; verified.IsPathNotFound() && vanished < vanished_max; ++vanished) {
    view = open_rocksdb_view(path);
    if (!view) return view.error();
    verified = verify_files(view.value());
  }
  StoreCheck check = Checker(view.value(), std::move(verified)).run();
  const auto add = [&check](std::string what) {
    ++check.fault_count;
    check.faults.insert(check.faults.begin(), StoreFault{"", "", std::move(what)});
  };
  if (!acknowledged) {
    add(acknowledged.error().message);
  } else {
    check.acknowledged = acknowledged.value().revision;
    std::string missing = missing_commits(acknowledged.value(), reach_of(view.value().files.totals));
    if (!missing.empty()) add(std::move(missing));
  }
  return check;
}

}  // namespace keyglass::storage
