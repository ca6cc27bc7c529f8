// RocksDB stores of a given number of small keys, for measurements. Filled once per process and size.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "storage/rocksdb_store.hpp"

namespace keyglass::bench {

// Opens the store in `path`. Ends the process with the reason if that fails: a measurement has nobody to
// tell.
std::unique_ptr<storage::Store> open_or_exit(
    const std::string& path, storage::SyncPolicy::Mode sync = storage::SyncPolicy::Mode::always);

// Below the folder that KEYGLASS_BENCH_FOLDER names, where it then stays, or one that goes with the process:
// the directory of a closed store with `count` keys key_of(0..count-1), each with a value of 100 bytes.
const std::string& filled_directory(std::int64_t count);

// "tenant:0042:item:0000000042": 100 folders of equal size below "tenant:".
std::string key_of(std::int64_t number);

// Puts `keys` in batches of 1,000; ends the process with the reason if one fails.
void put_all(storage::Store& store, const std::vector<std::string>& keys,
             std::optional<std::int64_t> expires_at_ms = {});

// The value, or the end of the process with the error's message.
template <typename T>
T value_or_exit(Result<T> result);

[[noreturn]] void exit_with(const std::string& message);

template <typename T>
T value_or_exit(Result<T> result) {
  if (!result) exit_with(result.error().message);
  return std::move(result).value();
}

}  // namespace keyglass::bench
