// Earlier versions: see rocksdb_history.hpp.
#include "storage/rocksdb_history.hpp"

#include <cassert>
#include <utility>

#include "storage/rocksdb_keys.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

// Reads one key's versions at one moment.
class KeyVersions {
 public:
  KeyVersions(const RocksdbFiles& files, std::string_view key, VersionWalk::Now now)
      : files_(files), moment_(files), key_(key), now_(now) {}

  // Walks from the newest known version while `visit` gives true. Fails with corrupt or unavailable.
  template <typename Visit>
  Status walk(Visit visit) {
    const auto entry = read_record(files_, moment_.options(), key_, bytes_);
    if (!entry) return entry.error();
    const auto rows = history_rows(files_, moment_.options());
    rows->Seek(history_prefix(key_));
    VersionWalk walk(key_, entry.value(), *rows, now_);
    while (true) {
      const auto found = walk.next();
      if (!found) return found.error();
      if (!found.value()) {
        complete_ = walk.complete();
        return Done{};
      }
      if (!visit(walk.version())) return Done{};
    }
  }
  // After a walk to its end: the last version was the key's first.
  bool complete() const { return complete_; }

 private:
  const RocksdbFiles& files_;
  const Moment moment_;
  const std::string_view key_;
  const VersionWalk::Now now_;
  rocksdb::PinnableSlice bytes_;
  bool complete_ = false;
};

}  // namespace

Result<Entry> RocksdbHistory::get_at(std::string_view key, std::uint64_t revision) const {
  const auto past = check_past(revision);
  if (!past) return past.error();
  KeyVersions versions(files_, key, now());
  std::optional<Entry> entry;
  bool found = false;
  std::uint64_t oldest = 0;
  const auto walked = versions.walk([&](const HistoryRow& version) {
    oldest = version.record.revision;
    found = oldest <= revision;
    if (found && version.kind == ChangeKind::put) entry = entry_of(key, version.record, files_.epoch, true);
    return !found;
  });
  if (!walked) return walked.error();
  if (entry) return *std::move(entry);
  if (found || oldest == 0 || versions.complete()) return key_not_found(key);
  return version_dropped(key, oldest);
}

Result<VersionPage> RocksdbHistory::versions(const VersionQuery& query) const {
  assert(query.limit > 0);
  KeyVersions versions(files_, query.key, now());
  VersionPage page;
  bool any = false;
  const auto walked = versions.walk([&](const HistoryRow& version) {
    any = true;
    if (query.before != 0 && version.record.revision >= query.before) return true;
    if (page.versions.size() == query.limit) {
      page.next = page.versions.back().metadata.revision;
      return false;
    }
    Version& shown = page.versions.emplace_back();
    shown.kind = version.kind;
    if (version.kind == ChangeKind::put) {
      shown.metadata = metadata_of(query.key, version.record, files_.epoch);
    } else {
      shown.metadata.key = query.key;
      shown.metadata.revision = version.record.revision;
      shown.metadata.updated_at_ms = version.record.updated_at_ms;
    }
    return true;
  });
  if (!walked) return walked.error();
  if (!any) return key_not_found(query.key);
  page.complete = page.next == 0 && versions.complete();
  return page;
}

Result<Page> RocksdbHistory::scan_at(const ScanQuery& query, std::uint64_t revision) const {
  const auto past = check_past(revision);
  if (!past) return past.error();
  const Moment moment(files_);
  RocksdbPastKeys keys(files_, moment.options(), now(), revision);
  return scan_in_order(keys, query);
}

Status RocksdbHistory::check_past(std::uint64_t revision) const {
  const std::uint64_t newest = options_.newest_revision();
  if (revision <= newest) return Done{};
  return future_revision("revision", revision, newest);
}

}  // namespace keyglass::storage
