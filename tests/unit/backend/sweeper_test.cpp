// Sweeping expired entries, step by step and on its own thread.
#include "service/sweeper.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <deque>
#include <string>
#include <vector>

#include "storage/memory_store.hpp"
#include "support/wait_until.hpp"

namespace keyglass::service {
namespace {

using std::chrono::milliseconds;

// Answers expire_due() as it is told, in order, then with nothing due.
class ScriptedStore final : public storage::Store {
 public:
  explicit ScriptedStore(std::deque<Result<std::size_t>> answers) : answers_(std::move(answers)) {}

  Result<std::size_t> expire_due(std::size_t max) override {
    last_max = max;
    ++calls;
    if (answers_.empty()) return std::size_t{0};
    const auto answer = answers_.front();
    answers_.pop_front();
    return answer;
  }
  Result<storage::Entry> get(std::string_view) const override { return Error{}; }
  Result<KeyMetadata> metadata(std::string_view) const override { return Error{}; }
  Result<storage::Commit> commit(const storage::WriteBatch&) override { return Error{}; }
  Result<storage::Page> scan(const storage::ScanQuery&) const override { return Error{}; }
  storage::Capabilities capabilities() const override { return {}; }
  Status check_ready() const override { return Done{}; }

  std::atomic<std::size_t> calls{0};
  std::atomic<std::size_t> last_max{0};

 private:
  std::deque<Result<std::size_t>> answers_;
};

Error failure(std::string message) {
  return Error{.code = ErrorCode::unavailable, .message = std::move(message)};
}

TEST_CASE("A full batch is followed soon by the next, but not at once; the last by a long pause") {
  ScriptedStore store({std::size_t{100}, std::size_t{100}, std::size_t{99}});
  SweepSteps steps(store, [](const Error*) {});
  const milliseconds after_full = steps.step();
  CHECK(store.last_max == 100U);
  CHECK(after_full > milliseconds{0});
  CHECK(after_full < milliseconds{50});
  CHECK(steps.step() == after_full);
  CHECK(steps.step() >= milliseconds{100});
  CHECK(steps.step() >= milliseconds{100});
}

TEST_CASE("A failure is reported once until it ends or becomes another") {
  ScriptedStore store(
      {failure("a"), failure("a"), failure("b"), std::size_t{0}, std::size_t{0}, failure("b")});
  std::vector<std::string> reports;
  SweepSteps steps(store, [&](const Error* error) { reports.push_back(error ? error->message : "works"); });
  for (int i = 0; i < 6; ++i) CHECK(steps.step() > milliseconds{0});
  CHECK(reports == std::vector<std::string>{"a", "b", "works", "b"});
}

TEST_CASE("The sweeper goes on by itself and stops when it is dropped, without waiting out its pause") {
  ScriptedStore store({std::size_t{100}, std::size_t{100}});
  {
    Sweeper sweeper(store, [](const Error*) {});
    CHECK(test::wait_until([&] { return store.calls >= 3; }));
  }
  const std::size_t calls = store.calls;
  CHECK(calls >= 3);
}

}  // namespace
}  // namespace keyglass::service
