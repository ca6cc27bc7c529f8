// A RocksDB store that a test fills by the load, with a hand on its flushes, and what it must hold then.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>

#include "faults/attempt.hpp"
#include "storage/rocksdb_store.hpp"

namespace keyglass::test {

class WrittenStore {
 public:
  // Opens or makes the store in `path`; fails the test if it cannot be.
  explicit WrittenStore(const std::string& path, rocksdb::Env* env = nullptr,
                        storage::Clock clock = storage::system_time_ms);

  // How rarely write() flushes at most; set before it.
  std::uint64_t commits_between_flushes_max = 200;

  storage::RocksdbStore& store() { return *store_; }
  storage::RocksdbFiles& files() { return files_; }

  // Writes what is in memory to tables, and merges those if asked to. False if the disk failed.
  bool flush(bool compact);
  // Copies the directory as it is, as a kill would leave it; nothing is removed meanwhile.
  void copy_to(const std::filesystem::path& target);
  // Random writes, and flushes between them, until `stop`. Gives what the writers said.
  Account write_until(std::mt19937_64& random, const std::function<bool()>& stop);
  // The same until so many commits were acknowledged.
  Account write(std::mt19937_64& random, std::uint64_t commits);

 private:
  const std::string path_;
  storage::RocksdbFiles files_;
  std::unique_ptr<storage::RocksdbStore> store_;
};

// What was acknowledged for a key by a load that has ended: nullopt after a delete. Of commits up to
// `revision` only.
std::map<std::string, std::optional<AttemptedWrite>> acknowledged(const Account& account,
                                                                  std::uint64_t revision);

}  // namespace keyglass::test
