// Reading a directory without disturbing it: see rocksdb_view.hpp.
#include "storage/rocksdb_view.hpp"

#include <rocksdb/db.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>
#include <vector>

#include "storage/rocksdb_log_framing.hpp"
#include "storage/rocksdb_recovery.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

// While a server works, files may go between learning their names and opening them: then the next attempt
// sees their successors.
constexpr int failures_max = 20;
// How long to try for a moment in which no file changes; a server at work has many of them.
constexpr std::chrono::seconds patience{30};

rocksdb::Status open_secondary(const std::string& path, RocksdbFiles& files) {
  RocksdbFilesOptions options;
  options.path = path;
  rocksdb::DBOptions database = database_options(options);
  database.max_open_files = -1;  // files that are open stay readable once the server has removed them
  std::vector<std::string> names;
  auto status = rocksdb::DB::ListColumnFamilies(database, path, &names);
  if (!status.ok()) return status;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  // The second path is only for RocksDB's own log, of which there is none.
  status = rocksdb::DB::OpenAsSecondary(database, path, path, family_descriptors(names, options), &handles,
                                        &opened);
  if (!status.ok()) return status;
  files.database = std::shared_ptr<rocksdb::DB>(opened, [handles](rocksdb::DB* open) {
    for (auto* handle : handles) open->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    delete open;
  });
  files.families = families_of(handles);
  return status;
}

// Which tables and logs count is said by the manifest that CURRENT names, and grows with each change.
std::string manifest_state(const std::string& path) {
  std::string name;
  std::getline(std::ifstream(path + "/CURRENT"), name);
  std::error_code error;
  const auto size = std::filesystem::file_size(path + '/' + name, error);
  return name + ' ' + std::to_string(error ? 0 : size);
}

// A log goes once its rows are in tables, and RocksDB reads over one that is not there: if the manifest has
// changed since it was read, rows may be missing that were in neither.
rocksdb::Status open_at_one_moment(const std::string& path, RocksdbFiles& files) {
  rocksdb::Status status;
  int failures = 0;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < deadline) {
    const std::string before = manifest_state(path);
    status =
        files.database == nullptr ? open_secondary(path, files) : files.database->TryCatchUpWithPrimary();
    if (status.IsCorruption()) return status;
    const bool unchanged = manifest_state(path) == before;
    if (status.ok() && unchanged) return status;
    if (status.ok()) continue;
    files = {};
    if (++failures >= failures_max && unchanged) return status;
  }
  if (!status.ok()) return status;
  return rocksdb::Status::TryAgain("its files change too fast");
}

// Its rows read as today's do.
constexpr std::uint64_t oldest_viewed_format = 2;

bool has_every_family(const RocksdbFamilies& families) {
  return families.entries != nullptr && families.history != nullptr && families.changes != nullptr &&
         families.expiry != nullptr && families.meta != nullptr && families.notes != nullptr;
}

Error not_a_store(const std::string& path) {
  return failure(ErrorCode::corrupt, path + " is not a Keyglass store, or has lost its meta");
}

Result<std::uint64_t> read_format(const RocksdbFiles& files, const std::string& path) {
  if (files.families.meta == nullptr) return not_a_store(path);
  const auto format = read_meta_number(*files.database, files.families, meta_format);
  if (!format) return format.error();
  if (!format.value()) return not_a_store(path);
  if (*format.value() > rocksdb_format_version) {
    return failure(ErrorCode::unavailable, path + " was written by a newer Keyglass (format " +
                                               std::to_string(*format.value()) + ')');
  }
  if (*format.value() < oldest_viewed_format || !has_every_family(files.families)) {
    return failure(
        ErrorCode::unavailable,
        path +
            " was written by an older Keyglass: start the server on it once, which brings it to this "
            "format");
  }
  return *format.value();
}

Status read_view(RocksdbView& view, const std::string& path) {
  const auto format = read_format(view.files, path);
  if (!format) return format.error();
  view.format = format.value();
  const auto backup_at = read_meta_number(*view.files.database, view.files.families, meta_backup_at);
  if (!backup_at) return backup_at.error();
  view.backup_at_ms = backup_at.value().value_or(0);
  return read_meta(view.files, path);
}

}  // namespace

Result<RocksdbView> open_rocksdb_view(const std::string& path) {
  if (const auto whole = check_rocksdb_directory(path); !whole) return whole.error();
  return open_unfinished_rocksdb_view(path);
}

Result<RocksdbView> open_unfinished_rocksdb_view(const std::string& path) {
  if (!is_rocksdb_directory(path)) return failure(ErrorCode::unavailable, "there is no store in " + path);
  if (const auto sound = check_log_frames(path); !sound) return sound.error();
  RocksdbView view;
  const auto status = open_at_one_moment(path, view.files);
  if (!status.ok()) return rocksdb_error("cannot read the store in " + path, status);
  if (const auto read = read_view(view, path); !read) {
    Error error = read.error();
    if (error.message.find(path) == std::string::npos) error.message += " (" + path + ')';
    return error;
  }
  return view;
}

}  // namespace keyglass::storage
