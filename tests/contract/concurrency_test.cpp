// Contract: what holds while many threads read and write.
#include <algorithm>
#include <atomic>
#include <barrier>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <latch>
#include <mutex>
#include <set>
#include <thread>

#include "engines.hpp"
#include "steps.hpp"
#include "storage/change_feed.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using storage::Condition;
using storage::Entry;
using storage::MustHaveEtag;
using storage::MustHaveRevision;
using storage::Put;
using storage::WriteBatch;

Put put_of(std::string key, std::string value) {
  return {std::move(key), std::move(value), "", std::nullopt};
}

// Runs `work(0)` … `work(count - 1)`, each on a thread of its own, all from the same moment. Work counts its
// failures: only the test's own thread may judge.
int failures_of(int count, const std::function<int(int)>& work) {
  std::atomic<int> failures = 0;
  std::latch begin(count);
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      begin.arrive_and_wait();
      failures += work(i);
    });
  }
  for (auto& thread : threads) thread.join();
  return failures;
}

// Runs `write` on one thread and `read` again and again on others until it is done, at least once each.
int failures_while(const std::function<int()>& write, const std::vector<std::function<int()>>& reads) {
  std::atomic<bool> done = false;
  return failures_of(static_cast<int>(reads.size()) + 1, [&](int number) {
    if (number == 0) {
      const int failures = write();
      done = true;
      return failures;
    }
    int failures = 0;
    do {
      failures += reads[static_cast<std::size_t>(number) - 1]();
    } while (!done);
    return failures;
  });
}

using ConditionOn = std::function<Condition(const KeyMetadata&)>;

// 32 threads count up one key.
void count_up(Engine& engine, const ConditionOn& condition) {
  constexpr int thread_count = 32;
  // Where nothing waits for a disk or a network, it takes many for two threads to meet.
  const int increments = engine.durable() ? 10 : 500;
  put(engine.store(), "counter", "0");
  const auto increment = [&] {
    while (true) {
      const auto entry = engine.store().get("counter");
      if (!entry) return false;
      const std::string next = std::to_string(std::stoi(entry.value().value) + 1);
      const auto done =
          engine.store().commit({{condition(entry.value().metadata)}, {put_of("counter", next)}});
      if (done) return true;
      if (done.error().code != ErrorCode::precondition_failed) return false;
    }
  };
  CHECK(failures_of(thread_count, [&](int) {
          int failures = 0;
          for (int n = 0; n < increments; ++n) failures += increment() ? 0 : 1;
          return failures;
        }) == 0);
  CHECK(value_of(engine.store(), "counter") == std::to_string(thread_count * increments));
}

TEMPLATE_TEST_CASE("Threads that count up by ETag lose no update", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  count_up(engine, [](const KeyMetadata& seen) { return MustHaveEtag{"counter", seen.etag}; });
}

TEMPLATE_TEST_CASE("Threads that count up by revision lose no update", "[contract]", REVISION_ENGINES) {
  TestType engine;
  count_up(engine, [](const KeyMetadata& seen) { return MustHaveRevision{"counter", seen.revision}; });
}

