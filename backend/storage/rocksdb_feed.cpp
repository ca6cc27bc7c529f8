// The change feed: see rocksdb_feed.hpp.
#include "storage/rocksdb_feed.hpp"

#include <algorithm>
#include <utility>

#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

// Of the bound: how much more is kept before the trimmer runs.
constexpr std::uint64_t slack_share = 16;

// Fills one page from the rows of an iterator, at one moment.
class ChangesReader {
 public:
  ChangesReader(const RocksdbFiles& files, const Moment& moment, const ChangeQuery& query,
                VersionWalk::Now now)
      : files_(files), moment_(moment), query_(query), now_(now) {
    page_.upto = query.since;
  }

  Result<ChangePage> run(rocksdb::Iterator& rows) {
    std::size_t examined = 0;
    for (rows.Seek(changes_key(query_.since + 1)); rows.Valid(); rows.Next()) {
      if (page_.changes.size() >= query_.limit || examined >= page_examined_max ||
          value_bytes_ > page_value_bytes_max) {
        page_.more = true;
        break;
      }
      const auto row = decode_changes(view(rows.key()), view(rows.value()));
      if (!row) return row.error();
      examined += row.value().changes.size();
      const auto taken = take(row.value());
      if (!taken) return taken.error();
    }
    if (!rows.status().ok()) return rocksdb_error("cannot read the changes", rows.status());
    return std::move(page_);
  }

 private:
  Status take(const ChangesRow& row) {
    for (const StoredChange& stored : row.changes) {
      if (!stored.key.starts_with(query_.prefix)) continue;
      Change& change = page_.changes.emplace_back();
      change.version.kind = stored.kind;
      KeyMetadata& metadata = change.version.metadata;
      if (stored.kind == ChangeKind::put) {
        metadata = metadata_of(stored.key, stored.record, files_.epoch);
        metadata.size_bytes = stored.size_bytes;
      } else {
        metadata.key = stored.key;
        metadata.revision = row.revision;
        metadata.updated_at_ms = row.at_ms;
      }
      if (!query_.with_values || stored.kind != ChangeKind::put) continue;
      const auto found = find_value(change);
      if (!found) return found.error();
    }
    page_.upto = row.revision;
    return Done{};
  }

  // Adds the value of a put if that version is still known.
  Status find_value(Change& change) {
    const KeyMetadata& metadata = change.version.metadata;
    rocksdb::PinnableSlice bytes;
    const auto entry = read_record(files_, moment_.options(), metadata.key, bytes);
    if (!entry) return entry.error();
    if (entry.value() && entry.value()->revision == metadata.revision) {
      keep_value(change, entry.value()->value);
      return Done{};
    }
    if (!rows_) rows_ = history_rows(files_, moment_.options());
    rows_->Seek(history_prefix(metadata.key));
    VersionWalk walk(metadata.key, entry.value(), *rows_, now_);
    while (true) {
      const auto next = walk.next();
      if (!next) return next.error();
      if (!next.value() || walk.version().record.revision < metadata.revision) return Done{};
      if (walk.version().record.revision > metadata.revision) continue;
      keep_value(change, walk.version().record.value);
      return Done{};
    }
  }

  void keep_value(Change& change, std::string_view value) {
    change.value = value;
    change.has_value = true;
    value_bytes_ += value.size();
  }

  const RocksdbFiles& files_;
  const Moment& moment_;
  const ChangeQuery& query_;
  const VersionWalk::Now now_;
  ChangePage page_;
  std::size_t value_bytes_ = 0;
  std::unique_ptr<rocksdb::Iterator> rows_;  // of the history
};

}  // namespace

RocksdbFeed::RocksdbFeed(const RocksdbFiles& files, Options options)
    : files_(files), options_(std::move(options)), floor_(files.feed_floor), newest_(files.totals) {
  // The first row kept says how many changes came before it.
  const std::unique_ptr<rocksdb::Iterator> at(
      files_.database->NewIterator(rocksdb::ReadOptions(), files_.families.changes));
  at->Seek(changes_key(floor_ + 1));
  trimmed_ = newest_.changes;
  if (at->Valid()) {
    const auto row = decode_changes(view(at->key()), view(at->value()));
    if (row) trimmed_ = row.value().ordinal;
  }
  trimmer_ = std::thread([this] { trim_when_due(); });
}

RocksdbFeed::~RocksdbFeed() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  due_.notify_one();
  trimmer_.join();
}

Result<ChangePage> RocksdbFeed::changes(const ChangeQuery& query) const {
  const Moment moment(files_);
  const std::unique_ptr<rocksdb::Iterator> rows(
      files_.database->NewIterator(moment.options(), files_.families.changes));
  const auto checked = check_since(query.since);
  if (!checked) return checked.error();
  return ChangesReader(files_, moment, query, {options_.history, options_.clock()}).run(*rows);
}

Status RocksdbFeed::check_since(std::uint64_t since) const {
  if (since < floor_) return changes_dropped(floor_);
  const std::uint64_t newest = options_.newest_revision();
  if (since > newest) return future_revision("since", since, newest);
  return Done{};
}

std::unique_ptr<ChangeFeed::Subscription> RocksdbFeed::subscribe(OnCommit on_commit) {
  return subscribers_.add(std::move(on_commit));
}

void RocksdbFeed::written(const Totals& totals) {
  bool due = false;
  {
    const std::lock_guard lock(mutex_);
    newest_ = totals;
    due = totals.changes >= trim_at_;
  }
  if (due) due_.notify_one();
  subscribers_.tell(totals.revision);
}

void RocksdbFeed::trim_when_due() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    trim_at_ =
        trimmed_ + options_.changes_max + std::max<std::uint64_t>(options_.changes_max / slack_share, 1);
    if (newest_.changes < trim_at_) {
      due_.wait(lock);
      continue;
    }
    const Totals totals = newest_;
    lock.unlock();
    trim(totals);
    lock.lock();
  }
}

void RocksdbFeed::trim(const Totals& totals) {
  const std::uint64_t floor = new_floor(totals);
  if (floor == floor_) return;
  floor_ = floor;
  rocksdb::WriteBatch batch;
  batch.DeleteRange(files_.families.changes, changes_key(0), changes_key(floor + 1)).PermitUncheckedError();
  batch.Put(files_.families.meta, meta_feed_floor, encode_u64(floor)).PermitUncheckedError();
  // If it fails the rows are there again after a restart, and the next trimming takes them with it.
  files_.database->Write(rocksdb::WriteOptions(), &batch).PermitUncheckedError();
}

std::uint64_t RocksdbFeed::new_floor(const Totals& totals) {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> at(files_.database->NewIterator(options, files_.families.changes));
  std::uint64_t floor = floor_;
  trimmed_ = totals.changes;
  for (at->Seek(changes_key(floor + 1)); at->Valid(); at->Next()) {
    const auto row = decode_changes(view(at->key()), view(at->value()));
    if (!row) continue;  // who reads it is told; it goes with those around it
    if (totals.changes <= row.value().ordinal + options_.changes_max) {
      trimmed_ = row.value().ordinal;
      break;
    }
    floor = row.value().revision;
  }
  return floor;
}

}  // namespace keyglass::storage
