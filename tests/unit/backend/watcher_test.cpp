// One watcher between who pushes and who takes: what a sign of life says, and how much may wait.
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

#include "http/watch_hub.hpp"
#include "http/watcher.hpp"
#include "keyglass/time_text.hpp"
#include "service/token_gate.hpp"
#include "storage/memory_store.hpp"
#include "support/temp_dir.hpp"
#include "support/token_file.hpp"
#include "support/wait_until.hpp"

namespace keyglass::http {
namespace {

// Events beside what the hub tells: its store stays empty.
class WatcherFixture {
 public:
  WatcherFixture() {
    watcher_->start(false, [] {});
    taken();
  }
  ~WatcherFixture() { watcher_->close(); }
  WatcherFixture(const WatcherFixture&) = delete;
  WatcherFixture& operator=(const WatcherFixture&) = delete;

  Watcher& watcher() { return *watcher_; }
  std::string taken() {
    std::string bytes;
    watcher_->take(bytes);
    return bytes;
  }
  std::string sign_of_life() {
    std::string bytes;
    watcher_->keep_alive(bytes);
    return bytes;
  }
  static SharedFrame frame(std::uint64_t revision, std::size_t bytes = 1) {
    EventWriter writer;
    writer.add(event_lines("put", std::string(bytes, 'x')), revision);
    return writer.finish();
  }

 private:
  const service::TokenGate tokens_;
  storage::MemoryStore store_{storage::system_time_ms};
  WatchHub hub_{store_};
  const std::shared_ptr<Watcher> watcher_ =
      std::make_shared<Watcher>(hub_, WatchRequest{}, service::Permit(tokens_, std::nullopt, ""));
};

TEST_CASE("A sign of life never takes the last id back, though the hub says later that it was told") {
  WatcherFixture fixture;
  CHECK(fixture.sign_of_life() == ": keep-alive\n\n");
  fixture.watcher().push_news(WatcherFixture::frame(5));
  CHECK(fixture.taken() == "event: put\ndata: x\nid: 5\n\n");
  CHECK(fixture.sign_of_life() == ": keep-alive\nid: 5\n\n");
}

TEST_CASE("A sign of life says nothing while events wait: its id could be ahead of them") {
  WatcherFixture fixture;
  fixture.watcher().push_news(WatcherFixture::frame(5));
  CHECK(fixture.sign_of_life().empty());
}

TEST_CASE("Who is not let in any more is told so at the next sign of life, though nothing happens") {
  const test::TempDir folder;
  const std::string file = folder / "tokens.json";
  test::write_token_file(file, {{"one", "secret", "read", R"(,"expires_at":")" + encode_time(2'000) + "\""}});
  std::int64_t now_ms = 1'000;
  service::TokenGate gate({.file = file, .admin_token = {}}, [&now_ms] { return now_ms; });
  REQUIRE(gate.load());
  storage::MemoryStore store(storage::system_time_ms);
  WatchHub hub(store);
  const auto watcher = hub.open({}, service::Permit(gate, "secret", ""));
  watcher->start(false, [] {});
  std::string bytes;
  CHECK(watcher->take(bytes) == EventSource::State::open);
  watcher->keep_alive(bytes);
  CHECK(bytes == "retry: 2000\n\n: keep-alive\n\n");
  now_ms = 2'000;
  bytes.clear();
  watcher->keep_alive(bytes);
  CHECK(watcher->take(bytes) == EventSource::State::ended);
  CHECK(bytes.empty());
  watcher->close();
}

TEST_CASE("Who has left is kept nowhere, however many still watch") {
  const service::TokenGate tokens;
  storage::MemoryStore store(storage::system_time_ms);
  WatchHub hub(store);
  const auto enter = [&] {
    auto source = hub.open({}, service::Permit(tokens, std::nullopt, ""));
    source->start(false, [] {});
    return source;
  };
  const auto stays = enter();
  auto leaves = enter();
  const std::weak_ptr<EventSource> left = leaves;
  leaves->close();
  leaves.reset();
  CHECK(test::wait_until([&] { return left.expired(); }));
  CHECK(hub.figures().watchers == 1);
  stays->close();
}

TEST_CASE("A replay pauses while much waits, and nothing waits for who is told what happens") {
  WatcherFixture fixture;
  fixture.watcher().push_past(WatcherFixture::frame(1, 100'000));
  CHECK_FALSE(fixture.watcher().pause_if_full());
  fixture.watcher().push_past(WatcherFixture::frame(2, 300'000));
  CHECK(fixture.watcher().pause_if_full());
  CHECK_FALSE(fixture.watcher().is_over());
  fixture.watcher().push_news(WatcherFixture::frame(3, WatchOptions{}.waiting_bytes_max));
  fixture.watcher().push_news(WatcherFixture::frame(4));
  CHECK(fixture.watcher().is_over());
}

}  // namespace
}  // namespace keyglass::http
