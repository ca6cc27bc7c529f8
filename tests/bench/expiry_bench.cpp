// Whether a million keys that expire at once slow the writers down: the same writes with and without them.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>
#include <vector>

#include "bench/filled_store.hpp"
#include "service/sweeper.hpp"
#include "support/temp_dir.hpp"
#include "support/wait_until.hpp"

namespace keyglass::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::int64_t expiring_keys = 1'000'000;

// A store whose clock stands still until the keys expire.
struct Expiring {
  test::TempDir directory;
  std::shared_ptr<std::atomic<std::int64_t>> now_ms = std::make_shared<std::atomic<std::int64_t>>(1'000);
  std::unique_ptr<storage::Store> store;

  Expiring() {
    storage::RocksdbOptions options;
    options.files.path = directory / "store";
    options.files.clock = [now = now_ms] { return now->load(); };
    store = value_or_exit(storage::RocksdbStore::open(options));
  }
};

// As the service does, with a rest between two steps; a long one means that nothing more is due.
void sweep_all(storage::Store& store) {
  const auto exit_on_failure = [](const Error* error) {
    if (error != nullptr) value_or_exit(Result<bool>(*error));
  };
  service::SweepSteps steps(store, exit_on_failure);
  const auto nothing_due = [&steps] { return steps.step() > std::chrono::milliseconds(100); };
  if (!test::wait_until(nothing_due, std::chrono::minutes(10))) std::abort();
}

double milliseconds(SteadyClock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

double percentile(std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

// range(0): how many keys expire while one thread writes durably; 0 shows the writes alone.
void write_while_keys_expire(benchmark::State& state) {
  Expiring expiring;
  std::vector<std::string> keys;
  for (std::int64_t number = 0; number < state.range(0); ++number) keys.push_back(key_of(number));
  put_all(*expiring.store, keys, 2'000);
  *expiring.now_ms = 3'000;
  std::atomic<bool> swept{false};
  std::thread sweeper([&] {
    sweep_all(*expiring.store);
    swept = true;
  });
  std::vector<double> latencies_ms;
  std::int64_t number = 0;
  for ([[maybe_unused]] auto _ : state) {
    do {
      const auto begin = SteadyClock::now();
      value_or_exit(expiring.store->commit(
          {{}, {storage::Put{"live:" + std::to_string(++number), "value", "text/plain", std::nullopt}}}));
      latencies_ms.push_back(milliseconds(SteadyClock::now() - begin));
    } while (state.range(0) > 0 ? !swept : number < 5'000);
  }
  sweeper.join();
  std::sort(latencies_ms.begin(), latencies_ms.end());
  state.counters["write_p50_ms"] = percentile(latencies_ms, 0.5);
  state.counters["write_p99_ms"] = percentile(latencies_ms, 0.99);
  state.counters["write_max_ms"] = latencies_ms.back();
  state.counters["writes"] = static_cast<double>(latencies_ms.size());
}
BENCHMARK(write_while_keys_expire)
    ->Arg(0)
    ->Arg(expiring_keys)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace keyglass::bench
