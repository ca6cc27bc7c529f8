// GET /watch over real connections: what is told, from where on, to whom, and how it ends.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <string>

#include "integration/each_store.hpp"
#include "integration/event_reader.hpp"
#include "integration/http_connection.hpp"
#include "integration/watched_listener.hpp"
#include "storage/memory_store.hpp"
#include "support/token_file.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using std::chrono::milliseconds;

void put(const std::string& api, const std::string& key, const std::string& value) {
  REQUIRE(ask(api, {"PUT", "/kv/" + key, {}, value}).status < 300);
}

class Watched : public EachStore {
 public:
  explicit Watched(std::vector<std::string> options = {}) : EachStore(std::move(options)) {}
};

TEST_CASE_METHOD(Watched, "A watcher is told what happens from then on, one id at the end of each commit") {
  put(api(), "before", "0");
  EventReader events(api(), "/watch");
  CHECK(events.answer().status == 200);
  CHECK(events.answer().header("content-type") == "text/event-stream");
  CHECK(events.answer().header("cache-control") == "no-cache");
  put(api(), "a", "1");
  CHECK(post_json(api(), "/batch",
                  R"({"ops":[{"op":"put","key":"c","value":"3"},{"op":"put","key":"b","value":"2"},)"
                  R"({"op":"delete","key":"a"}]})")
            .status == 200);
  CHECK(shown(events.next()) == "put a #2");
  const auto first = events.next();
  CHECK(shown(first) == "delete a");
  CHECK(shown(events.next()) == "put b");
  const auto last = events.next();
  CHECK(shown(last) == "put c #3");
  CHECK(first->chunk == last->chunk);
  put(api(), "short?ttl=1", "x");
  CHECK(shown(events.next()) == "put short #4");
  CHECK(shown(events.next()) == "expire short #5");
}

TEST_CASE_METHOD(Watched, "A snapshot comes first, then the word that it is whole, then what changes") {
  put(api(), "a/1", "one");
  put(api(), "a/2", "two");
  put(api(), "b/1", "other");
  EventReader events(api(), "/watch?prefix=a/&values&snapshot=true");
  CHECK(shown(events.next()) == "put a/1=one");
  CHECK(shown(events.next()) == "put a/2=two");
  CHECK(shown(events.next()) == "synced 3 #3");
  put(api(), "b/1", "still other");
  put(api(), "a/3", "three");
  CHECK(shown(events.next()) == "put a/3=three #5");
}

