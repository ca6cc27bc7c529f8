// The optional part of a Store that remembers earlier versions of each key, within a retention.
// Any thread may call any method. Expiry does not hide an earlier version: who asks for one asks for the
// past.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.hpp"

namespace keyglass::storage {

enum class ChangeKind { put, deleted, expired };

// One version of a key. After deleted and expired only key, revision and updated_at_ms (the time of the
// removal) are set.
struct Version {
  ChangeKind kind = ChangeKind::put;
  KeyMetadata metadata;
};

struct VersionQuery {
  std::string key;
  std::uint64_t before = 0;  // only versions with a smaller revision; 0: from the newest
  std::size_t limit = 0;     // 1..limits::page_keys_max
};

struct VersionPage {
  std::vector<Version> versions;  // newest first
  std::uint64_t next = 0;         // `before` of the next page; 0 ends the listing
  // On the last page: the oldest shown is the key's first; nothing was dropped. A key that is put again when
  // its removal is no longer kept begins anew.
  bool complete = false;
};

// How much is kept: versions beyond either bound are gone from every read at once, and from the disk later.
// The newest version of an entry that is there is always kept.
struct HistoryRetention {
  std::uint32_t versions_max = 10;  // earlier versions of a key, removals included; 0 keeps none
  std::uint32_t hours_max = 168;    // since a version was replaced or removed; 0 keeps none
};

class History {
 public:
  virtual ~History() = default;
  // The entry as it was once commit `revision` had happened. Fails with not_found if the key was absent then
  // or no version of it is known, with compacted (Error::revision: the oldest that is kept) if versions
  // before the oldest known were dropped and one of them may have been it, and with invalid (field
  // "revision") if that commit has not happened yet.
  virtual Result<Entry> get_at(std::string_view key, std::uint64_t revision) const = 0;
  // Fails with not_found if no version of the key is known.
  virtual Result<VersionPage> versions(const VersionQuery& query) const = 0;
  // One page of the keys as they were once commit `revision` had happened, as far as history is kept; those
  // deleted since are there again. Delimiter and glob as in Store::scan().
  virtual Result<Page> scan_at(const ScanQuery& query, std::uint64_t revision) const = 0;
};

}  // namespace keyglass::storage
