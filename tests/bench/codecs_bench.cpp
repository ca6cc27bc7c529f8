// What encoding, decoding and matching cost, which every request pays.
#include <benchmark/benchmark.h>

#include <string>

#include "bench/filled_store.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/glob.hpp"
#include "keyglass/key_rules.hpp"
#include "keyglass/percent.hpp"
#include "storage/record.hpp"

namespace keyglass::bench {
namespace {

void check_one_key(benchmark::State& state) {
  const std::string key = key_of(42);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(check_key(key));
}
BENCHMARK(check_one_key);

void encode_pair(benchmark::State& state) {
  const KeyValue pair{key_of(42), std::string(static_cast<std::size_t>(state.range(0)), 'v')};
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(encode_key_value(pair));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(encode_pair)->Arg(10)->Arg(10'000)->Arg(1'000'000);

void decode_write(benchmark::State& state) {
  const std::string json = encode_write_request(
      {std::string(static_cast<std::size_t>(state.range(0)), 'v'), std::nullopt, std::nullopt});
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(decode_write_request(json));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(decode_write)->Arg(10)->Arg(10'000)->Arg(1'000'000);

void encode_page_of_100(benchmark::State& state) {
  KeyPage page;
  for (int i = 0; i < 100; ++i) {
    KeyMetadata& metadata = page.keys.emplace_back();
    metadata.key = key_of(i);
    metadata.size_bytes = 100;
    metadata.revision = 7;
    metadata.created_at_ms = metadata.updated_at_ms = 1'700'000'000'000;
    metadata.content_type = "text/plain";
    metadata.etag = "\"7-1234567812345678\"";
  }
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(encode_key_page(page));
}
BENCHMARK(encode_page_of_100);

void match_glob(benchmark::State& state) {
  const std::string key = key_of(42);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(glob_matches("tenant:*:item:*42", key));
}
BENCHMARK(match_glob);

}  // namespace
}  // namespace keyglass::bench
