// Every engine behind one face, for the scenarios of the contract suite. To add an engine: one class here,
// one name in CONTRACT_ENGINES.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "storage/open_store.hpp"
#include "support/redis_server.hpp"
#include "support/temp_dir.hpp"

#define CONTRACT_ENGINES keyglass::test::MemoryEngine, DURABLE_ENGINES
// Those that keep their data when closed, and those that keep revisions, and with them an order, history, the
// change feed, notes and snapshots: a scenario that needs a capability runs only where it is promised, so
// that a skipped test always means a missing server.
#define DURABLE_ENGINES keyglass::test::RocksdbEngine, keyglass::test::RedisEngine
#define REVISION_ENGINES keyglass::test::MemoryEngine, keyglass::test::RocksdbEngine

namespace keyglass::test {

// One store under test. Opening fails the test if it fails.
class Engine {
 public:
  virtual ~Engine() = default;

  storage::Store& store() { return *store_; }
  storage::Capabilities promises() { return store_->capabilities(); }
  // Closes the store and opens it again; only for engines that are durable().
  void reopen();
  virtual bool durable() const = 0;
  // The test alone moves the time the store goes by.
  virtual bool clocked() const = 0;
  // The time the store goes by, and letting some of it pass.
  virtual std::int64_t now_ms() const = 0;
  virtual void pass_ms(std::int64_t ms) = 0;

 protected:
  void open(storage::StoreOptions options);

 private:
  storage::StoreOptions options_;
  std::unique_ptr<storage::Store> store_;
};

// An engine whose clock the test turns.
class ClockedEngine : public Engine {
 public:
  bool clocked() const override { return true; }
  std::int64_t now_ms() const override { return *now_ms_; }
  void pass_ms(std::int64_t ms) override { *now_ms_ += ms; }

 protected:
  storage::Clock clock() const {
    return [now = now_ms_] { return now->load(); };
  }

 private:
  std::shared_ptr<std::atomic<std::int64_t>> now_ms_ =
      std::make_shared<std::atomic<std::int64_t>>(1'700'000'000'000);
};

class MemoryEngine final : public ClockedEngine {
 public:
  // Of `options` the retention counts.
  explicit MemoryEngine(storage::StoreOptions options = {});
  bool durable() const override { return false; }
};

class RocksdbEngine final : public ClockedEngine {
 public:
  explicit RocksdbEngine(storage::StoreOptions options = {});
  bool durable() const override { return true; }

 private:
  TempDir directory_;
};

// A redis-server of its own. Skips the test where none is installed; fails it in CI.
class RedisEngine final : public Engine {
 public:
  RedisEngine();
  bool durable() const override { return true; }
  bool clocked() const override { return false; }
  std::int64_t now_ms() const override { return storage::system_time_ms(); }
  void pass_ms(std::int64_t ms) override;

 private:
  std::unique_ptr<RedisServer> server_;
};

// Skips the test where redis-server is missing, unless CI=true: then the test fails.
void require_redis();

}  // namespace keyglass::test
