// The commit queue alone, on a writer that waits where a disk would.
#include "storage/commit_queue.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <functional>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>

#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using storage::Commit;
using storage::CommitGroupBounds;
using storage::CommitQueue;
using storage::CommitRequest;
using storage::Delete;
using storage::GroupCommit;
using storage::Put;
using storage::WriteBatch;
using storage::WrittenGroup;

// Batch n deletes key n, so that what was committed can be read back, and gets revision n.
WriteBatch batch_of(std::size_t n) {
  return {{}, {Delete{std::to_string(n)}}};
}
std::size_t number_of(const WriteBatch& batch) {
  return std::stoul(std::get<Delete>(batch.writes.front()).key);
}
std::size_t number_of(const CommitRequest& request) {
  return number_of(*std::get<const WriteBatch*>(request));
}

Error refusal(std::string message) {
  Error error;
  error.code = ErrorCode::precondition_failed;
  error.message = std::move(message);
  return error;
}

// Writes each group by a function; there is nothing to settle, unless a test says what.
class Commits final : public GroupCommit {
 public:
  using Write = std::function<std::vector<Result<Commit>>(const Group&)>;
  using Settle = std::function<void(const std::vector<WrittenGroup*>&)>;
  explicit Commits(Write write, Settle settle = {}) : write_(std::move(write)), settle_(std::move(settle)) {}

  std::unique_ptr<WrittenGroup> write(const Group& group) override {
    auto written = std::make_unique<WrittenGroup>();
    written->results = write_(group);
    return written;
  }
  void settle(const std::vector<WrittenGroup*>& groups) override {
    if (settle_) settle_(groups);
  }

 private:
  const Write write_;
  const Settle settle_;
};

// Keeps the groups it was given, and finishes each only when told. Odd batches succeed, even ones are
// refused.
class SlowWriter {
 public:
  explicit SlowWriter(CommitGroupBounds bounds = {})
      : commits_([this](const CommitQueue::Group& group) { return write(group); }),
        queue_(commits_, bounds) {}

  ~SlowWriter() {
    finish(1'000);
    for (std::thread& thread : threads_) thread.join();
  }

  // Commits `batch` on a thread of its own and returns once it stands in the queue.
  void enqueue(WriteBatch batch) {
    const std::size_t before = returned_ + queue_.waiting();
    threads_.emplace_back([this, batch = std::move(batch)] {
      const auto result = queue_.commit(&batch);
      const std::size_t n = number_of(batch);
      const bool right = n % 2 == 1 ? result && result.value().revision == n
                                    : !result && result.error().message == std::to_string(n);
      if (right) ++right_;
      ++returned_;
    });
    REQUIRE(wait_until([&] { return returned_ + queue_.waiting() == before + 1; }));
  }

  bool has_begun(std::size_t groups) {
    return wait_until([&] { return begun_ == groups; });
  }
  void finish(std::ptrdiff_t groups) { allowed_.release(groups); }
  bool has_returned(std::size_t batches) {
    return wait_until([&] { return returned_ == batches; });
  }
  std::size_t right() const { return right_; }
  // Of groups that have begun and not finished nothing may be read but by has_begun().
  const std::vector<std::vector<std::size_t>>& groups() const { return groups_; }

 private:
  std::vector<Result<Commit>> write(const CommitQueue::Group& group) {
    std::vector<Result<Commit>> results;
    auto& numbers = groups_.emplace_back();
    for (const CommitRequest& request : group) {
      const std::size_t n = number_of(request);
      numbers.push_back(n);
      if (n % 2 == 1) {
        results.push_back(Commit{n, {}});
      } else {
        results.push_back(refusal(std::to_string(n)));
      }
    }
    ++begun_;
    allowed_.acquire();
    return results;
  }

  std::vector<std::vector<std::size_t>> groups_;  // the queue lets one thread write at a time
  std::atomic<std::size_t> begun_ = 0;
  std::atomic<std::size_t> returned_ = 0;
  std::atomic<std::size_t> right_ = 0;
  std::counting_semaphore<> allowed_{0};
  std::vector<std::thread> threads_;
  Commits commits_;
  CommitQueue queue_;
};

using Groups = std::vector<std::vector<std::size_t>>;

TEST_CASE("Batches that wait while a group is written become one group in their order") {
  SlowWriter writer;
  writer.enqueue(batch_of(1));
  REQUIRE(writer.has_begun(1));
  for (std::size_t n = 2; n <= 40; ++n) writer.enqueue(batch_of(n));
  writer.finish(2);
  REQUIRE(writer.has_returned(40));
  CHECK(writer.right() == 40);
  REQUIRE(writer.groups().size() == 2);
  CHECK(writer.groups()[0] == std::vector<std::size_t>{1});
  CHECK(writer.groups()[1].size() == 39);
  CHECK(std::is_sorted(writer.groups()[1].begin(), writer.groups()[1].end()));
}

TEST_CASE("A group gets its results while the next one is written") {
  SlowWriter writer;
  writer.enqueue(batch_of(1));
  REQUIRE(writer.has_begun(1));
  writer.enqueue(batch_of(2));
  writer.finish(1);
  REQUIRE(writer.has_begun(2));
  CHECK(writer.has_returned(1));
  CHECK(writer.right() == 1);
}

TEST_CASE("A group holds no more batches than its bound") {
  SlowWriter writer({3, 1'000'000});
  writer.enqueue(batch_of(1));
  REQUIRE(writer.has_begun(1));
  for (std::size_t n = 2; n <= 8; ++n) writer.enqueue(batch_of(n));
  writer.finish(4);
  REQUIRE(writer.has_returned(8));
  CHECK(writer.groups() == Groups{{1}, {2, 3, 4}, {5, 6, 7}, {8}});
}

TEST_CASE("A group holds no more bytes than its bound, but always one batch") {
  SlowWriter writer({100, 10});
  const auto large = [](std::size_t n, std::size_t bytes) {
    WriteBatch batch = batch_of(n);
    batch.writes.push_back(Put{"k", std::string(bytes - 2, 'v'), "", std::nullopt});
    return batch;  // its two keys have one byte each
  };
  writer.enqueue(batch_of(1));
  REQUIRE(writer.has_begun(1));
  writer.enqueue(large(2, 5));
  writer.enqueue(large(3, 5));
  writer.enqueue(large(4, 11));
  writer.enqueue(large(5, 2));
  writer.finish(4);
  REQUIRE(writer.has_returned(5));
  CHECK(writer.groups() == Groups{{1}, {2, 3}, {4}, {5}});
}

TEST_CASE("A writer that throws fails its group and the queue goes on") {
  std::atomic<bool> throws = true;
  Commits commits([&](const CommitQueue::Group& group) -> std::vector<Result<Commit>> {
    if (throws) throw std::runtime_error("no memory");
    return {group.size(), Commit{7, {}}};
  });
  CommitQueue queue(commits);
  const WriteBatch batch = batch_of(1);
  const auto failed = queue.commit(&batch);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::unavailable);
  CHECK_THAT(failed.error().message, Catch::Matchers::ContainsSubstring("no memory"));
  throws = false;
  REQUIRE(queue.commit(&batch));
  CHECK(queue.waiting() == 0);
}

