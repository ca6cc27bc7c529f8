// The durable engine: see rocksdb_store.hpp.
#include "storage/rocksdb_store.hpp"

#include <rocksdb/db.h>

#include <cassert>
#include <chrono>
#include <exception>
#include <utility>

#include "storage/record.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
std::string_view view(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

// The first string after all that begin with `prefix`; empty if there is none.
std::string end_of_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

std::string record_of(const PlannedWrite& write) {
  Record record;
  record.revision = write.metadata.revision;
  record.created_at_ms = write.metadata.created_at_ms;
  record.updated_at_ms = write.metadata.updated_at_ms;
  record.expires_at_ms = write.metadata.expires_at_ms;
  record.content_type = write.metadata.content_type;
  record.value = write.put->value;
  return encode_record(record);
}

// The record under `key`, also if it has expired. The record's views are into `bytes`.
Result<std::optional<Record>> read_record(const RocksdbFiles& files, std::string_view key,
                                          rocksdb::PinnableSlice& bytes) {
  const auto status = files.database->Get(rocksdb::ReadOptions(), files.entries, slice(key), &bytes);
  if (status.IsNotFound()) return std::optional<Record>();
  if (!status.ok()) {
    Error error = rocksdb_error("cannot read the key", status);
    error.key = key;
    return error;
  }
  const auto record = decode_record(key, view(bytes));
  if (!record) return record.error();
  return std::optional(record.value());
}

}  // namespace

Result<std::unique_ptr<Store>> RocksdbStore::open(const RocksdbOptions& options) {
  auto files = open_rocksdb_files(options.files);
  if (!files) return files.error();
  return std::unique_ptr<Store>(std::make_unique<RocksdbStore>(std::move(files).value(), options));
}

RocksdbStore::RocksdbStore(RocksdbFiles files, const RocksdbOptions& options)
    : files_(std::move(files)),
      sync_(options.sync),
      clock_(options.clock),
      queue_([this](const CommitQueue::Group& group) { return commit_group(group); }),
      revision_(files_.newest_revision) {
  if (sync_.mode == SyncPolicy::Mode::interval) syncer_ = std::thread([this] { sync_every_interval(); });
}

RocksdbStore::~RocksdbStore() {
  {
    const std::lock_guard lock(state_mutex_);
    stopping_ = true;
  }
  stopping_changed_.notify_all();
  if (syncer_.joinable()) syncer_.join();
  // Whatever the policy, a clean stop leaves everything on the disk.
  if (unsynced_) files_.database->SyncWAL().PermitUncheckedError();
}

Result<Entry> RocksdbStore::get(std::string_view key) const {
  rocksdb::PinnableSlice bytes;
  const auto record = read_record(files_, key, bytes);
  if (!record) return record.error();
  if (!record.value() || is_expired(record.value()->expires_at_ms, clock_())) return key_not_found(key);
  return Entry{metadata_of(key, *record.value(), files_.epoch), std::string(record.value()->value)};
}

Result<KeyMetadata> RocksdbStore::metadata(std::string_view key) const {
  const auto found = find(key);
  if (!found) return found.error();
  if (!found.value() || is_expired(found.value()->expires_at_ms, clock_())) return key_not_found(key);
  return *found.value();
}

Result<std::optional<KeyMetadata>> RocksdbStore::find(std::string_view key) const {
  rocksdb::PinnableSlice bytes;
  const auto record = read_record(files_, key, bytes);
  if (!record) return record.error();
  if (!record.value()) return std::optional<KeyMetadata>();
  return std::optional(metadata_of(key, *record.value(), files_.epoch));
}

Result<Commit> RocksdbStore::commit(const WriteBatch& batch) {
  return queue_.commit(batch);
}

std::vector<Result<Commit>> RocksdbStore::commit_group(const CommitQueue::Group& group) {
  if (const auto ready = check_ready(); !ready) return {group.size(), ready.error()};
  CommitBase base;
  base.newest_revision = revision_;
  base.epoch = files_.epoch;
  base.now_ms = clock_();
  base.find = [this](std::string_view key) { return find(key); };
  GroupPlanner planner(std::move(base));
  rocksdb::WriteBatch writes;
  std::vector<Planned> planned;
  planned.reserve(group.size());
  std::uint64_t commits = 0;
  for (const WriteBatch* batch : group) {
    planned.push_back(plan(planner, *batch, writes));
    if (planned.back().writes) ++commits;
  }
  if (commits == 0) return results_of(std::move(planned), Done{});
  const auto written = write(planner.newest_revision(), writes);
  if (written) {
    revision_ = planner.newest_revision();
    commits_ += commits;
  }
  return results_of(std::move(planned), written);
}

RocksdbStore::Planned RocksdbStore::plan(GroupPlanner& planner, const WriteBatch& batch,
                                         rocksdb::WriteBatch& writes) const {
  auto plan = planner.plan(batch);
  if (!plan) return {plan.error(), false, !planner.rests_on_accepted()};
  if (plan.value().writes.empty()) return {std::move(plan.value().commit), false, false};
  const auto added = add(plan.value(), writes);
  if (!added) return {added.error(), false, true};
  planner.accept(plan.value());
  return {std::move(plan.value().commit), true, false};
}

