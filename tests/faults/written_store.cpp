// A store filled by the load: see written_store.hpp.
#include "faults/written_store.hpp"

#include <rocksdb/db.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include "faults/load.hpp"

// RocksDB forgets the memory table of a flush that failed; a store takes no more writes then.
extern "C" const char* __lsan_default_suppressions();   // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "leak:rocksdb::DBImpl::SwitchMemtable\n";
}

namespace keyglass::test {

WrittenStore::WrittenStore(const std::string& path, rocksdb::Env* env, storage::Clock clock) : path_(path) {
  storage::RocksdbOptions options;
  options.files.path = path;
  options.files.env = env;
  options.files.clock = std::move(clock);
  auto files = storage::open_rocksdb_files(options.files);
  INFO((files ? "" : files.error().message));
  REQUIRE(files);
  files_ = files.value();
  store_ = std::make_unique<storage::RocksdbStore>(std::move(files).value(), options);
}

bool WrittenStore::flush(bool compact) {
  const auto& families = files_.families;
  const std::vector<rocksdb::ColumnFamilyHandle*> all{families.entries, families.history, families.changes,
                                                      families.expiry,  families.meta,    families.notes};
  if (!files_.database->Flush(rocksdb::FlushOptions(), all).ok()) return false;
  if (!compact) return true;
  return std::all_of(all.begin(), all.end(), [this](auto* family) {
    return files_.database->CompactRange(rocksdb::CompactRangeOptions(), family, nullptr, nullptr).ok();
  });
}

void WrittenStore::copy_to(const std::filesystem::path& target) {
  // A compaction that still runs would remove files between their listing and their copying.
  REQUIRE(files_.database->DisableFileDeletions().ok());
  std::filesystem::copy(path_, target);
  REQUIRE(files_.database->EnableFileDeletions(false).ok());
}

Account WrittenStore::write_until(std::mt19937_64& random, const std::function<bool()>& stop) {
  std::string said;
  std::atomic<bool> ended = false;
  Load load(*store_, random(), [&said](const std::string& line) { said += line; });
  std::thread writers([&] {
    load.run(stop);
    ended = true;
  });
  std::uint64_t flushed_at = store_->counts().commits;
  std::uint64_t step = 1 + random() % commits_between_flushes_max;
  while (!ended) {
    if (store_->counts().commits < flushed_at + step || !store_->check_ready()) {
      std::this_thread::yield();
      continue;
    }
    flush(random() % 3 == 0);
    flushed_at = store_->counts().commits;
    step = 1 + random() % commits_between_flushes_max;
  }
  writers.join();
  return read_account(said);
}

Account WrittenStore::write(std::mt19937_64& random, std::uint64_t commits) {
  const std::uint64_t end = store_->counts().commits + commits;
  return write_until(random, [&] { return store_->counts().commits >= end; });
}

std::map<std::string, std::optional<AttemptedWrite>> acknowledged(const Account& account,
                                                                  std::uint64_t revision) {
  std::map<std::uint64_t, const Attempt*> in_order;
  for (const auto& [id, attempt] : account.attempts) {
    if (attempt.fate == Attempt::Fate::acknowledged && attempt.revision <= revision &&
        attempt.revision != 0) {
      in_order[attempt.revision] = &attempt;
    }
  }
  std::map<std::string, std::optional<AttemptedWrite>> state;
  for (const auto& [at, attempt] : in_order) {
    for (const AttemptedWrite& write : attempt->writes) {
      state[write.key] = write.value ? std::optional(write) : std::nullopt;
    }
  }
  return state;
}

}  // namespace keyglass::test
