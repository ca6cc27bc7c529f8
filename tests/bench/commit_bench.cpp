// What a durable commit costs, alone and together with others, beside the disk's own append and sync.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <string>

#include "bench/filled_store.hpp"
#include "support/temp_dir.hpp"

namespace keyglass::bench {
namespace {

const std::string value(100, 'v');

// The least a durable write can cost here: 200 bytes appended to a file, then fdatasync.
void append_and_sync(benchmark::State& state) {
  const test::TempDir directory;
  const int file = ::open((directory / "log").c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  const std::string bytes(200, 'b');
  for ([[maybe_unused]] auto _ : state) {
    if (::write(file, bytes.data(), bytes.size()) < 0 || ::fdatasync(file) != 0)
      state.SkipWithError("the disk refuses");
  }
  ::close(file);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(append_and_sync)->UseRealTime();

// One store for all threads of a run.
struct SharedStore {
  test::TempDir directory;
  std::unique_ptr<storage::Store> store = open_or_exit(directory / "store");
};
std::unique_ptr<SharedStore> shared;

void commit_durably(benchmark::State& state) {
  static std::atomic<std::int64_t> number{0};
  if (state.thread_index() == 0) shared = std::make_unique<SharedStore>();
  for ([[maybe_unused]] auto _ : state) {
    const auto done =
        shared->store->commit({{}, {storage::Put{key_of(++number), value, "text/plain", std::nullopt}}});
    if (!done) state.SkipWithError(done.error().message.c_str());
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() != 0) return;
  const auto counts = dynamic_cast<storage::RocksdbStore&>(*shared->store).counts();
  if (counts.syncs > 0)
    state.counters["commits_per_sync"] =
        static_cast<double>(counts.commits) / static_cast<double>(counts.syncs);
  shared.reset();
}
BENCHMARK(commit_durably)->Threads(1)->Threads(8)->Threads(64)->UseRealTime();

void commit_batch_of_100(benchmark::State& state) {
  const test::TempDir directory;
  const auto store = open_or_exit(directory / "store");
  std::int64_t number = 0;
  for ([[maybe_unused]] auto _ : state) {
    storage::WriteBatch batch;
    for (int i = 0; i < 100; ++i)
      batch.writes.emplace_back(storage::Put{key_of(++number), value, "text/plain", std::nullopt});
    value_or_exit(store->commit(batch));
  }
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(commit_batch_of_100)->UseRealTime();

}  // namespace
}  // namespace keyglass::bench
