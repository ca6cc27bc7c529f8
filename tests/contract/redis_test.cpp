// What only the Redis engine promises: shared data, lost servers, logins.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <chrono>

#include "engines.hpp"
#include "steps.hpp"
#include "storage/redis_connection.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using storage::RedisReply;
using storage::StoreOptions;

std::unique_ptr<storage::Store> opened(const StoreOptions& options) {
  auto store = storage::open_store(options);
  REQUIRE(store);
  return std::move(store).value();
}

// A server that is slow because the machine is busy does not hang.
StoreOptions options_for(std::string url) {
  StoreOptions options;
  options.url = std::move(url);
  options.redis_connect_timeout_ms = static_cast<int>(patience.count());
  options.redis_command_timeout_ms = static_cast<int>(patience.count());
  return options;
}

// What another client of the same server would see.
RedisReply ask(const RedisServer& server, const storage::RedisCommand& command) {
  auto endpoint = storage::parse_redis_url(server.url());
  REQUIRE(endpoint);
  auto connection = storage::RedisConnection::open(endpoint.value(), {20'000, 20'000});
  REQUIRE(connection);
  auto replies = connection.value()->run({command});
  REQUIRE(replies);
  return replies.value().at(0);
}

Error ready_error(storage::Store& store) {
  const auto ready = store.check_ready();
  REQUIRE_FALSE(ready);
  return ready.error();
}

TEST_CASE("Redis and Keyglass see the same data") {
  require_redis();
  const RedisServer server;
  const auto store = opened(options_for(server.url()));
  put(*store, "ours", "v");
  CHECK(ask(server, {"GET", "ours"}).text == "v");
  ask(server, {"SET", "theirs", "w"});
  CHECK(value_of(*store, "theirs") == "w");
  ask(server, {"SET", "gone", "w", "PX", "1"});
  CHECK(wait_until([&] { return value_of(*store, "gone") == std::nullopt; }));
}

TEST_CASE("A Redis prefix keeps two stores apart on one server") {
  require_redis();
  const RedisServer server;
  StoreOptions options = options_for(server.url());
  options.redis_prefix = "a:";
  const auto first = opened(options);
  options.redis_prefix = "b:";
  const auto second = opened(options);
  put(*first, "k", "first");
  put(*second, "k", "second");
  CHECK(contents(*first) == std::map<std::string, std::string>{{"k", "first"}});
  CHECK(ask(server, {"GET", "b:k"}).text == "second");
}

TEST_CASE("A Redis database of the URL is used") {
  require_redis();
  const RedisServer server;
  const auto first = opened(options_for(server.url() + "/1"));
  const auto second = opened(options_for(server.url() + "/2"));
  put(*first, "k", "v");
  CHECK(value_of(*first, "k") == "v");
  CHECK(value_of(*second, "k") == std::nullopt);
}

TEST_CASE("Redis keys that hold no string are a conflict and are not listed") {
  require_redis();
  const RedisServer server;
  const auto store = opened(options_for(server.url()));
  ask(server, {"RPUSH", "list", "a", "b"});
  ask(server, {"SET", "bad\nkey", "v"});
  put(*store, "string", "v");
  const auto read = store->get("list");
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::conflict);
  CHECK(read.error().key == "list");
  const Error written = refused(
      *store,
      {{}, {storage::Put{"other", "v", "", std::nullopt}, storage::Put{"list", "v", "", std::nullopt}}});
  CHECK(written.code == ErrorCode::conflict);
  CHECK(written.key == "list");
  CHECK(value_of(*store, "other") == std::nullopt);
  CHECK(ask(server, {"LLEN", "list"}).integer == 2);
  CHECK(keys(*store) == std::vector<std::string>{"string"});
}

TEST_CASE("Reading many keys of a Redis fails where one holds no string, and names it") {
  require_redis();
  const RedisServer server;
  const auto store = opened(options_for(server.url()));
  ask(server, {"RPUSH", "list", "a"});
  put(*store, "string", "v");
  CHECK(store->get_many({"string", "absent"}).value().at(0)->value == "v");
  const auto read = store->get_many({"string", "list"});
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::conflict);
  CHECK(read.error().key == "list");
  CHECK(store->get_many({}).value().empty());
}