TEMPLATE_TEST_CASE("Concurrent commits never share a revision, and the feed has each", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  constexpr int thread_count = 8;
  constexpr int commits = 25;
  std::vector<std::vector<std::uint64_t>> seen(thread_count);
  CHECK(failures_of(thread_count, [&](int thread) {
          for (int n = 0; n < commits; ++n) {
            const auto done = engine.store().commit({{}, {put_of("k" + std::to_string(n), "v")}});
            if (!done) return 1;
            seen[static_cast<std::size_t>(thread)].push_back(done.value().revision);
          }
          return 0;
        }) == 0);
  std::set<std::uint64_t> distinct;
  for (const auto& revisions : seen) {
    CHECK(std::is_sorted(revisions.begin(), revisions.end()));
    distinct.insert(revisions.begin(), revisions.end());
  }
  CHECK(distinct.size() == thread_count * commits);
  const auto page = engine.store().change_feed()->changes({0, "", 100'000, false});
  REQUIRE(page);
  REQUIRE(page.value().changes.size() == distinct.size());
  std::uint64_t expected = 0;
  for (const auto& change : page.value().changes) CHECK(change.version.metadata.revision == ++expected);
}

constexpr int pair_commits = 200;

// `holds` is asked after each commit for what must be true by then.
int write_pairs(Engine& engine, const std::function<bool(const std::string& value)>& holds = {}) {
  for (int n = 1; n <= pair_commits; ++n) {
    const std::string value = std::to_string(n);
    if (!engine.store().commit({{}, {put_of("pair/a", value), put_of("pair/b", value)}})) return 1;
    if (holds && !holds(value)) return 1;
  }
  return 0;
}

// `pair/b` read after `pair/a`, both often: the later read must not see less.
int unless_later(Engine& engine) {
  const auto a = engine.store().get("pair/a");
  const auto b = engine.store().get("pair/b");
  if (!a) return 0;
  return b && std::stoi(b.value().value) >= std::stoi(a.value().value) ? 0 : 1;
}

TEMPLATE_TEST_CASE("Who has read a commit at one key reads no less at another", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  const auto reads_it = [&](const std::string& value) {
    const auto entry = engine.store().get("pair/b");
    return entry && entry.value().value == value;
  };
  const auto write = [&] { return write_pairs(engine, reads_it); };
  const auto read = [&] { return unless_later(engine); };
  CHECK(failures_while(write, {read, read, read}) == 0);
}

int unless_equal(const std::vector<Entry>& pair) {
  return pair.size() == 2 && pair[0].value == pair[1].value ? 0 : 1;
}

int read_pair_by_get_many(Engine& engine) {
  const auto found = engine.store().get_many({"pair/a", "pair/b"});
  return found && found.value()[0] && found.value()[1] && found.value()[0]->value == found.value()[1]->value
             ? 0
             : 1;
}

TEMPLATE_TEST_CASE("Reading many keys shows whole batches only", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  commit(engine.store(), {{}, {put_of("pair/a", "0"), put_of("pair/b", "0")}});
  const auto read = [&] { return read_pair_by_get_many(engine); };
  CHECK(failures_while([&] { return write_pairs(engine); }, {read, read}) == 0);
}

TEMPLATE_TEST_CASE("Listings, snapshots and the past show whole batches only", "[contract]",
                   REVISION_ENGINES) {
  storage::StoreOptions options;
  options.history.versions_max = 10 * pair_commits;
  TestType engine(options);
  const auto first = commit(engine.store(), {{}, {put_of("pair/a", "0"), put_of("pair/b", "0")}});
  const storage::ScanQuery query{"pair/", "", 10, true};
  const auto scan = [&] {
    const auto page = engine.store().scan(query);
    return page ? unless_equal(page.value().entries) : 1;
  };
  // Page by page: one moment for all its pages.
  const auto read_snapshot = [&] {
    const auto snapshot = engine.store().snapshot();
    if (!snapshot) return 1;
    const auto a = snapshot.value()->scan({"pair/", "", 1, true});
    if (!a || a.value().entries.size() != 1) return 1;
    const auto b = snapshot.value()->scan({"pair/", a.value().next, 1, true});
    if (!b || b.value().entries.size() != 1) return 1;
    return unless_equal({a.value().entries[0], b.value().entries[0]});
  };
  std::atomic<std::uint64_t> revision = first.revision;
  const auto read_past = [&] {
    const auto page = engine.store().history()->scan_at(query, revision);
    return page ? unless_equal(page.value().entries) : 1;
  };
  const auto follow = [&] {
    const auto page = engine.store().change_feed()->changes({revision, "", 1, false});
    if (!page || page.value().changes.size() % 2 != 0) return 1;
    revision = page.value().upto;
    return 0;
  };
  CHECK(failures_while([&] { return write_pairs(engine); }, {scan, read_snapshot, follow}) == 0);
  revision = engine.store().stats("").value().revision;
  CHECK(failures_while([&] { return write_pairs(engine); }, {read_past}) == 0);
}

// Even keys stay, odd ones come and go.
TEMPLATE_TEST_CASE("Listings and folds show what is there throughout while writers run", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  constexpr int count = 200;
  const auto key = [](int i) {
    return "f" + std::to_string(1'000 + i / 10) + "/" + std::to_string(1'000 + i);
  };
  WriteBatch batch;
  for (int i = 0; i < count; ++i) batch.writes.push_back(put_of(key(i), "v"));
  commit(engine.store(), batch);
  std::set<std::string> stay;
  std::set<std::string> folders;
  for (int i = 0; i < count; i += 2) stay.insert(key(i));
  for (int i = 0; i < count; i += 10) folders.insert(key(i).substr(0, 6));
  const bool ordered = engine.promises().ordered_scan;
  // Every one of `wanted` is in `found`: once where the engine keeps an order.
  const auto missing = [ordered](const std::vector<std::string>& found, const std::set<std::string>& wanted) {
    const std::set<std::string> distinct(found.begin(), found.end());
    if (ordered && (distinct.size() != found.size() || !std::is_sorted(found.begin(), found.end()))) return 1;
    return std::includes(distinct.begin(), distinct.end(), wanted.begin(), wanted.end()) ? 0 : 1;
  };
  const auto list_through = [&](storage::ScanQuery query, bool folds) {
    std::vector<std::string> found;
    do {
      const auto page = engine.store().scan(query);
      if (!page) return 1;
      for (const auto& entry : page.value().entries) found.push_back(entry.metadata.key);
      if (folds) found.insert(found.end(), page.value().prefixes.begin(), page.value().prefixes.end());
      query.after = page.value().next;
    } while (!query.after.empty());
    return missing(found, folds ? folders : stay);
  };
  const auto write = [&] {
    for (int round = 0; round < 2; ++round) {
      for (int i = 1; i < count; i += 2) {
        if (!engine.store().commit({{}, {storage::Delete{key(i)}}})) return 1;
        if (!engine.store().commit({{}, {put_of(key(i), "again")}})) return 1;
      }
    }
    return 0;
  };
  CHECK(failures_while(write, {[&] {
                                 return list_through({"f", "", 7, false}, false);
                               },
                               [&] {
                                 return list_through({"f", "", 3, false, "/"}, true);
                               }}) == 0);
}

// Round by round keys are due; they are put again and swept at the same time, and must be there after.
TEMPLATE_TEST_CASE("Entries that are put again survive a sweep at the same time", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  const int rounds = engine.durable() ? 50 : 1'000;
  constexpr std::size_t key_count = 100;
  std::vector<std::string> keys;
  WriteBatch again;
  for (std::size_t i = 0; i < key_count; ++i) {
    keys.push_back("k" + std::to_string(i));
    again.writes.push_back(put_of(keys.back(), "long"));
  }
  std::size_t swept = 0;
  std::barrier together(2);
  const auto renew = [&] {
    int failures = 0;
    for (int round = 0; round < rounds; ++round) {
      WriteBatch due;
      for (const auto& key : keys) due.writes.push_back(Put{key, "short", "", engine.now_ms() + 1});
      failures += engine.store().commit(due) ? 0 : 1;
      engine.pass_ms(1);
      together.arrive_and_wait();
      failures += engine.store().commit(again) ? 0 : 1;
      together.arrive_and_wait();
      const auto found = engine.store().get_many(keys);
      if (!found) return failures + 1;
      for (const auto& entry : found.value()) failures += entry && entry->value == "long" ? 0 : 1;
    }
    return failures;
  };
  const auto sweep = [&] {
    int failures = 0;
    for (int round = 0; round < rounds; ++round) {
      together.arrive_and_wait();
      const auto done = engine.store().expire_due(key_count);
      if (done) swept += done.value();
      failures += done ? 0 : 1;
      together.arrive_and_wait();
    }
    return failures;
  };
  CHECK(failures_of(2, [&](int number) { return number == 0 ? renew() : sweep(); }) == 0);
  std::size_t told = 0;
  storage::ChangePage page;
  do {
    auto next = engine.store().change_feed()->changes({page.upto, "", 10'000, false});
    REQUIRE(next);
    page = std::move(next).value();
    for (const auto& change : page.changes)
      told += change.version.kind == storage::ChangeKind::expired ? 1 : 0;
  } while (page.more);
  CHECK(told == swept);
}

TEMPLATE_TEST_CASE("Every subscriber hears of the newest of concurrent commits, and never goes back",
                   "[contract]", REVISION_ENGINES) {
  TestType engine;
  constexpr int thread_count = 8;
  constexpr std::uint64_t commits = 20;
  std::mutex mutex;
  std::vector<std::uint64_t> heard;
  const auto subscription = engine.store().change_feed()->subscribe([&](std::uint64_t newest) {
    const std::lock_guard lock(mutex);
    heard.push_back(newest);
  });
  CHECK(failures_of(thread_count, [&](int thread) {
          for (std::uint64_t n = 0; n < commits; ++n) {
            if (!engine.store().commit({{}, {put_of("k" + std::to_string(thread), "v")}})) return 1;
          }
          return 0;
        }) == 0);
  const std::lock_guard lock(mutex);
  REQUIRE_FALSE(heard.empty());
  CHECK(std::is_sorted(heard.begin(), heard.end()));
  CHECK(heard.back() == thread_count * commits);
}

TEMPLATE_TEST_CASE("Submitted batches are each answered once, those of a thread in their order", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  constexpr int thread_count = 4;
  constexpr int batches = 50;
  std::mutex mutex;
  std::vector<std::vector<int>> answers(thread_count, std::vector<int>(batches));
  std::atomic<int> answered = 0;
  const auto submit = [&](int thread, int n) {
    const std::string key = "t" + std::to_string(thread);
    WriteBatch batch{{}, {put_of(key, std::to_string(n))}};
    // Holds only if the batch before it was committed before it.
    if (n == 0) batch.conditions.push_back(storage::MustBeAbsent{key});
    if (n > 0) batch.conditions.push_back(storage::MustExist{key});
    engine.store().submit(std::move(batch), [&, thread, n](const Result<storage::Commit>& done) {
      const std::lock_guard lock(mutex);
      answers[static_cast<std::size_t>(thread)][static_cast<std::size_t>(n)] += done ? 1 : 1'000;
      ++answered;
    });
  };
  failures_of(thread_count, [&](int thread) {
    for (int n = 0; n < batches; ++n) submit(thread, n);
    return 0;
  });
  REQUIRE(wait_until([&] { return answered == thread_count * batches; }));
  const std::lock_guard lock(mutex);
  for (int thread = 0; thread < thread_count; ++thread) {
    CHECK(answers[static_cast<std::size_t>(thread)] == std::vector<int>(batches, 1));
    CHECK(value_of(engine.store(), "t" + std::to_string(thread)) == std::to_string(batches - 1));
  }
}

}  // namespace
}  // namespace keyglass::test
