// Backup and restore: see rocksdb_copy.hpp.
#include "storage/rocksdb_copy.hpp"

#include <fcntl.h>
#include <rocksdb/db.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <memory>
#include <utility>

#include "storage/rocksdb_reads.hpp"
#include "storage/rocksdb_recovery.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

constexpr std::size_t batch_bytes_max = 4u << 20;

Status sync_directory(const std::string& path) {
  const int directory = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = directory >= 0 && ::fsync(directory) == 0;
  if (directory >= 0) ::close(directory);
  if (!synced) return failure(ErrorCode::unavailable, "cannot sync the directory " + path);
  return Done{};
}

// Makes the directory, or takes it as it is if it is empty, and marks it.
Status begin_target(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return failure(ErrorCode::unavailable, "cannot make directory " + path + ": " + error.message());
  if (const auto whole = check_rocksdb_directory(path); !whole) return whole.error();
  const bool empty = std::filesystem::is_empty(path, error);
  if (error || !empty) {
    return failure(ErrorCode::unavailable,
                   path + " is not empty: choose a directory that is absent or empty");
  }
  const std::string mark = path + '/' + std::string(incomplete_name);
  const int file = ::open(mark.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) return failure(ErrorCode::unavailable, "cannot write " + mark);
  ::close(file);
  return sync_directory(path);
}

Status finish_target(const std::string& path) {
  std::error_code error;
  std::filesystem::remove(path + '/' + std::string(incomplete_name), error);
  if (error) return failure(ErrorCode::unavailable, "cannot finish " + path + ": " + error.message());
  return sync_directory(path);
}

// Writes to the copy without a log: it counts only once everything has been flushed.
Status write(const RocksdbFiles& to, rocksdb::WriteBatch& batch) {
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  const auto status = to.database->Write(options, &batch);
  if (!status.ok()) return rocksdb_error("cannot write the copy", status);
  batch.Clear();
  return Done{};
}

Status copy_family(rocksdb::DB& source, rocksdb::ColumnFamilyHandle* from, const RocksdbFiles& to,
                   rocksdb::ColumnFamilyHandle* into) {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  options.total_order_seek = true;
  options.readahead_size = 2u << 20;
  const std::unique_ptr<rocksdb::Iterator> at(source.NewIterator(options, from));
  rocksdb::WriteBatch batch;
  for (at->SeekToFirst(); at->Valid(); at->Next()) {
    const auto added = batch.Put(into, at->key(), at->value());
    if (!added.ok()) return rocksdb_error("cannot write the copy", added);
    if (batch.GetDataSize() < batch_bytes_max) continue;
    if (const auto written = write(to, batch); !written) return written.error();
  }
  if (!at->status().ok()) return rocksdb_error("cannot read the " + from->GetName(), at->status());
  return write(to, batch);
}

Status copy_rows(const RocksdbFiles& from, const RocksdbFiles& to) {
  const std::array pairs{std::pair{from.families.entries, to.families.entries},
                         std::pair{from.families.history, to.families.history},
                         std::pair{from.families.expiry, to.families.expiry},
                         std::pair{from.families.notes, to.families.notes}};
  for (const auto& [source, target] : pairs) {
    if (const auto copied = copy_family(*from.database, source, to, target); !copied) return copied.error();
  }
  return Done{};
}

// What the copy's meta says; its format and a random epoch are there already.
struct Meta {
  Totals totals;
  std::optional<std::uint64_t> epoch;      // nullopt: the new one stays
  std::optional<std::uint64_t> backup_at;  // of a backup
};

Status write_meta(const RocksdbFiles& to, const Meta& meta) {
  rocksdb::WriteBatch batch;
  auto* const family = to.families.meta;
  batch.Put(family, meta_totals, encode_totals(meta.totals)).PermitUncheckedError();
  batch.Put(family, meta_feed_floor, encode_u64(meta.totals.revision)).PermitUncheckedError();
  if (meta.epoch) batch.Put(family, meta_epoch, encode_u64(*meta.epoch)).PermitUncheckedError();
  if (meta.backup_at) batch.Put(family, meta_backup_at, encode_u64(*meta.backup_at)).PermitUncheckedError();
  if (const auto written = write(to, batch); !written) return written.error();
  const auto& families = to.families;
  const auto flushed = to.database->Flush(
      rocksdb::FlushOptions(),
      {families.entries, families.history, families.changes, families.expiry, families.meta, families.notes});
  if (!flushed.ok()) return rocksdb_error("cannot write the copy", flushed);
  return Done{};
}

// Reads the finished copy again, and compares it with what was to be copied.
Result<StoreCheck> check_copy(const std::string& path, const Totals& totals) {
  const auto view = open_unfinished_rocksdb_view(path);
  if (!view) return view.error();
  StoreCheck check = check_rocksdb_view(view.value());
  if (view.value().files.totals != totals)
    return failure(ErrorCode::corrupt, path + " holds other totals than were copied");
  if (check.sound()) return check;
  const StoreFault& first = check.faults.front();
  Error error = failure(ErrorCode::corrupt, "the copy has " + std::to_string(check.fault_count) +
                                                " faults, as has the original then; the first is in " +
                                                first.family + ": " + first.what);
  error.key = first.key;
  return error;
}

// Fills `path` and checks it.
Result<StoreCheck> make_copy(const RocksdbFiles& from, const std::string& path, const Meta& meta) {
  if (const auto begun = begin_target(path); !begun) return begun.error();
  {
    RocksdbFilesOptions options;
    options.path = path;
    options.unfinished = true;
    options.history = {~std::uint32_t{0}, ~std::uint32_t{0}};  // nothing is dropped on the way
    auto to = open_rocksdb_files(options);
    if (!to) return to.error();
    if (const auto copied = copy_rows(from, to.value()); !copied) return copied.error();
    if (const auto written = write_meta(to.value(), meta); !written) return written.error();
  }
  auto check = check_copy(path, meta.totals);
  if (!check) return check;
  if (const auto finished = finish_target(path); !finished) return finished.error();
  return check;
}

}  // namespace

Result<StoreCheck> back_up_rocksdb(const StoreCopy& copy) {
  // Before the view is opened: what is committed later is not older than this.
  const std::int64_t now_ms = copy.clock();
  const auto view = open_rocksdb_view(copy.from);
  if (!view) return view.error();
  if (view.value().backup_at_ms != 0)
    return failure(ErrorCode::unavailable, copy.from + " is a backup, not a store");
  const RocksdbFiles& from = view.value().files;
  Meta meta;
  meta.totals = from.totals;
  meta.epoch = from.epoch;
  meta.backup_at = static_cast<std::uint64_t>(now_ms);
  return make_copy(from, copy.to, meta);
}

Result<StoreCheck> restore_rocksdb(const StoreCopy& copy) {
  const auto view = open_rocksdb_view(copy.from);
  if (!view) return view.error();
  const std::uint64_t made_at = view.value().backup_at_ms;
  if (made_at == 0) return failure(ErrorCode::unavailable, copy.from + " is a store, not a backup");
  const auto now = static_cast<std::uint64_t>(copy.clock());
  if (now < made_at) {
    return failure(ErrorCode::unavailable, "the clock is behind the time at which " + copy.from +
                                               " was made: set it right, or revisions would be given again");
  }
  Meta meta;
  meta.totals = view.value().files.totals;
  meta.totals.revision += (now - made_at) * revisions_per_ms_max;
  return make_copy(view.value().files, copy.to, meta);
}

}  // namespace keyglass::storage
