// What reads cost as the store grows: one key, a page, a folded level, opening. Each should stay flat.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>

#include "bench/filled_store.hpp"

namespace keyglass::bench {
namespace {

constexpr std::int64_t small = 10'000;
constexpr std::int64_t large = 1'000'000;
constexpr std::int64_t huge = 10'000'000;

void get_random_key(benchmark::State& state) {
  const auto store = open_or_exit(filled_directory(state.range(0)));
  std::mt19937_64 random(1);
  for ([[maybe_unused]] auto _ : state) {
    const auto number = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(state.range(0)));
    benchmark::DoNotOptimize(value_or_exit(store->get(key_of(number))));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(get_random_key)->Arg(small)->Arg(large)->Arg(huge)->UseRealTime();

void page_of_100_keys(benchmark::State& state) {
  const auto store = open_or_exit(filled_directory(state.range(0)));
  std::mt19937_64 random(1);
  for ([[maybe_unused]] auto _ : state) {
    const auto number = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(state.range(0)));
    benchmark::DoNotOptimize(value_or_exit(store->scan({"", key_of(number), 100, false})));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(page_of_100_keys)->Arg(small)->Arg(large)->Arg(huge)->UseRealTime();

// 100 folders that hold all keys: each must cost one seek.
void fold_100_folders(benchmark::State& state) {
  const auto store = open_or_exit(filled_directory(state.range(0)));
  storage::ScanQuery query;
  query.prefix = "tenant:";
  query.delimiter = ":";
  query.limit = 1'000;
  for ([[maybe_unused]] auto _ : state) {
    const auto page = value_or_exit(store->scan(query));
    if (page.prefixes.size() != 100) state.SkipWithError("the folders are not there");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(fold_100_folders)->Arg(small)->Arg(large)->Arg(huge)->UseRealTime();

// One folder that holds all keys: it must cost no more than an empty level.
void fold_one_folder_of_all(benchmark::State& state) {
  const auto store = open_or_exit(filled_directory(state.range(0)));
  storage::ScanQuery query;
  query.delimiter = ":";
  query.limit = 1'000;
  for ([[maybe_unused]] auto _ : state) {
    const auto page = value_or_exit(store->scan(query));
    if (page.prefixes.size() != 1) state.SkipWithError("the folder is not there");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(fold_one_folder_of_all)->Arg(small)->Arg(large)->Arg(huge)->UseRealTime();

void open_store(benchmark::State& state) {
  const std::string& path = filled_directory(state.range(0));
  for ([[maybe_unused]] auto _ : state) {
    const auto store = open_or_exit(path);
    benchmark::DoNotOptimize(value_or_exit(store->get(key_of(1))));
  }
}
BENCHMARK(open_store)->Arg(small)->Arg(large)->Arg(huge)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace keyglass::bench