TEST_CASE_METHOD(Watched, "A large snapshot and a long past come in pieces, each key once, commits whole") {
  for (int batch = 0; batch < 3; ++batch) {
    std::string ops;
    for (int i = 0; i < 700; ++i) {
      ops += std::string(ops.empty() ? "" : ",") + R"({"op":"put","key":"k)" +
             std::to_string(10'000 + batch * 700 + i) + R"(","value":"v"})";
    }
    REQUIRE(post_json(api(), "/batch", R"({"ops":[)" + ops + "]}").status == 200);
  }
  EventReader events(api(), "/watch?snapshot=true");
  for (int i = 0; i < 2'100; ++i) REQUIRE(shown(events.next()) == "put k" + std::to_string(10'000 + i));
  CHECK(shown(events.next()) == "synced 3 #3");
  EventReader past(api(), "/watch?since=0");
  for (int i = 0; i < 2'100; ++i) {
    const std::string id = i % 700 == 699 ? " #" + std::to_string(1 + i / 700) : "";
    REQUIRE(shown(past.next()) == "put k" + std::to_string(10'000 + i) + id);
  }
}

TEST_CASE_METHOD(Watched, "Who comes back goes on after the last id, whatever the address says") {
  for (int i = 1; i <= 4; ++i) put(api(), "a", std::to_string(i));
  EventReader since(api(), "/watch?since=2&values=true");
  CHECK(shown(since.next()) == "put a=3 #3");
  CHECK(shown(since.next()) == "put a=4 #4");
  EventReader back(api(), "/watch?snapshot=true", {{"Last-Event-ID", "3"}});
  CHECK(shown(back.next()) == "put a #4");
  EventReader both(api(), "/watch?since=1", {{"Last-Event-ID", "4"}});
  put(api(), "b", "5");
  CHECK(shown(both.next()) == "put b #5");
  CHECK(shown(back.next()) == "put b #5");
  CHECK(shown(since.next()) == "put b=5 #5");
}

class Forgetful : public EachStore {
 public:
  Forgetful() : EachStore({"--feed-changes-max", "10"}) {}
};

TEST_CASE_METHOD(Forgetful, "What is no longer kept is 410 with the revision from which it works again") {
  for (int i = 0; i < 40; ++i) put(api(), "a", std::to_string(i));
  REQUIRE(wait_until([&] { return get(api(), "/watch?since=0").status == 410; }));
  const Answer gone = ask(api(), {"GET", "/watch", {{"Last-Event-ID", "1"}}, {}});
  CHECK(gone.status == 410);
  const auto problem = decode_problem(gone.body);
  REQUIRE(problem);
  CHECK(problem.value().code == "compacted");
  CHECK(problem.value().field == "Last-Event-ID");
  REQUIRE(problem.value().revision);
  EventReader events(api(), "/watch?since=" + std::to_string(*problem.value().revision));
  CHECK(shown(events.next()) == "put a #" + std::to_string(*problem.value().revision + 1));
  // What another store told is not known either, and this one is taken up at its newest.
  const Answer foreign = ask(api(), {"GET", "/watch", {{"Last-Event-ID", "1000000000"}}, {}});
  CHECK(foreign.status == 410);
  CHECK(decode_problem(foreign.body).value().revision == 40);
}

TEST_CASE("What nobody can watch is refused, and tells why") {
  const std::string& api = shared_api().api();
  CHECK(get(api, "/watch?since=1000000000").status == 422);
  CHECK(get(api, "/watch?since=-1").status == 422);
  CHECK(get(api, "/watch?values=maybe").status == 422);
  CHECK(get(api, "/watch?since=0&snapshot=true").status == 422);
  CHECK(ask(api, {"GET", "/watch", {{"Last-Event-ID", "1x"}}, {}}).status == 422);
  // It was given by a store that has been replaced since.
  CHECK(ask(api, {"GET", "/watch", {{"Last-Event-ID", "1000000000"}}, {}}).status == 410);
  CHECK(ask(api, {"GET", "/watch", {{"Accept", "application/json"}}, {}}).status == 406);
  CHECK(ask(api, {"GET", "/watch", {{"Accept", "text/*"}}, {}}).status == 200);
  CHECK(ask(api, {"POST", "/watch", {}, "x"}).status == 405);
}

TEST_CASE("HEAD tells the head alone, and HTTP/1.0 gets events without chunks") {
  const std::string& api = shared_api().api();
  HttpConnection connection(api);
  CHECK(connection.ask({.method = "HEAD", .target = "/watch"}).header("content-type") == "text/event-stream");
  CHECK(connection.ask({.target = "/healthz"}).status == 200);
  HttpConnection old(api);
  old.send_bytes("GET /watch?prefix=old/ HTTP/1.0\r\nHost: localhost\r\n\r\n");
  const Answer answer = old.read_answer();
  CHECK(answer.header("connection") == "close");
  CHECK(answer.header("transfer-encoding").empty());
  put(api, "old/a", "1");
  CHECK(old.read_past("\n\nevent: put\n"));
}

TEST_CASE("A watcher hears that the server is there, and how far it has come, while others are told") {
  storage::MemoryStore store(storage::system_time_ms);
  http::ListenerOptions options;
  options.keep_alive = milliseconds(20);
  WatchedListener listener(store, {}, std::move(options));
  EventReader events(listener.address(), "/watch?prefix=mine/");
  put(listener.address(), "other", "1");
  while (events.last_id() != "1") REQUIRE(events.next_block());
  CHECK(events.comment_count() > 0);
  put(listener.address(), "mine/a", "1");
  CHECK(shown(events.next()) == "put mine/a #2");
}

TEST_CASE("Who does not read is dropped, holds nobody up, and goes on where it was when it comes back") {
  storage::MemoryStore store(storage::system_time_ms);
  http::WatchOptions options;
  options.waiting_bytes_max = 256 * 1024;
  http::ListenerOptions listener_options;
  listener_options.patience.write = 10 * patience;  // who does not read is the hub's to drop
  WatchedListener listener(store, options, std::move(listener_options));
  EventReader slow(listener.address(), "/watch?values=true");
  EventReader quick(listener.address(), "/watch");
  const std::string value(1024 * 1024, 'v');
  int written = 0;
  // Who is still told what was before takes it at its own pace: both have come beyond that after a few
  // events.
  while (written < 3) {
    put(listener.address(), "small", "v");
    const std::string id = std::to_string(++written);
    REQUIRE(shown(slow.next()) == "put small=v #" + id);
    REQUIRE(shown(quick.next()) == "put small #" + id);
  }
  // Kernels hold some megabytes of what nobody reads.
  while (listener.figures().dropped == 0) {
    REQUIRE(++written < 200);
    put(listener.address(), "big", value);
    REQUIRE(shown(quick.next()) == "put big #" + std::to_string(written));
  }
  while (slow.next()) {
  }
  CHECK_FALSE(slow.ended_in_order());
  CHECK(listener.figures().dropped == 1);
  CHECK(wait_until([&] { return listener.figures().watchers == 1; }));
  const int seen = slow.last_id().empty() ? 0 : std::stoi(slow.last_id());
  REQUIRE(seen < written);
  EventReader back(listener.address(), "/watch?values=true",
                   {{"Last-Event-ID", seen == 0 ? "0" : slow.last_id()}});
  for (int revision = seen + 1; revision <= written; ++revision) {
    const auto event = back.next();
    REQUIRE(event);
    REQUIRE(event->id == std::to_string(revision));
  }
}

TEST_CASE("A watcher that leaves is forgotten") {
  storage::MemoryStore store(storage::system_time_ms);
  WatchedListener listener(store);
  {
    EventReader one(listener.address(), "/watch");
    EventReader two(listener.address(), "/watch?prefix=a");
    CHECK(wait_until([&] { return listener.figures().watchers == 2; }));
  }
  CHECK(wait_until([&] { return listener.figures().watchers == 0; }));
  EventReader again(listener.address(), "/watch");
  put(listener.address(), "a", "1");
  CHECK(shown(again.next()) == "put a #1");
}

TEST_CASE("A server that stops ends its streams in order, and has no need to cut them") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  EventReader live(keyglass.api(), "/watch");
  EventReader told(keyglass.api(), "/watch?snapshot=true");
  put(keyglass.api(), "a", "1");
  CHECK(shown(live.next()) == "put a #1");
  CHECK(keyglass.stop() == 0);
  while (live.next()) {
  }
  while (told.next()) {
  }
  CHECK(live.ended_in_order());
  CHECK(told.ended_in_order());
  CHECK(keyglass.process().stderr_text().find("requests_cut") == std::string::npos);
}

