// Stores for measurements: see filled_store.hpp.
#include "bench/filled_store.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <utility>

#include "support/temp_dir.hpp"

namespace keyglass::bench {
namespace {

constexpr std::size_t batch_keys = 1'000;
constexpr std::size_t value_bytes = 100;
constexpr int folders = 100;

void commit_or_exit(storage::Store& store, const storage::WriteBatch& batch) {
  value_or_exit(store.commit(batch));
}

std::string path_of_filled(std::int64_t count) {
  static const test::TempDir own;
  const char* const given = std::getenv("KEYGLASS_BENCH_FOLDER");
  const std::string name = std::to_string(count);
  return given == nullptr ? own / name : std::string(given) + '/' + name;
}

}  // namespace

void exit_with(const std::string& message) {
  std::fprintf(stderr, "bench: %s\n", message.c_str());
  std::exit(1);
}

std::unique_ptr<storage::Store> open_or_exit(const std::string& path, storage::SyncPolicy::Mode sync) {
  storage::RocksdbOptions options;
  options.files.path = path;
  options.sync.mode = sync;
  return value_or_exit(storage::RocksdbStore::open(options));
}

std::string key_of(std::int64_t number) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "tenant:%04d:item:%010lld", static_cast<int>(number % folders),
                static_cast<long long>(number));
  return text.data();
}

void put_all(storage::Store& store, const std::vector<std::string>& keys,
             std::optional<std::int64_t> expires_at_ms) {
  const std::string value(value_bytes, 'v');
  storage::WriteBatch batch;
  for (const std::string& key : keys) {
    batch.writes.emplace_back(storage::Put{key, value, "text/plain", expires_at_ms});
    if (batch.writes.size() < batch_keys) continue;
    commit_or_exit(store, batch);
    batch.writes.clear();
  }
  if (!batch.writes.empty()) commit_or_exit(store, batch);
}

const std::string& filled_directory(std::int64_t count) {
  static std::map<std::int64_t, std::string> filled;
  const auto known = filled.find(count);
  if (known != filled.end()) return known->second;
  const std::string path = path_of_filled(count);
  const auto store = open_or_exit(path, storage::SyncPolicy::Mode::none);
  std::vector<std::string> keys;
  for (std::int64_t number = 0; number < count; ++number) {
    keys.push_back(key_of(number));
    if (keys.size() < 100 * batch_keys) continue;
    put_all(*store, keys);
    keys.clear();
  }
  put_all(*store, keys);
  return filled.emplace(count, path).first->second;
}

}  // namespace keyglass::bench