Status RocksdbStore::add(const CommitPlan& plan, rocksdb::WriteBatch& writes) const {
  writes.SetSavePoint();
  for (const PlannedWrite& write : plan.writes) {
    const auto status = write.put == nullptr ? writes.Delete(files_.entries, *write.key)
                                             : writes.Put(files_.entries, *write.key, record_of(write));
    if (status.ok()) continue;
    // Nothing has been written yet: the batch itself has grown too large.
    writes.RollbackToSavePoint().PermitUncheckedError();
    return rocksdb_error("cannot build the write", status);
  }
  writes.PopSavePoint().PermitUncheckedError();
  return Done{};
}

Status RocksdbStore::write(std::uint64_t revision, rocksdb::WriteBatch& writes) {
  auto status = writes.Put(files_.meta, meta_revision, encode_u64(revision));
  if (!status.ok()) return rocksdb_error("cannot build the write", status);
  rocksdb::WriteOptions options;
  options.sync = sync_.mode == SyncPolicy::Mode::always;
  try {
    status = files_.database->Write(options, &writes);
  } catch (const std::exception& thrown) {
    return refuse_writes_from_now_on(thrown.what());  // no memory: how far it came is unknown
  }
  if (!status.ok()) return refuse_writes_from_now_on(status.ToString());
  ++groups_;
  if (options.sync) {
    ++syncs_;
  } else {
    unsynced_ = true;
  }
  return Done{};
}

std::vector<Result<Commit>> RocksdbStore::results_of(std::vector<Planned> planned,
                                                     const Status& written) const {
  std::vector<Result<Commit>> results;
  results.reserve(planned.size());
  for (Planned& one : planned) {
    if (written || one.stands_alone) {
      results.push_back(std::move(one.result));
    } else if (one.writes) {
      results.push_back(written.error());
    } else {
      // It has written nothing, so it must not say that it may have.
      const auto ready = check_ready();
      results.push_back(ready ? written.error() : ready.error());
    }
  }
  return results;
}

Error RocksdbStore::refuse_writes_from_now_on(const std::string& reason) {
  const std::lock_guard lock(state_mutex_);
  failure_ = "a write to the disk failed, so no more are accepted until a restart: " + reason;
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = "a write to the disk failed, it may or may not have happened: " + reason;
  return error;
}

Result<Page> RocksdbStore::scan(const ScanQuery& query) const {
  assert(query.limit > 0);
  if (!query.after.empty() && !query.after.starts_with(query.prefix)) return foreign_cursor();
  const std::string end = end_of_prefix(query.prefix);
  const rocksdb::Slice upper_bound = slice(end);
  rocksdb::ReadOptions options;
  if (!end.empty()) options.iterate_upper_bound = &upper_bound;
  const std::int64_t now_ms = clock_();
  const std::unique_ptr<rocksdb::Iterator> at(files_.database->NewIterator(options, files_.entries));
  Page page;
  std::size_t value_bytes = 0;
  // The first key after `after` is `after` with a NUL byte behind it.
  const std::string from = query.after.empty() ? query.prefix : query.after + '\0';
  for (at->Seek(from); at->Valid(); at->Next()) {
    const auto record = decode_record(view(at->key()), view(at->value()));
    if (!record) return record.error();
    if (is_expired(record.value().expires_at_ms, now_ms)) continue;
    if (page.entries.size() == query.limit || value_bytes > page_value_bytes_max) {
      page.next = page.entries.back().metadata.key;
      break;
    }
    Entry& entry = page.entries.emplace_back();
    entry.metadata = metadata_of(view(at->key()), record.value(), files_.epoch);
    if (query.with_values) entry.value = record.value().value;
    value_bytes += entry.value.size();
  }
  if (!at->status().ok()) return rocksdb_error("cannot list keys", at->status());
  return page;
}

Capabilities RocksdbStore::capabilities() const {
  Capabilities capabilities;
  capabilities.engine = "rocksdb";
  capabilities.durability = sync_.mode == SyncPolicy::Mode::always ? Durability::synced : Durability::process;
  capabilities.ordered_scan = true;
  capabilities.revisions = true;
  capabilities.content_types = true;
  capabilities.atomic_batches = true;
  return capabilities;
}

Status RocksdbStore::check_ready() const {
  const std::lock_guard lock(state_mutex_);
  if (failure_.empty()) return Done{};
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = failure_;
  return error;
}

RocksdbCounts RocksdbStore::counts() const {
  return {commits_, groups_, syncs_, queue_.waiting()};
}

void RocksdbStore::sync_every_interval() {
  std::unique_lock lock(state_mutex_);
  while (!stopping_) {
    stopping_changed_.wait_for(lock, std::chrono::milliseconds(sync_.interval_ms));
    if (stopping_ || !unsynced_.exchange(false)) continue;
    lock.unlock();
    const auto status = files_.database->SyncWAL();
    lock.lock();
    ++syncs_;
    if (!status.ok())
      failure_ = "a sync to the disk failed, so no more writes are accepted: " + status.ToString();
  }
}

}  // namespace keyglass::storage
