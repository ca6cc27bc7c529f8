// The engines of the contract suite: see engines.hpp.
#include "engines.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <utility>

#include "support/wait_until.hpp"

namespace keyglass::test {

void Engine::open(storage::StoreOptions options) {
  options_ = std::move(options);
  auto opened = storage::open_store(options_);
  INFO((opened ? "" : opened.error().message));
  REQUIRE(opened);
  store_ = std::move(opened).value();
}

void Engine::reopen() {
  store_.reset();
  open(std::move(options_));
}

MemoryEngine::MemoryEngine(storage::StoreOptions options) {
  options.url = "memory:";
  options.clock = clock();
  open(std::move(options));
}

RocksdbEngine::RocksdbEngine(storage::StoreOptions options) {
  options.url = "rocksdb:" + directory_ / "data";
  options.clock = clock();
  open(std::move(options));
}

RedisEngine::RedisEngine() {
  require_redis();
  server_ = std::make_unique<RedisServer>();
  storage::StoreOptions options;
  options.url = server_->url();
  options.redis_prefix = "kg[*]:";  // every character that SCAN's patterns treat specially must be harmless
  open(options);
}

void RedisEngine::pass_ms(std::int64_t ms) {
  // Expiry is Redis's own, by its own clock: there is no condition to ask for but the time itself.
  const std::int64_t end = now_ms() + ms;
  REQUIRE(wait_until([&] { return now_ms() >= end; }));
}

void require_redis() {
  if (RedisServer::is_installed()) return;
  const char* const ci = std::getenv("CI");
  if (ci != nullptr && std::string_view(ci) == "true") FAIL("redis-server is not installed");
  SKIP("redis-server is not installed");
}

}  // namespace keyglass::test