TEST_CASE("A settling that throws fails what it was about and the queue goes on") {
  std::atomic<bool> throws = true;
  Commits commits(
      [](const CommitQueue::Group& group) {
        return std::vector<Result<Commit>>(group.size(), Commit{7, {}});
      },
      [&](const std::vector<WrittenGroup*>&) {
        if (throws) throw std::runtime_error("no memory");
      });
  CommitQueue queue(commits);
  const WriteBatch batch = batch_of(1);
  const auto failed = queue.commit(&batch);
  REQUIRE_FALSE(failed);
  CHECK_THAT(failed.error().message, Catch::Matchers::ContainsSubstring("may or may not have happened"));
  throws = false;
  CHECK(queue.commit(&batch));
}

// Groups whose settling waits until it is let go, one at a time.
class SlowDisk {
 public:
  SlowDisk()
      : commits_([this](const CommitQueue::Group& group) { return write(group); },
                 [this](const std::vector<WrittenGroup*>& groups) { settle(groups); }),
        queue_(commits_) {}
  ~SlowDisk() { let_go(1'000); }

  void submit(std::size_t n) {
    queue_.submit(batch_of(n), [this](const Result<Commit>&) { ++told_; });
  }
  void let_go(std::ptrdiff_t settlings) { allowed_.release(settlings); }
  bool has_written(std::size_t batches) {
    return wait_until([&] { return written_ == batches; });
  }
  bool settles(std::size_t settlings) {
    return wait_until([&] { return settling_ == settlings; });
  }
  std::size_t written() const { return written_; }
  std::size_t told() const { return told_; }
  std::size_t waiting() const { return queue_.waiting(); }

 private:
  std::vector<Result<Commit>> write(const CommitQueue::Group& group) {
    written_ += group.size();
    return std::vector<Result<Commit>>(group.size(), Commit{1, {}});
  }
  void settle(const std::vector<WrittenGroup*>&) {
    ++settling_;
    allowed_.acquire();
  }

  std::atomic<std::size_t> written_ = 0;
  std::atomic<std::size_t> settling_ = 0;
  std::atomic<std::size_t> told_ = 0;
  std::counting_semaphore<> allowed_{0};
  Commits commits_;
  CommitQueue queue_;
};

TEST_CASE("While a group is settled the next one is written, once it is as large") {
  SlowDisk disk;
  disk.submit(1);
  REQUIRE(disk.settles(1));
  for (std::size_t n = 2; n <= 4; ++n) disk.submit(n);  // behind a lone one that its writer settles
  disk.let_go(1);
  REQUIRE(disk.settles(2));
  REQUIRE(disk.has_written(4));
  disk.submit(5);
  disk.submit(6);
  CHECK(disk.waiting() == 5);
  CHECK(disk.written() == 4);  // it would be smaller: the disk is busy all the same
  disk.submit(7);
  CHECK(disk.has_written(7));
  disk.submit(8);
  CHECK(disk.told() == 1);
  disk.let_go(1);
  REQUIRE(disk.settles(3));
  CHECK(disk.told() == 4);
  CHECK(disk.written() == 7);  // a third group in work would only make each of them smaller
  disk.let_go(2);
  CHECK(wait_until([&] { return disk.told() == 8; }));
}

TEST_CASE("Of many threads each gets its own result and every batch is committed once") {
  constexpr std::size_t thread_count = 64;
  constexpr std::size_t commits = 200;
  std::vector<int> committed(thread_count * commits, 0);  // unguarded: two leaders at once are a data race
  std::atomic<std::size_t> wrong = 0;
  Commits writer([&](const CommitQueue::Group& group) {
    std::vector<Result<Commit>> results;
    for (const CommitRequest& request : group) {
      ++committed[number_of(request)];
      results.push_back(Commit{number_of(request), {}});
    }
    return results;
  });
  CommitQueue queue(writer);
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < thread_count; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t i = 0; i < commits; ++i) {
        const std::size_t n = thread * commits + i;
        const WriteBatch batch = batch_of(n);
        const auto done = queue.commit(&batch);
        if (!done || done.value().revision != n) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(committed == std::vector<int>(thread_count * commits, 1));
}

TEST_CASE("Submitted batches are committed in their order and told once, without a thread that waits") {
  static constexpr std::size_t batches = 1'000;
  std::vector<std::size_t> committed;
  std::vector<std::size_t> told;  // unguarded, as is `committed`: callbacks of one queue do not overlap here
  {
    Commits commits([&](const CommitQueue::Group& group) {
      std::vector<Result<Commit>> results;
      for (const CommitRequest& request : group) {
        committed.push_back(number_of(request));
        results.push_back(Commit{number_of(request), {}});
      }
      return results;
    });
    CommitQueue queue(commits);
    for (std::size_t n = 0; n < batches; ++n) {
      queue.submit(batch_of(n), [&told, n](const Result<Commit>& result) {
        told.push_back(result && result.value().revision == n ? n : batches);
      });
    }
  }  // closing finishes what was submitted
  CHECK(committed.size() == batches);
  CHECK(std::is_sorted(committed.begin(), committed.end()));
  CHECK(told == committed);
}

TEST_CASE("What a group leaves at its end is committed by the next one") {
  std::vector<std::vector<std::size_t>> groups;
  Commits commits([&](const CommitQueue::Group& group) {
    groups.push_back({number_of(group.front())});
    return std::vector<Result<Commit>>{Commit{number_of(group.front()), {}}};  // always but the first
  });
  CommitQueue queue(commits);
  static constexpr std::size_t batches = 20;
  std::atomic<std::size_t> right = 0;
  std::vector<std::thread> threads;
  for (std::size_t n = 0; n < batches; ++n) {
    threads.emplace_back([&, n] {
      const WriteBatch batch = batch_of(n);
      const auto done = queue.commit(&batch);
      if (done && done.value().revision == n) ++right;
    });
    queue.submit(batch_of(batches + n), [&right, n](const Result<Commit>& result) {
      if (result && result.value().revision == batches + n) ++right;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wait_until([&] { return queue.waiting() == 0; }));
  CHECK(groups.size() == 2 * batches);
  CHECK(wait_until([&] { return right == 2 * batches; }));
}

TEST_CASE("A callback may submit, and is under no lock when it does") {
  std::atomic<int> told = 0;
  {
    Commits commits([](const CommitQueue::Group& group) {
      return std::vector<Result<Commit>>(group.size(), Commit{1, {}});
    });
    CommitQueue queue(commits);
    queue.submit(batch_of(1), [&](const Result<Commit>&) {
      ++told;
      queue.submit(batch_of(2), [&](const Result<Commit>&) { ++told; });
    });
  }
  CHECK(told == 2);
}

}  // namespace
}  // namespace keyglass::test
