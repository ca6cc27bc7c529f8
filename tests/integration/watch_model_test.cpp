// Watching against the store itself: whoever keeps a copy by watching, and is cut off again and again, has in
// the end exactly what the store has.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "integration/event_reader.hpp"
#include "integration/watched_listener.hpp"
#include "keyglass/watch_codecs.hpp"
#include "storage/open_store.hpp"
#include "support/temp_dir.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using Copy = std::map<std::string, std::string>;
using Random = std::mt19937;

std::uint32_t below(Random& random, std::uint32_t bound) {
  return std::uniform_int_distribution<std::uint32_t>(0, bound - 1)(random);
}

const std::vector<std::string> prefixes{"", "a/", "b/", "b/1"};

// Commits of one to six keys, a few of them with a value too large for anyone's buffer.
void write(storage::Store& store, Random random, int commits) {
  for (int i = 0; i < commits; ++i) {
    storage::WriteBatch batch;
    for (std::uint32_t op = 0; op < 1 + below(random, 6); ++op) {
      const std::string key = prefixes[1 + below(random, 2)] + std::to_string(below(random, 12));
      if (below(random, 4) == 0) {
        batch.writes.emplace_back(storage::Delete{key});
      } else {
        const std::size_t size = below(random, 40) == 0 ? 20'000 : below(random, 20);
        batch.writes.emplace_back(storage::Put{
            key, std::string(size, static_cast<char>('a' + below(random, 26))), "text/plain", {}});
      }
    }
    if (!store.commit(batch)) return;
  }
}

// One client: connects, reads for a while, is cut off, comes back after the last id.
class Follower {
 public:
  Follower(std::string address, std::string prefix, Random random)
      : address_(std::move(address)), prefix_(std::move(prefix)), random_(random) {}

  // Until everything up to `last` (0: not known yet) was told. Empty, or what was wrong.
  std::string follow(const std::atomic<std::uint64_t>& last) {
    while (last == 0 || seen_ < last) {
      EventReader events(address_, target(), headers());
      if (events.answer().status == 410) {
        is_copy_ = false;
        continue;
      }
      // Dropped before the head was read: the reset takes with it what had come.
      if (events.answer().status == 0 && events.connection().was_reset()) continue;
      if (events.answer().status != 200) return "status " + std::to_string(events.answer().status);
      if (!is_copy_) copy_.clear();
      if (std::string wrong = read(events, last); !wrong.empty()) return wrong;
    }
    return {};
  }

  const std::string& prefix() const { return prefix_; }
  const Copy& copy() const { return copy_; }
  int connections() const { return connections_; }

 private:
  std::string target() const {
    return "/watch?values=true&prefix=" + prefix_ + (is_copy_ ? "" : "&snapshot=true");
  }
  EventReader::Headers headers() {
    ++connections_;
    if (!is_copy_) return {};
    return {{"Last-Event-ID", std::to_string(seen_)}};
  }

  std::string read(EventReader& events, const std::atomic<std::uint64_t>& last) {
    for (std::uint32_t left = below(random_, 60); left > 0 || last != 0; --left) {
      const auto block = events.next_block();
      if (!block) return {};  // dropped as too slow, or the feed was cut off under a slow snapshot
      if (std::string wrong = apply(*block); !wrong.empty()) return wrong;
      if (last != 0 && (seen_ >= last || below(random_, 50) == 0)) return {};
    }
    return {};
  }

  std::string apply(const ReceivedEvent& block) {
    if (block.name == "put" || block.name == "delete") {
      const auto event = decode_watch_event(block.data);
      if (!event) return event.error().message;
      const std::string& key = event.value().metadata.key;
      if (!key.starts_with(prefix_)) return "a foreign key: " + key;
      if (is_copy_ && event.value().metadata.revision <= seen_) return "a repetition: " + block.data;
      copy_.erase(key);
      if (block.name == "put") copy_[key] = event.value().value.value_or("no longer kept");
    }
    if (block.id.empty()) return {};
    const std::uint64_t id = std::stoull(block.id);
    if (id < seen_) return "back from " + std::to_string(seen_) + " to " + block.id;
    seen_ = id;
    is_copy_ = true;
    return {};
  }

  const std::string address_;
  const std::string prefix_;
  Random random_;
  Copy copy_;
  std::uint64_t seen_ = 0;  // the last id
  bool is_copy_ = false;    // of the whole store as of `seen_`; else a snapshot is needed
  int connections_ = 0;
};

Copy copy_of(const storage::Store& store, const std::string& prefix) {
  storage::ScanQuery query;
  query.prefix = prefix;
  query.limit = 1000;
  query.with_values = true;
  Copy copy;
  const auto page = store.scan(query);
  REQUIRE(page);
  for (const storage::Entry& entry : page.value().entries) copy[entry.metadata.key] = entry.value;
  return copy;
}

std::unique_ptr<storage::Store> open(const std::string& url, std::uint64_t changes_max) {
  storage::StoreOptions options;
  options.url = url;
  options.sync = storage::parse_sync_policy("none").value();
  options.feed_changes_max = changes_max;
  auto store = storage::open_store(options);
  REQUIRE(store);
  return std::move(store).value();
}

// Bounds so small that every way round is taken: being dropped, replays, joining in the middle.
http::WatchOptions small_bounds() {
  http::WatchOptions options;
  options.waiting_bytes_max = 24 * 1024;
  options.recent_changes_max = 12;
  options.recent_bytes_max = 8 * 1024;
  return options;
}

TEST_CASE("Whoever follows the store, cut off again and again, ends with exactly what is in it") {
  const bool on_disk = GENERATE(false, true);
  const std::uint64_t changes_max = GENERATE(1'000'000, 150);  // the latter: some come back too late
  const auto seed = std::random_device()();
  CAPTURE(seed, on_disk, changes_max);
  Random random(seed);
  TempDir folder;
  const auto store = open(on_disk ? "rocksdb:" + folder.path().string() : "memory:", changes_max);
  http::ListenerOptions listener_options;
  listener_options.keep_alive = std::chrono::milliseconds(20);
  WatchedListener listener(*store, small_bounds(), std::move(listener_options));
  std::vector<Follower> followers;
  for (int i = 0; i < 6; ++i) {
    followers.emplace_back(listener.address(), prefixes[static_cast<std::size_t>(i) % prefixes.size()],
                           Random(random()));
  }
  std::atomic<std::uint64_t> last = 0;
  std::vector<std::string> wrong(followers.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < followers.size(); ++i) {
      threads.emplace_back([&, i] { wrong[i] = followers[i].follow(last); });
    }
    std::jthread one([&, seed_of = random()] { write(*store, Random(seed_of), 400); });
    std::jthread two([&, seed_of = random()] { write(*store, Random(seed_of), 400); });
    one.join();
    two.join();
    last = store->stats("").value().revision;
  }
  for (std::size_t i = 0; i < followers.size(); ++i) {
    CAPTURE(i, followers[i].prefix(), followers[i].connections());
    CHECK(wrong[i] == "");
    CHECK(followers[i].copy() == copy_of(*store, followers[i].prefix()));
  }
}

}  // namespace
}  // namespace keyglass::test