class GuardedWatch {
 public:
  GuardedWatch() { write({token("", "")}); }

  static NamedToken token(const std::string& more, const std::string& scope) {
    return {"one", "secret-of-one", scope.empty() ? "read" : scope, R"(,"prefixes":["own/"])" + more};
  }
  void write(std::vector<NamedToken> tokens) {
    tokens.push_back({"root", "secret-of-root", "admin"});
    write_token_file(file_, tokens);
  }
  void start() {
    keyglass_.emplace(std::vector<std::string>{"api", "--store", "memory:", "--tokens", file_});
  }
  void load_again() {
    loads_ += 1;
    keyglass_->process().send_signal(SIGHUP);
    REQUIRE(wait_until([&] {
      const std::string log = keyglass_->process().stderr_text();
      int count = 0;
      for (auto at = log.find("tokens_loaded"); at != std::string::npos;
           at = log.find("tokens_loaded", at + 1)) {
        ++count;
      }
      return count == loads_;
    }));
  }
  EventReader watch(const std::string& target) {
    return {keyglass_->api(), target, {{"Authorization", "Bearer secret-of-one"}}};
  }
  void put_own(const std::string& key) {
    REQUIRE(
        ask(keyglass_->api(), {"PUT", "/kv/own/" + key, {{"Authorization", "Bearer secret-of-root"}}, "v"})
            .status < 300);
  }

 private:
  TempDir folder_;
  const std::string file_ = folder_ / "tokens.json";
  std::optional<KeyglassProcess> keyglass_;
  int loads_ = 0;
};

TEST_CASE("A token reaches as far when it watches as when it reads, and no longer") {
  GuardedWatch guarded;
  guarded.start();
  CHECK(guarded.watch("/watch").answer().status == 403);
  CHECK(guarded.watch("/watch?prefix=foreign/").answer().status == 403);
  EventReader events = guarded.watch("/watch?prefix=own/");
  guarded.put_own("a");
  CHECK(shown(events.next()) == "put own/a #1");
  guarded.load_again();
  guarded.put_own("b");
  CHECK(shown(events.next()) == "put own/b #2");
  SECTION("It ends before the next event once its token is gone") {
    guarded.write({});
    guarded.load_again();
    guarded.put_own("c");
    CHECK(shown(events.next()) == "the end");
    CHECK(events.ended_in_order());
    CHECK(guarded.watch("/watch?prefix=own/").answer().status == 401);
  }
  SECTION("And once it reaches other keys") {
    auto elsewhere = GuardedWatch::token("", "");
    elsewhere.more = R"(,"prefixes":["own/deeper/"])";
    guarded.write({elsewhere});
    guarded.load_again();
    guarded.put_own("c");
    CHECK(shown(events.next()) == "the end");
  }
}

TEST_CASE("A watcher is told nothing more once its token has expired") {
  GuardedWatch guarded;
  guarded.start();
  std::optional<EventReader> events;
  std::int64_t end_ms = 0;
  // On a busy machine the time may be over before the watching begins: then it is given more.
  for (std::int64_t given_ms = 1'000; !events || events->answer().status == 401; given_ms *= 2) {
    REQUIRE(given_ms < patience.count());
    end_ms = storage::system_time_ms() + given_ms;
    guarded.write({GuardedWatch::token(R"(,"expires_at":")" + encode_time(end_ms) + "\"", "")});
    guarded.load_again();
    events.emplace(guarded.watch("/watch?prefix=own/"));
  }
  REQUIRE(events->answer().status == 200);
  REQUIRE(wait_until([&] { return storage::system_time_ms() > end_ms; }));
  guarded.put_own("a");
  CHECK(shown(events->next()) == "the end");
}

}  // namespace
}  // namespace keyglass::test
