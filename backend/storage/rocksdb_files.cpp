// Opening the RocksDB directory: see rocksdb_files.hpp.
#include "storage/rocksdb_files.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <utility>
#include <vector>

#include "storage/record.hpp"
#include "storage/rocksdb_migrations.hpp"
#include "storage/rocksdb_recovery.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

// The directory is there, or its parents are and RocksDB makes it.
Status prepare_directory(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_directory(status)) {
    return failure(ErrorCode::unavailable, path + " is not a directory");
  }
  std::filesystem::create_directories(path, error);
  if (error) return failure(ErrorCode::unavailable, "cannot make directory " + path + ": " + error.message());
  return Done{};
}

// Every column family of an existing directory must be opened, also those of a newer format: only then its
// version can be read and named.
std::vector<std::string> names_to_open(const rocksdb::DBOptions& database, const std::string& path) {
  std::vector<std::string> names;
  // Fails for a new directory; Open() then reports what is wrong with an old one.
  rocksdb::DB::ListColumnFamilies(database, path, &names).PermitUncheckedError();
  const auto add = [&names](const char* needed) {
    if (std::find(names.begin(), names.end(), needed) == names.end()) names.emplace_back(needed);
  };
  add("default");
  std::for_each(family_names.begin(), family_names.end(), add);
  return names;
}

Error open_error(const std::string& path, const rocksdb::Status& status) {
  // RocksDB has no code for it: its message names the LOCK file ("While lock file", "lock hold by current
  // process").
  const std::string text = status.ToString();
  const bool lock_file = text.find("/LOCK") != std::string::npos;
  if (status.IsIOError() && lock_file && text.find("ermission denied") == std::string::npos) {
    return failure(ErrorCode::unavailable,
                   path + " is locked by another process: stop it, or choose another directory");
  }
  return rocksdb_error("cannot open the store in " + path, status);
}

// Closes the handles before the database, as RocksDB demands.
class Closer {
 public:
  explicit Closer(std::vector<rocksdb::ColumnFamilyHandle*> handles) : handles_(std::move(handles)) {}

  void operator()(rocksdb::DB* database) const {
    for (auto* handle : handles_) database->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    delete database;
  }

 private:
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

Result<RocksdbFiles> open_database(const RocksdbFilesOptions& options) {
  rocksdb::DBOptions database = database_options(options);
  database.create_if_missing = true;
  database.create_missing_column_families = true;
  RocksdbFiles files;
  files.log_guard = std::make_shared<LogGuard>();
  files.env = guard_logs(*database.env, files.log_guard);
  database.env = files.env.get();
  const auto background = std::make_shared<BackgroundErrors>();
  database.listeners.push_back(listen_for_background_errors(background));
  const auto families = family_descriptors(names_to_open(database, options.path), options);
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  const auto status = rocksdb::DB::Open(database, options.path, families, &handles, &opened);
  if (!status.ok()) return open_error(options.path, status);
  files.database = std::shared_ptr<rocksdb::DB>(opened, Closer(handles));
  files.families = families_of(handles);
  files.background = background;
  return files;
}

bool is_empty(rocksdb::DB& database, rocksdb::ColumnFamilyHandle* family) {
  const std::unique_ptr<rocksdb::Iterator> at(database.NewIterator(rocksdb::ReadOptions(), family));
  at->SeekToFirst();
  return !at->Valid();
}

// The bytes of a meta row, nullopt if it is not there.
Result<std::optional<std::string>> read_row(rocksdb::DB& database, const RocksdbFamilies& families,
                                            const char* name, const rocksdb::ReadOptions& options = {}) {
  std::string bytes;
  const auto status = database.Get(options, families.meta, name, &bytes);
  if (status.IsNotFound()) return std::optional<std::string>();
  if (!status.ok()) return rocksdb_error(std::string("cannot read meta ") + name, status);
  return std::optional(std::move(bytes));
}

Status write_first_meta(const RocksdbFiles& files) {
  std::random_device device;
  rocksdb::WriteBatch batch;
  auto* const meta = files.families.meta;
  const std::uint64_t epoch = (std::uint64_t{device()} << 32) | device();
  batch.Put(meta, meta_format, encode_u64(rocksdb_format_version)).PermitUncheckedError();
  batch.Put(meta, meta_epoch, encode_u64(epoch)).PermitUncheckedError();
  batch.Put(meta, meta_totals, encode_totals({})).PermitUncheckedError();
  batch.Put(meta, meta_feed_floor, encode_u64(0)).PermitUncheckedError();
  return write_synced(files, batch, "cannot write meta");
}

// Leaves the directory in the newest format, or says why that cannot be.
Status settle_format(const RocksdbFiles& files, const std::string& path) {
  const auto format = read_meta_number(*files.database, files.families, meta_format);
  if (!format) return format.error();
  if (!format.value()) {
    // New, or its making was interrupted; a foreign RocksDB directory holds something.
    const bool is_new = is_empty(*files.database, files.database->DefaultColumnFamily()) &&
                        is_empty(*files.database, files.families.entries);
    if (is_new) return write_first_meta(files);
    return failure(ErrorCode::corrupt, path + " holds a RocksDB database that is not a Keyglass store");
  }
  if (*format.value() > rocksdb_format_version) {
    return failure(ErrorCode::unavailable, path + " was written by a newer Keyglass (format " +
                                               std::to_string(*format.value()) + "; this one reads up to " +
                                               std::to_string(rocksdb_format_version) + ")");
  }
  return migrate_rocksdb_files(files, *format.value());
}

// A directory that RocksDB may be let into.
Status check_before_opening(const RocksdbFilesOptions& options) {
  const auto prepared = prepare_directory(options.path);
  if (!prepared || options.unfinished) return prepared;
  const auto whole = check_rocksdb_directory(options.path);
  if (!whole) return whole;
  return check_acknowledged(options);
}

Status refuse_backup(const RocksdbFiles& files, const std::string& path) {
  const auto backup_at = read_meta_number(*files.database, files.families, meta_backup_at);
  if (!backup_at) return backup_at.error();
  if (!backup_at.value()) return Done{};
  return failure(ErrorCode::unavailable, path + " is a backup: `keyglass restore --from " + path +
                                             " --store rocksdb:DIRECTORY` makes a store of it");
}

Status settle(RocksdbFiles& files, const RocksdbFilesOptions& options) {
  const auto is_store = refuse_backup(files, options.path);
  if (!is_store) return is_store;
  const auto settled = settle_format(files, options.path);
  if (!settled) return settled;
  const auto read = read_meta(files, options.path);
  if (!read || options.unfinished) return read;
  auto mark = AcknowledgedMark::open(options.path);
  if (!mark) return mark.error();
  files.mark = std::make_shared<AcknowledgedMark>(std::move(mark).value());
  return Done{};
}

// Damage that was met in a row or a block is not told with the path.
Error with_path(Error error, const std::string& path) {
  if (error.message.find(path) == std::string::npos)
    error.message = "cannot open the store in " + path + ": " + error.message;
  return error;
}

}  // namespace

