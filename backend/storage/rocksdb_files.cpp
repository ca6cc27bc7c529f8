// Opening the RocksDB directory: see rocksdb_files.hpp.
#include "storage/rocksdb_files.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <filesystem>
#include <random>
#include <utility>
#include <vector>

#include "storage/record.hpp"

namespace keyglass::storage {
namespace {

constexpr const char* entries_name = "entries";
constexpr const char* meta_name = "meta";

Error failure(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return error;
}

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

rocksdb::Options database_options(const RocksdbFilesOptions& options) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.cache_index_and_filter_blocks =
      true;  // otherwise memory grows with the data, outside the cache's bound
  rocksdb::Options database;
  database.create_if_missing = true;
  database.create_missing_column_families = true;
  database.max_open_files = options.max_open_files;
  database.keep_log_file_num = 4;
  database.max_log_file_size = 4u << 20;
  database.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (options.env != nullptr) database.env = options.env;
  return database;
}

// Every column family of an existing directory must be opened, also those of a newer format: only then its
// version can be read and named.
std::vector<std::string> family_names(const rocksdb::Options& database, const std::string& path) {
  std::vector<std::string> names;
  // Fails for a new directory; Open() then reports what is wrong with an old one.
  rocksdb::DB::ListColumnFamilies(database, path, &names).PermitUncheckedError();
  for (const char* needed : {"default", entries_name, meta_name}) {
    if (std::find(names.begin(), names.end(), needed) == names.end()) names.emplace_back(needed);
  }
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
  const rocksdb::Options database = database_options(options);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const auto& name : family_names(database, options.path)) families.emplace_back(name, database);
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  const auto status = rocksdb::DB::Open(database, options.path, families, &handles, &opened);
  if (!status.ok()) return open_error(options.path, status);
  RocksdbFiles files;
  files.database = std::shared_ptr<rocksdb::DB>(opened, Closer(handles));
  for (auto* handle : handles) {
    if (handle->GetName() == entries_name) files.entries = handle;
    if (handle->GetName() == meta_name) files.meta = handle;
  }
  return files;
}

bool is_empty(rocksdb::DB& database, rocksdb::ColumnFamilyHandle* family) {
  const std::unique_ptr<rocksdb::Iterator> at(database.NewIterator(rocksdb::ReadOptions(), family));
  at->SeekToFirst();
  return !at->Valid();
}

// The number under `name`, or nullopt if there is none.
Result<std::optional<std::uint64_t>> read_number(const RocksdbFiles& files, const char* name) {
  std::string bytes;
  const auto status = files.database->Get(rocksdb::ReadOptions(), files.meta, name, &bytes);
  if (status.IsNotFound()) return std::optional<std::uint64_t>();
  if (!status.ok()) return rocksdb_error(std::string("cannot read meta ") + name, status);
  const auto number = decode_u64(bytes);
  if (!number)
    return failure(ErrorCode::corrupt, std::string("meta ") + name + " is not a number of 8 bytes");
  return number;
}

Status write_first_meta(RocksdbFiles& files) {
  std::random_device device;
  files.epoch = (std::uint64_t{device()} << 32) | device();
  rocksdb::WriteBatch batch;
  batch.Put(files.meta, meta_format, encode_u64(rocksdb_format_version)).PermitUncheckedError();
  batch.Put(files.meta, meta_epoch, encode_u64(files.epoch)).PermitUncheckedError();
  batch.Put(files.meta, meta_revision, encode_u64(0)).PermitUncheckedError();
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const auto status = files.database->Write(synced, &batch);
  if (!status.ok()) return rocksdb_error("cannot write meta", status);
  return Done{};
}

Status read_meta(RocksdbFiles& files, const std::string& path) {
  const auto format = read_number(files, meta_format);
  if (!format) return format.error();
  if (!format.value()) {
    // New, or its making was interrupted; a foreign RocksDB directory holds something.
    auto* const default_family = files.database->DefaultColumnFamily();
    const bool new_store =
        is_empty(*files.database, default_family) && is_empty(*files.database, files.entries);
    if (new_store) return write_first_meta(files);
    return failure(ErrorCode::corrupt, path + " holds a RocksDB database that is not a Keyglass store");
  }
  if (*format.value() > rocksdb_format_version) {
    return failure(ErrorCode::unavailable, path + " was written by a newer Keyglass (format " +
                                               std::to_string(*format.value()) + "; this one reads up to " +
                                               std::to_string(rocksdb_format_version) + ")");
  }
  const auto epoch = read_number(files, meta_epoch);
  if (!epoch) return epoch.error();
  const auto revision = read_number(files, meta_revision);
  if (!revision) return revision.error();
  if (!epoch.value() || !revision.value()) {
    return failure(ErrorCode::corrupt, path + " has lost its epoch or revision");
  }
  files.epoch = *epoch.value();
  files.newest_revision = *revision.value();
  return Done{};
}

}  // namespace

Result<RocksdbFiles> open_rocksdb_files(const RocksdbFilesOptions& options) {
  const auto prepared = prepare_directory(options.path);
  if (!prepared) return prepared.error();
  auto files = open_database(options);
  if (!files) return files;
  const auto read = read_meta(files.value(), options.path);
  if (!read) return read.error();
  return files;
}

Error rocksdb_error(const std::string& what, const rocksdb::Status& status) {
  const bool damaged = status.IsCorruption();
  return failure(damaged ? ErrorCode::corrupt : ErrorCode::unavailable, what + ": " + status.ToString());
}

}  // namespace keyglass::storage