TEST_CASE("A Redis of many keys is counted by itself, a page of keys by us") {
  require_redis();
  const RedisServer server;
  const auto store = opened(options_for(server.url()));
  put(*store, "k", "12345");
  ask(server, {"RPUSH", "list", "a"});
  const auto few = store->stats("").value();
  CHECK(few.count == 1);
  CHECK(few.bytes == 6);
  storage::WriteBatch batch;
  constexpr std::uint64_t many = 3'000;
  for (std::uint64_t i = 1; i <= many; ++i)
    batch.writes.push_back(storage::Put{"key" + std::to_string(1'000 + i), "123", "", std::nullopt});
  commit(*store, batch);
  const auto stats = store->stats("").value();
  CHECK(stats.count == many + 2);
  CHECK(stats.bytes > 9 * many);
  CHECK(stats.bytes < 11 * many);
  CHECK_FALSE(stats.exact);
  CHECK(store->stats("key1").value().count == 999);
}

TEST_CASE("A Redis with a store prefix counts and lists below it only") {
  require_redis();
  const RedisServer server;
  StoreOptions options = options_for(server.url());
  options.redis_prefix = "p*:";
  const auto store = opened(options);
  ask(server, {"SET", "px:a/1", "v"});
  put(*store, "a/1", "v");
  put(*store, "b", "v");
  CHECK(store->stats("").value().count == 2);
  const auto page = store->scan({"", "", 10, false, "/"});
  REQUIRE(page);
  CHECK(page.value().prefixes == std::vector<std::string>{"a/"});
  CHECK(keys(*store, "a") == std::vector<std::string>{"a/1"});
}

TEST_CASE("A Redis that is down is unavailable and used again once it is back") {
  require_redis();
  RedisServer server;
  const auto store = opened(options_for(server.url()));
  put(*store, "k", "v");
  server.kill();
  CHECK(ready_error(*store).code == ErrorCode::unavailable);
  CHECK_THAT(ready_error(*store).message, ContainsSubstring("127.0.0.1:" + std::to_string(server.port())));
  const Error written = refused(*store, {{}, {storage::Put{"k", "w", "", std::nullopt}}});
  CHECK(written.code == ErrorCode::unavailable);
  // Nothing could be sent, so nothing can have happened.
  CHECK_THAT(written.message, !ContainsSubstring("may or may not"));
  server.start();
  CHECK(value_of(*store, "k") == "v");
  CHECK(store->check_ready());
  put(*store, "k", "w");
}

TEST_CASE("A Redis that restarts between two operations is not noticed") {
  require_redis();
  RedisServer server;
  const auto store = opened(options_for(server.url()));
  put(*store, "k", "v");
  server.kill();
  server.start();
  put(*store, "k", "w");
  CHECK(value_of(*store, "k") == "w");
}

TEST_CASE("A Redis that hangs is unavailable within the timeout and a write says its fate is unknown") {
  require_redis();
  RedisServer server;
  StoreOptions options = options_for(server.url());
  options.redis_command_timeout_ms = 1'000;
  const auto store = opened(options);
  put(*store, "k", "v");
  server.freeze();
  const auto begin = std::chrono::steady_clock::now();
  const Error error = refused(*store, {{}, {storage::Put{"k", "w", "", std::nullopt}}});
  // Generous against a loaded machine, and far from forever.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  CHECK(error.code == ErrorCode::unavailable);
  CHECK_THAT(error.message, ContainsSubstring("may or may not have happened"));
  server.thaw();
  CHECK(wait_until([&] { return store->check_ready().ok(); }));
  CHECK(value_of(*store, "k") == "w");
}

TEST_CASE("Redis logins work and their passwords stay secret") {
  require_redis();
  const RedisServer server({"--requirepass", "p@ss word"});
  const std::string address = "127.0.0.1:" + std::to_string(server.port());
  const auto good = opened(options_for("redis://:p%40ss%20word@" + address));
  put(*good, "k", "v");
  const auto named = opened(options_for("redis://default:p%40ss%20word@" + address + "/0"));
  CHECK(value_of(*named, "k") == "v");
  for (const std::string login : {"", ":wrong-secret@", "nobody:wrong-secret@"}) {
    const auto bad = opened(options_for("redis://" + login + address));
    const Error error = ready_error(*bad);
    CHECK(error.code == ErrorCode::unavailable);
    CHECK_THAT(error.message, !ContainsSubstring("wrong-secret"));
  }
}

TEST_CASE("Values that Redis refuses to show make a listing fail, not shorter") {
  require_redis();
  const RedisServer server;
  put(*opened(options_for(server.url())), "k", "v");
  ask(server, {"ACL", "SETUSER", "lister", "on", ">pw", "~*", "+select", "+scan", "+pttl"});
  const auto store = opened(options_for("redis://lister:pw@127.0.0.1:" + std::to_string(server.port())));
  for (const bool with_values : {false, true}) {
    const auto page = store->scan({"", "", 10, with_values});
    REQUIRE_FALSE(page);
    CHECK(page.error().code == ErrorCode::unavailable);
    CHECK_THAT(page.error().message, ContainsSubstring("NOPERM"));
  }
}

TEST_CASE("A Redis whose scripts were flushed still commits") {
  require_redis();
  const RedisServer server;
  const auto store = opened(options_for(server.url()));
  put(*store, "k", "v");
  ask(server, {"SCRIPT", "FLUSH"});
  put(*store, "k", "w");
  CHECK(value_of(*store, "k") == "w");
}

TEST_CASE("A Redis that is full refuses the write and keeps the old value") {
  require_redis();
  const RedisServer server;
  const auto store = opened(options_for(server.url()));
  put(*store, "k", "v");
  ask(server, {"CONFIG", "SET", "maxmemory", "1"});
  const Error error = refused(*store, {{}, {storage::Put{"k", "w", "", std::nullopt}}});
  CHECK(error.code == ErrorCode::unavailable);
  CHECK_THAT(error.message, ContainsSubstring("OOM"));
  ask(server, {"CONFIG", "SET", "maxmemory", "0"});
  CHECK(value_of(*store, "k") == "v");
}

}  // namespace
}  // namespace keyglass::test
