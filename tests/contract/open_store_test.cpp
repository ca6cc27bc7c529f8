// Store URLs and the other texts that open a store.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "storage/open_store.hpp"
#include "storage/redis_url.hpp"

namespace keyglass::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using storage::RedisEndpoint;
using storage::SyncPolicy;

Error open_error(std::string url) {
  storage::StoreOptions options;
  options.url = std::move(url);
  const auto store = storage::open_store(options);
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::invalid);
  CHECK(store.error().field == "store");
  return store.error();
}

TEST_CASE("An unknown store URL is refused with the valid forms") {
  const std::string forms = "memory:, rocksdb:PATH, redis://[user:password@]host[:port][/db]";
  CHECK(storage::store_url_forms() == forms);
  for (const std::string url : {"", "mysql://host", "memory", "rocksdb", "/var/lib/keyglass"}) {
    CHECK(open_error(url).message == "\"" + url + "\" is not a store: valid are " + forms);
  }
}

TEST_CASE("A store URL with a part missing or too much is refused") {
  CHECK_THAT(open_error("memory:x").message, ContainsSubstring("memory: takes nothing"));
  CHECK_THAT(open_error("rocksdb:").message, ContainsSubstring("needs the path"));
  CHECK_THAT(open_error("redis://").message, ContainsSubstring("names no host"));
}

TEST_CASE("Redis URLs are read whole") {
  const auto endpoint = [](std::string_view url) { return storage::parse_redis_url(url).value(); };
  CHECK(endpoint("redis://host") == RedisEndpoint{"host", 6379, "", "", 0});
  CHECK(endpoint("redis://host/") == RedisEndpoint{"host", 6379, "", "", 0});
  CHECK(endpoint("redis://host:1/3") == RedisEndpoint{"host", 1, "", "", 3});
  CHECK(endpoint("redis://:p@host") == RedisEndpoint{"host", 6379, "", "p", 0});
  CHECK(endpoint("redis://u%3A:p%40%2F@[::1]:7000/15") == RedisEndpoint{"::1", 7000, "u:", "p@/", 15});
  CHECK(storage::address_of(endpoint("redis://[::1]:7000")) == "[::1]:7000");
}

TEST_CASE("Broken Redis URLs are refused without their password") {
  for (const std::string url :
       {"redis://host:0", "redis://host:65536", "redis://host:x", "redis://host/x", "redis://host/-1",
        "redis://host:1x", "redis://[::1", "redis://[::1]x", "redis://user@host", "redis://u:secret%zz@host",
        "redis://u:secret@", "redis://u:secret@host:x", "redis://u:secret@host/x"}) {
    INFO(url);
    const Error error = open_error(url);
    CHECK_THAT(error.message, ContainsSubstring("redis://[user:password@]host[:port][/db]"));
    CHECK_THAT(error.message, !ContainsSubstring("secret"));
  }
  CHECK_THAT(open_error("rediss://u:secret@host").message, !ContainsSubstring("secret"));
}

TEST_CASE("A URL for logs has no password") {
  CHECK(storage::without_password("redis://u:secret@host/1") == "redis://u:***@host/1");
  CHECK(storage::without_password("redis://:sec@ret@host") == "redis://:***@host");
  CHECK(storage::without_password("redis://host:6379/1") == "redis://host:6379/1");
  CHECK(storage::without_password("rediss://secret@host") == "rediss://***@host");
  CHECK(storage::without_password("redis://secret@host:6379") == "redis://***@host:6379");
  CHECK(storage::without_password("redis:u:secret@host") == "redis:***@host");
  CHECK(storage::without_password("redis//u:secret@host") == "redis//u:***@host");
  CHECK(storage::without_password("rocksdb:/data/a@b:c") == "rocksdb:/data/a@b:c");
}

TEST_CASE("Durabilities are read and written in one form") {
  CHECK(storage::parse_sync_policy("always").value() == SyncPolicy{SyncPolicy::Mode::always, 0});
  CHECK(storage::parse_sync_policy("none").value() == SyncPolicy{SyncPolicy::Mode::none, 0});
  for (const char* text : {"always", "none", "interval:1", "interval:60000"}) {
    CHECK(storage::sync_policy_text(storage::parse_sync_policy(text).value()) == text);
  }
  for (const char* text : {"", "Always", "interval", "interval:", "interval:0", "interval:60001",
                           "interval:5s", "interval:-1", "interval:99999999999"}) {
    const auto policy = storage::parse_sync_policy(text);
    REQUIRE_FALSE(policy);
    CHECK(policy.error().field == "durability");
    CHECK_THAT(policy.error().message,
               ContainsSubstring("always, interval:MS (1 to 60000 milliseconds) or none"));
  }
}

}  // namespace
}  // namespace keyglass::test
