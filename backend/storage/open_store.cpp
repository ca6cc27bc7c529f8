// The table of engines: see open_store.hpp.
#include "storage/open_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "storage/memory_store.hpp"
#include "storage/redis_store.hpp"
#include "storage/redis_url.hpp"
#include "storage/rocksdb_store.hpp"

namespace keyglass::storage {
namespace {

using Opened = Result<std::unique_ptr<Store>>;

Error refused(std::string message) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = std::move(message);
  error.field = "store";
  return error;
}

// `rest` is what follows the scheme in the URL.
Opened open_memory(const StoreOptions& options, std::string_view rest) {
  if (!rest.empty()) return refused("memory: takes nothing after the colon");
  MemoryOptions memory;
  memory.clock = options.clock;
  memory.history = options.history;
  memory.feed_changes_max = options.feed_changes_max;
  return std::unique_ptr<Store>(std::make_unique<MemoryStore>(std::move(memory)));
}

Opened open_rocksdb(const StoreOptions& options, std::string_view rest) {
  if (rest.empty()) return refused("rocksdb: needs the path of a directory, like rocksdb:./data");
  RocksdbOptions rocksdb;
  rocksdb.files.path = rest;
  rocksdb.files.block_cache_bytes = options.block_cache_bytes;
  rocksdb.files.max_open_files = options.max_open_files;
  rocksdb.files.history = options.history;
  rocksdb.files.clock = options.clock;
  rocksdb.sync = options.sync;
  rocksdb.feed_changes_max = options.feed_changes_max;
  return RocksdbStore::open(rocksdb);
}

Opened open_redis(const StoreOptions& options, std::string_view) {
  auto endpoint = parse_redis_url(options.url);
  if (!endpoint) return endpoint.error();
  RedisOptions redis;
  redis.pool.endpoint = std::move(endpoint).value();
  redis.pool.connect_timeout_ms = options.redis_connect_timeout_ms;
  redis.pool.command_timeout_ms = options.redis_command_timeout_ms;
  redis.pool.connections_max = options.redis_connections_max;
  redis.prefix = options.redis_prefix;
  redis.clock = options.clock;
  return std::unique_ptr<Store>(std::make_unique<RedisStore>(redis));
}

struct Engine {
  std::string_view scheme;  // how its URLs begin
  std::string_view form;    // for people
  Opened (*open)(const StoreOptions& options, std::string_view rest);
};

constexpr std::array engines{
    Engine{"memory:", "memory:", open_memory},
    Engine{"rocksdb:", "rocksdb:PATH", open_rocksdb},
    Engine{"redis://", redis_url_form, open_redis},
};

}  // namespace

Result<std::unique_ptr<Store>> open_store(const StoreOptions& options) {
  const std::string_view url = options.url;
  for (const Engine& engine : engines) {
    if (url.starts_with(engine.scheme)) return engine.open(options, url.substr(engine.scheme.size()));
  }
  return refused("\"" + without_password(url) + "\" is not a store: valid are " + store_url_forms());
}

std::string store_url_forms() {
  std::string forms;
  for (const Engine& engine : engines) {
    if (!forms.empty()) forms += ", ";
    forms += engine.form;
  }
  return forms;
}

std::string without_password(std::string_view url) {
  const std::size_t at = url.rfind('@');
  if (at == std::string_view::npos || url.starts_with("rocksdb:")) return std::string(url);
  // Whoever mistypes the scheme has still typed a password.
  const std::size_t scheme = url.find("://");
  const std::size_t login = scheme == std::string_view::npos ? 0 : std::min(scheme + 3, at);
  const std::size_t colon = url.substr(0, at).find(':', login);
  const std::size_t secret = colon == std::string_view::npos ? login : colon + 1;
  return std::string(url.substr(0, secret)) + "***" + std::string(url.substr(at));
}

}  // namespace keyglass::storage
