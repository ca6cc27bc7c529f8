// GET /watch where it meets something else: TLS, and a store that is ahead of what was told.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "http/tls_identity.hpp"
#include "integration/event_reader.hpp"
#include "integration/watched_listener.hpp"
#include "storage/memory_store.hpp"
#include "support/test_certificate.hpp"
#include "support/wait_until.hpp"
#include "unit/backend/hooked_store.hpp"

namespace keyglass::test {
namespace {

void put(const std::string& api, const std::string& key, const std::string& value) {
  REQUIRE(ask(api, {"PUT", "/kv/" + key, {}, value}).status < 300);
}

// The whole API behind TLS, in this process.
class SealedWatch {
 public:
  explicit SealedWatch(http::WatchOptions watch = {})
      : files_(make_certificate(folder_, "watched")),
        identity_({files_.certificate, files_.key}),
        store_(storage::system_time_ms) {
    REQUIRE(identity_.load());
    http::ListenerOptions options;
    options.tls = &identity_;
    options.keep_alive = std::chrono::milliseconds(50);
    options.patience.write = 10 * patience;  // who does not read is the hub's to drop
    listener_.emplace(store_, watch, std::move(options));
  }
  const std::string& address() const { return listener_->address(); }
  WatchedListener& listener() { return *listener_; }

 private:
  TempDir folder_;
  const CertificateFiles files_;
  http::TlsIdentity identity_;
  storage::MemoryStore store_;
  std::optional<WatchedListener> listener_;
};

TEST_CASE(
    "Events come by https as by http: what there is, what changes, signs of life, and an end in order") {
  SealedWatch sealed;
  const std::string& api = sealed.address();
  REQUIRE(api.starts_with("https://"));
  // More than a TLS record holds, and more than is taken from a watcher at a time.
  const std::string large(300'000, 'v');
  put(api, "dir/large", large);
  EventReader events(api, "/watch?prefix=dir/&snapshot=true&values=true");
  CHECK(events.answer().header("content-type") == "text/event-stream");
  CHECK(shown(events.next()) == "put dir/large=" + large);
  CHECK(shown(events.next()) == "synced 1 #1");
  put(api, "other", "x");
  while (events.last_id() != "2") REQUIRE(events.next_block());
  CHECK(events.comment_count() > 0);
  put(api, "dir/a", large);
  CHECK(shown(events.next()) == "put dir/a=" + large + " #3");
  EventReader back(api, "/watch?prefix=dir/", {{"Last-Event-ID", "2"}});
  CHECK(shown(back.next()) == "put dir/a #3");
  sealed.listener().server().begin_stop();
  CHECK(shown(events.next()) == "the end");
  CHECK(events.ended_in_order());
  CHECK(events.connection().is_closed());
  CHECK(events.connection().tls().ended_in_order());
}

TEST_CASE("Signs of life come every fifteen seconds, within the patience of those who wait for them") {
  CHECK(http::ListenerOptions{}.keep_alive == std::chrono::seconds(15));
}

TEST_CASE("Who does not read what comes by https is dropped, and is not told that this was all") {
  http::WatchOptions options;
  options.waiting_bytes_max = 256 * 1024;
  SealedWatch sealed(options);
  EventReader slow(sealed.address(), "/watch?values=true");
  EventReader quick(sealed.address(), "/watch");
  const std::string value(1024 * 1024, 'v');
  int written = 0;
  // Who is still told what was before takes it at its own pace: both have come beyond that after a few
  // events.
  while (written < 3) {
    put(sealed.address(), "small", "v");
    const std::string id = std::to_string(++written);
    REQUIRE(shown(slow.next()) == "put small=v #" + id);
    REQUIRE(shown(quick.next()) == "put small #" + id);
  }
  while (sealed.listener().figures().dropped == 0) {
    REQUIRE(++written < 200);
    put(sealed.address(), "big", value);
    REQUIRE(shown(quick.next()) == "put big #" + std::to_string(written));
  }
  while (slow.next()) {
  }
  CHECK_FALSE(slow.ended_in_order());
  CHECK_FALSE(slow.connection().tls().ended_in_order());
}

// What is committed can be read, and is told of once the test says so.
class LateFeed final : public storage::ChangeFeed {
 public:
  explicit LateFeed(storage::ChangeFeed& feed) : feed_(feed) {}

  Result<storage::ChangePage> changes(const storage::ChangeQuery& query) const override {
    if (query.prefix.empty()) ++pages_of_all;
    return feed_.changes(query);
  }
  std::unique_ptr<Subscription> subscribe(OnCommit on_commit) override {
    tell = std::move(on_commit);
    return nullptr;
  }

  OnCommit tell;
  mutable std::atomic<int> pages_of_all{0};  // that were asked for without a prefix

 private:
  storage::ChangeFeed& feed_;
};

TEST_CASE(
    "Who knows a commit that the server has yet to hear of itself goes on behind it, and is not sent away") {
  HookedStore store(storage::system_time_ms);
  LateFeed feed(*store.inner().change_feed());
  store.feed = &feed;
  WatchedListener listener(store);
  const std::string& api = listener.address();
  put(api, "a", "1");
  EventReader back(api, "/watch", {{"Last-Event-ID", "1"}});
  EventReader since(api, "/watch?since=1");
  REQUIRE(back.answer().status == 200);
  REQUIRE(since.answer().status == 200);
  // What has not happened at all was another store's.
  const Answer foreign = ask(api, {"GET", "/watch", {{"Last-Event-ID", "2"}}, {}});
  CHECK(foreign.status == 410);
  CHECK(decode_problem(foreign.body).value().revision == 1);
  put(api, "b", "2");
  feed.tell(1);
  feed.tell(2);
  CHECK(shown(back.next()) == "put b #2");
  CHECK(shown(since.next()) == "put b #2");
}

TEST_CASE("Who wants values gets them, too, of what was told to those who do not") {
  storage::MemoryStore store(storage::system_time_ms);
  WatchedListener listener(store);
  EventReader plain(listener.address(), "/watch");
  put(listener.address(), "a", "1");
  REQUIRE(shown(plain.next()) == "put a #1");
  EventReader valued(listener.address(), "/watch?since=0&values=true");
  CHECK(shown(valued.next()) == "put a=1 #1");
}

TEST_CASE("Of a long past no more is read than its watcher takes") {
  HookedStore store(storage::system_time_ms);
  LateFeed feed(*store.inner().change_feed());
  store.feed = &feed;
  const std::string value(1024 * 1024, 'v');
  constexpr int count = 80;  // of which a page holds four or five, and kernels a dozen
  for (int i = 0; i < count; ++i) {
    REQUIRE(store.commit({{}, {storage::Put{"key" + std::to_string(i), value, "", std::nullopt}}}));
  }
  http::ListenerOptions options;
  options.patience.write = 10 * patience;  // for who does not read while the other one does
  WatchedListener listener(store, {}, std::move(options));
  EventReader slow(listener.address(), "/watch?since=0&values=true");
  EventReader quick(listener.address(), "/watch?since=0&values=true&prefix=key");
  for (int i = 0; i < count; ++i) REQUIRE(quick.next());
  CHECK(feed.pages_of_all > 0);
  CHECK(feed.pages_of_all < count / 8);
  for (int i = 0; i < count; ++i) {
    const auto event = slow.next();
    REQUIRE(event);
    REQUIRE(event->id == std::to_string(i + 1));
  }
}

}  // namespace
}  // namespace keyglass::test
