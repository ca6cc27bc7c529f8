// The durable engine: see rocksdb_store.hpp.
#include "storage/rocksdb_store.hpp"

#include <utility>

#include "storage/rocksdb_figures.hpp"
#include "storage/rocksdb_keys.hpp"
#include "storage/rocksdb_snapshot.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

// Entries that have expired and not been swept are looked up one by one up to here to leave them out of the
// totals.
constexpr std::size_t unswept_examined_max = 1'000;

bool keeps_history(const HistoryRetention& retention) {
  return retention.versions_max > 0 && retention.hours_max > 0;
}

// Takes the entries that have expired out of `stats`; false if there are too many to look at.
Result<bool> leave_out_expired(const RocksdbFiles& files, rocksdb::ReadOptions options, std::int64_t now_ms,
                               StoreStats& stats) {
  const std::string end = expiry_key(now_ms + 1, "");
  const rocksdb::Slice upper_bound = end;
  options.iterate_upper_bound = &upper_bound;
  const std::unique_ptr<rocksdb::Iterator> at(files.database->NewIterator(options, files.families.expiry));
  std::size_t examined = 0;
  for (at->SeekToFirst(); at->Valid(); at->Next()) {
    if (++examined > unswept_examined_max) return false;
    const auto row = decode_expiry(view(at->key()), view(at->value()));
    if (!row) return row.error();
    --stats.count;
    stats.bytes -= row.value().bytes;
  }
  if (!at->status().ok()) return rocksdb_error("cannot read the expiry index", at->status());
  return true;
}

Error lost_totals() {
  Error error;
  error.code = ErrorCode::corrupt;
  error.message = "the store has lost its totals";
  return error;
}

}  // namespace

Result<std::unique_ptr<Store>> RocksdbStore::open(const RocksdbOptions& options) {
  auto files = open_rocksdb_files(options.files);
  if (!files) return files.error();
  return std::unique_ptr<Store>(std::make_unique<RocksdbStore>(std::move(files).value(), options));
}

RocksdbStore::RocksdbStore(RocksdbFiles files, const RocksdbOptions& options)
    : files_(std::move(files)),
      options_(options),
      clock_(options_.files.clock),
      history_(files_, {options_.files.history, clock_, [this] { return newest_revision(); }}),
      feed_(files_, {options_.feed_changes_max, options_.files.history, clock_,
                     [this] { return newest_revision(); }}),
      committer_(files_, {options_.sync, options_.files.history, clock_,
                          [this](const Totals& totals) { feed_.written(totals); }, cache_}) {}

Result<Entry> RocksdbStore::unless_expired(const Entry& entry) const {
  if (is_expired(entry.metadata.expires_at_ms, clock_())) return key_not_found(entry.metadata.key);
  return entry;
}

Result<Entry> RocksdbStore::found(std::string_view key, const Result<std::optional<Record>>& record,
                                  const EntryCache::Miss& miss) const {
  if (!record) return record.error();
  if (!record.value() || is_expired(record.value()->expires_at_ms, clock_())) return key_not_found(key);
  Entry entry = entry_of(key, *record.value(), files_.epoch, true);
  cache_.keep(miss, entry);
  return entry;
}

Result<Entry> RocksdbStore::get(std::string_view key) const {
  const EntryCache::Lookup cached = cache_.find(key);
  if (cached.entry) return unless_expired(*cached.entry);
  const NewestRead newest(files_);
  rocksdb::PinnableSlice bytes;
  return found(key, read_record(files_, newest.options(), key, bytes), cached.miss);
}

std::optional<Result<Entry>> RocksdbStore::try_get(std::string_view key) const {
  const EntryCache::Lookup cached = cache_.find(key);
  if (cached.entry) return unless_expired(*cached.entry);
  count_nothing();
  const NewestRead newest(files_);
  rocksdb::ReadOptions options = newest.options();
  options.read_tier = rocksdb::kBlockCacheTier;
  rocksdb::PinnableSlice bytes;
  const auto status = files_.database->Get(options, files_.families.entries, slice(key), &bytes);
  if (status.IsIncomplete()) return std::nullopt;
  return found(key, record_in(key, status, bytes), cached.miss);
}

Result<KeyMetadata> RocksdbStore::metadata(std::string_view key) const {
  const NewestRead newest(files_);
  rocksdb::PinnableSlice bytes;
  const auto record = read_record(files_, newest.options(), key, bytes);
  if (!record) return record.error();
  if (!record.value() || is_expired(record.value()->expires_at_ms, clock_())) return key_not_found(key);
  return metadata_of(key, *record.value(), files_.epoch);
}

void RocksdbStore::submit(WriteBatch batch, CommitDone done) {
  committer_.submit(std::move(batch), std::move(done));
}