Result<RocksdbFiles> open_rocksdb_files(const RocksdbFilesOptions& options) {
  const auto fit = check_before_opening(options);
  if (!fit) return with_path(fit.error(), options.path);
  auto files = open_database(options);
  if (!files) return with_path(files.error(), options.path);
  const auto settled = settle(files.value(), options);
  if (!settled) return with_path(settled.error(), options.path);
  return files;
}

Result<std::optional<std::uint64_t>> read_meta_number(rocksdb::DB& database, const RocksdbFamilies& families,
                                                      const char* name) {
  const auto bytes = read_row(database, families, name);
  if (!bytes) return bytes.error();
  if (!bytes.value()) return std::optional<std::uint64_t>();
  const auto number = decode_u64(*bytes.value());
  if (!number)
    return failure(ErrorCode::corrupt, std::string("meta ") + name + " is not a number of 8 bytes");
  return number;
}

Result<std::optional<Totals>> read_meta_totals(rocksdb::DB& database, const RocksdbFamilies& families,
                                               const rocksdb::ReadOptions& options) {
  const auto bytes = read_row(database, families, meta_totals, options);
  if (!bytes) return bytes.error();
  if (!bytes.value()) return std::optional<Totals>();
  const auto totals = decode_totals(*bytes.value());
  if (!totals) return failure(ErrorCode::corrupt, "meta totals has another length");
  return totals;
}

Status read_meta(RocksdbFiles& files, const std::string& path) {
  const auto epoch = read_meta_number(*files.database, files.families, meta_epoch);
  if (!epoch) return epoch.error();
  const auto totals = read_meta_totals(*files.database, files.families);
  if (!totals) return totals.error();
  const auto floor = read_meta_number(*files.database, files.families, meta_feed_floor);
  if (!floor) return floor.error();
  if (!epoch.value() || !totals.value() || !floor.value())
    return failure(ErrorCode::corrupt, path + " has lost its epoch, totals or feed_floor");
  files.epoch = *epoch.value();
  files.totals = *totals.value();
  files.feed_floor = *floor.value();
  return Done{};
}

Status write_synced(const RocksdbFiles& files, rocksdb::WriteBatch& batch, const std::string& what) {
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const auto status = files.database->Write(synced, &batch);
  if (!status.ok()) return rocksdb_error(what, status);
  return Done{};
}

Error rocksdb_error(const std::string& what, const rocksdb::Status& status) {
  const bool damaged = status.IsCorruption();
  return failure(damaged ? ErrorCode::corrupt : ErrorCode::unavailable, what + ": " + status.ToString());
}

}  // namespace keyglass::storage
