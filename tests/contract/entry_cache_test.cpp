// What is kept of entries that are read again and again, and when it must not be.
#include "storage/entry_cache.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace keyglass::test {
namespace {

using storage::Entry;
using storage::EntryCache;

Entry entry_of(const std::string& key, std::string value = "v") {
  Entry entry;
  entry.metadata.key = key;
  entry.value = std::move(value);
  return entry;
}

// As a reader does that finds `entry` in the engine.
void read(EntryCache& cache, const Entry& entry) {
  const auto lookup = cache.find(entry.metadata.key);
  if (!lookup.entry) cache.keep(lookup.miss, entry);
}

bool holds(EntryCache& cache, const std::string& key) {
  return cache.find(key).entry != nullptr;
}

TEST_CASE("The cache keeps an entry that is read twice in a row") {
  EntryCache cache;
  read(cache, entry_of("k", "1"));
  read(cache, entry_of("k", "1"));
  const auto lookup = cache.find("k");
  REQUIRE(lookup.entry);
  CHECK(*lookup.entry == entry_of("k", "1"));
}

TEST_CASE("Passing over many keys displaces no entry from the cache") {
  EntryCache cache(1);
  for (int n = 0; n < 2; ++n) read(cache, entry_of("often"));
  for (int n = 0; n < 100; ++n) read(cache, entry_of("key " + std::to_string(n)));
  CHECK(holds(cache, "often"));
  for (int n = 0; n < 2; ++n) read(cache, entry_of("now"));
  CHECK(holds(cache, "now"));
  CHECK_FALSE(holds(cache, "often"));
}

TEST_CASE("The cache keeps no large entry") {
  EntryCache cache;
  const std::string fits(EntryCache::entry_bytes_max - 1, 'v');
  for (int n = 0; n < 2; ++n) read(cache, entry_of("k", fits));
  CHECK(holds(cache, "k"));
  for (int n = 0; n < 2; ++n) read(cache, entry_of("l", fits + 'v'));
  CHECK_FALSE(holds(cache, "l"));
}

TEST_CASE("The cache holds no entry while its key is changed, and keeps none that was read before") {
  EntryCache cache;
  for (int n = 0; n < 2; ++n) read(cache, entry_of("k", "old"));
  const std::size_t slot = cache.begin_change("k");
  CHECK_FALSE(holds(cache, "k"));
  for (int n = 0; n < 3; ++n) read(cache, entry_of("k", "old"));
  CHECK_FALSE(holds(cache, "k"));
  const auto asked_during = cache.find("k").miss;
  cache.end_change(slot);
  cache.keep(asked_during, entry_of("k", "old"));
  CHECK_FALSE(holds(cache, "k"));
  for (int n = 0; n < 2; ++n) read(cache, entry_of("k", "new"));
  REQUIRE(holds(cache, "k"));
  CHECK(cache.find("k").entry->value == "new");
}

TEST_CASE("A reader that a change overtakes keeps nothing in the cache") {
  EntryCache cache;
  read(cache, entry_of("k"));
  const auto miss = cache.find("k").miss;
  REQUIRE(miss.worth_keeping);
  cache.end_change(cache.begin_change("k"));
  cache.keep(miss, entry_of("k", "old"));
  CHECK_FALSE(holds(cache, "k"));
}

TEST_CASE("Of two changes of one key both must end before the cache holds it") {
  EntryCache cache;
  const std::size_t first = cache.begin_change("k");
  const std::size_t second = cache.begin_change("k");
  CHECK(first == second);
  cache.end_change(first);
  for (int n = 0; n < 3; ++n) read(cache, entry_of("k"));
  CHECK_FALSE(holds(cache, "k"));
  cache.end_change(second);
  for (int n = 0; n < 2; ++n) read(cache, entry_of("k"));
  CHECK(holds(cache, "k"));
}

}  // namespace
}  // namespace keyglass::test
