// Before a directory is opened to write: see rocksdb_recovery.hpp.
#include "storage/rocksdb_recovery.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "storage/acknowledged_mark.hpp"
#include "storage/rocksdb_files.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

bool is_rocksdb_file(const std::string& name) {
  return name.starts_with("MANIFEST-") || name.ends_with(".sst") || name.ends_with(".log");
}

// Holds RocksDB's lock of a directory, if nobody else does.
class DirectoryLock {
 public:
  DirectoryLock(rocksdb::Env& env, const std::string& path) : env_(env) {
    if (!env_.LockFile(path + "/LOCK", &lock_).ok()) lock_ = nullptr;
  }
  ~DirectoryLock() {
    if (lock_ != nullptr) env_.UnlockFile(lock_).PermitUncheckedError();
  }
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

  bool held() const { return lock_ != nullptr; }

 private:
  rocksdb::Env& env_;
  rocksdb::FileLock* lock_ = nullptr;
};

// How far what opening the directory will find reaches; nothing is written.
Result<LogReach> readable_reach(const RocksdbFilesOptions& options) {
  const std::string what = "cannot open the store in " + options.path;
  const rocksdb::DBOptions database = database_options(options);
  std::vector<std::string> names;
  auto status = rocksdb::DB::ListColumnFamilies(database, options.path, &names);
  if (!status.ok()) return rocksdb_error(what, status);
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  status = rocksdb::DB::OpenForReadOnly(database, options.path, family_descriptors(names, options), &handles,
                                        &opened);
  if (!status.ok()) return rocksdb_error(what, status);
  const std::unique_ptr<rocksdb::DB> closed_at_end(opened);
  const auto families = families_of(handles);
  auto totals = Result<std::optional<Totals>>(std::optional<Totals>());
  if (families.meta != nullptr) totals = read_meta_totals(*opened, families);
  for (auto* handle : handles) opened->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  if (!totals) return totals.error();
  return totals.value() ? reach_of(*totals.value()) : LogReach{};
}

}  // namespace

bool is_rocksdb_directory(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path + "/CURRENT", error);
}

Status check_rocksdb_directory(const std::string& path) {
  std::error_code error;
  if (std::filesystem::exists(path + '/' + std::string(incomplete_name), error)) {
    return failure(
        ErrorCode::unavailable,
        path + " is incomplete: a backup or restore into it was interrupted. Remove it, and begin again");
  }
  if (is_rocksdb_directory(path)) return Done{};
  for (const auto& file : std::filesystem::directory_iterator(path, error)) {
    if (!is_rocksdb_file(file.path().filename().string())) continue;
    return failure(ErrorCode::corrupt, path + " has lost its file CURRENT");
  }
  return Done{};
}

Status check_acknowledged(const RocksdbFilesOptions& options) {
  const auto acknowledged = read_acknowledged_mark(options.path);
  if (!acknowledged) return acknowledged.error();
  if (acknowledged.value() == LogReach{}) return Done{};
  rocksdb::Env& env = options.env != nullptr ? *options.env : *rocksdb::Env::Default();
  const DirectoryLock lock(env, options.path);
  if (!lock.held()) return Done{};
  const auto readable = readable_reach(options);
  if (!readable) return readable.error();
  const std::string missing = missing_commits(acknowledged.value(), readable.value());
  if (missing.empty()) return Done{};
  return failure(ErrorCode::corrupt, options.path + " has lost commits: " + missing +
                                         ". Nothing was changed. Restore a backup; or, to go on without "
                                         "them, remove its file " +
                                         std::string(acknowledged_mark_name));
}

}  // namespace keyglass::storage