Result<std::vector<std::optional<Entry>>> RocksdbStore::get_many(const std::vector<std::string>& keys) const {
  const Moment moment(files_);
  const std::int64_t now_ms = clock_();
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> bytes(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  files_.database->MultiGet(moment.options(), files_.families.entries, keys.size(), slices.data(),
                            bytes.data(), statuses.data());
  std::vector<std::optional<Entry>> entries;
  entries.reserve(keys.size());
  for (std::size_t n = 0; n < keys.size(); ++n) {
    const auto record = record_in(keys[n], statuses[n], bytes[n]);
    if (!record) return record.error();
    const bool there = record.value() && !is_expired(record.value()->expires_at_ms, now_ms);
    entries.push_back(there ? std::optional(entry_of(keys[n], *record.value(), files_.epoch, true))
                            : std::nullopt);
    bytes[n].Reset();
  }
  return entries;
}

Result<Page> RocksdbStore::scan(const ScanQuery& query) const {
  const Moment moment(files_);
  rocksdb::ReadOptions options = moment.options();
  options.fill_cache = !query.reads_all;
  RocksdbKeys keys(files_, options, query.prefix, clock_());
  return scan_in_order(keys, query);
}

Result<std::unique_ptr<const Snapshot>> RocksdbStore::snapshot() const {
  auto snapshot = std::make_unique<RocksdbSnapshot>(files_, clock_());
  const auto totals = read_meta_totals(*files_.database, files_.families, snapshot->options());
  if (!totals) return totals.error();
  if (!totals.value()) return lost_totals();
  snapshot->set_revision(totals.value()->revision);
  return std::unique_ptr<const Snapshot>(std::move(snapshot));
}

Result<StoreStats> RocksdbStore::stats(std::string_view prefix) const {
  const Moment moment(files_);
  const std::int64_t now_ms = clock_();
  const auto totals = read_meta_totals(*files_.database, files_.families, moment.options());
  if (!totals) return totals.error();
  if (!totals.value()) return lost_totals();
  StoreStats stats{totals.value()->entries, totals.value()->bytes, true, 0};
  if (prefix.empty()) {
    const auto exact = leave_out_expired(files_, moment.options(), now_ms, stats);
    if (!exact) return exact.error();
    stats.exact = exact.value();
  } else {
    RocksdbKeys keys(files_, moment.options(), prefix, now_ms);
    const auto counted = count_in_order(keys, prefix);
    if (!counted) return counted.error();
    stats = counted.value();
  }
  stats.revision = totals.value()->revision;
  return stats;
}

Result<std::size_t> RocksdbStore::expire_due(std::size_t max) {
  const auto removed = committer_.expire(max);
  if (!removed) return removed.error();
  return removed.value().outcomes.size();
}

Result<std::vector<Note>> RocksdbStore::notes(std::string_view prefix) const {
  const Moment moment(files_);
  const std::unique_ptr<rocksdb::Iterator> at(
      files_.database->NewIterator(moment.options(), files_.families.notes));
  std::vector<Note> notes;
  for (at->Seek(slice(prefix)); at->Valid() && view(at->key()).starts_with(prefix); at->Next())
    notes.push_back({at->key().ToString(), at->value().ToString()});
  if (!at->status().ok()) return rocksdb_error("cannot read the notes", at->status());
  return notes;
}

const History* RocksdbStore::history() const {
  return keeps_history(options_.files.history) ? &history_ : nullptr;
}

ChangeFeed* RocksdbStore::change_feed() {
  return options_.feed_changes_max > 0 ? &feed_ : nullptr;
}

Capabilities RocksdbStore::capabilities() const {
  Capabilities capabilities;
  capabilities.engine = "rocksdb";
  capabilities.durability =
      options_.sync.mode == SyncPolicy::Mode::always ? Durability::synced : Durability::process;
  capabilities.ordered_scan = true;
  capabilities.revisions = true;
  capabilities.content_types = true;
  capabilities.atomic_batches = true;
  capabilities.consistent_snapshots = true;
  capabilities.notes = true;
  capabilities.history = keeps_history(options_.files.history);
  capabilities.change_feed = options_.feed_changes_max > 0;
  capabilities.exact_counts = true;
  capabilities.waitless_submit = true;
  if (capabilities.history) {
    capabilities.history_versions_max = options_.files.history.versions_max;
    capabilities.history_hours_max = options_.files.history.hours_max;
  }
  capabilities.feed_changes_max = options_.feed_changes_max;
  return capabilities;
}

std::vector<Figure> RocksdbStore::figures() const {
  return rocksdb_figures(counts(), files_);
}

std::uint64_t RocksdbStore::newest_revision() const {
  // Not the committer's: readers may see what it has written a moment before it knows so itself, and who has
  // read a revision may ask for it.
  const NewestRead newest(files_);
  const auto totals = read_meta_totals(*files_.database, files_.families, newest.options());
  return totals && totals.value() ? totals.value()->revision : committer_.newest_revision();
}

}  // namespace keyglass::storage
