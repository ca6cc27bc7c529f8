// Store URL -> engine: the one place that knows every engine by name.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "keyglass/result.hpp"
#include "storage/clock.hpp"
#include "storage/history.hpp"
#include "storage/store.hpp"
#include "storage/sync_policy.hpp"

namespace keyglass::storage {

struct StoreOptions {
  std::string url;                              // one of store_url_forms()
  SyncPolicy sync;                              // rocksdb
  std::uint64_t block_cache_bytes = 64u << 20;  // rocksdb: memory for blocks read from disk
  int max_open_files = 1024;                    // rocksdb
  HistoryRetention history;                     // memory, rocksdb
  std::uint64_t feed_changes_max = 1'000'000;   // memory, rocksdb: changes that can be replayed
  std::string redis_prefix;              // redis: stands before every key in Redis; clients never see it
  int redis_connect_timeout_ms = 2'000;  // redis
  int redis_command_timeout_ms = 5'000;  // redis: of one round trip, and of the wait for a connection
  int redis_connections_max = 16;        // redis
  Clock clock = system_time_ms;
};

// Opens the store; it is closed by its destructor, which must not run while a method does.
// Fails with invalid, field "store", listing the valid forms, for a URL of no known form; with unavailable
// for a store that cannot be opened (locked by another process, not writable, not a directory, written by a
// newer version) and with corrupt for one that is damaged; the message names the path. A Redis that cannot be
// reached does not fail here: check_ready() and every operation say so until it can be. No message holds a
// password.
Result<std::unique_ptr<Store>> open_store(const StoreOptions& options);

// The valid forms of a URL, for messages and help: "memory:, rocksdb:PATH, …".
std::string store_url_forms();

// `url` with any password replaced by "***", also where the URL is not valid: for logs.
std::string without_password(std::string_view url);

}  // namespace keyglass::storage
