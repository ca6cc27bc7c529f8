// Connections to one Redis, opened when needed and kept for the next operation. Any thread may call any
// method.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "storage/redis_connection.hpp"

namespace keyglass::storage {

struct RedisPoolOptions {
  RedisEndpoint endpoint;
  int connect_timeout_ms = 2'000;
  int command_timeout_ms = 5'000;  // of one round trip, and of the wait for a free connection
  int connections_max = 16;        // at least 1
};

class RedisPool {
 public:
  explicit RedisPool(RedisPoolOptions options);

  // RedisConnection::run() on a free connection, a new one if none is alive.
  // Fails with unavailable; `sent` (when given) then says whether the commands may have been carried out:
  // false means certainly not.
  Result<std::vector<RedisReply>> run(const std::vector<RedisCommand>& commands, bool* sent = nullptr);

  const RedisEndpoint& endpoint() const { return options_.endpoint; }

 private:
  Result<std::unique_ptr<RedisConnection>> take();
  void give_back(std::unique_ptr<RedisConnection> connection);

  const RedisPoolOptions options_;
  std::mutex mutex_;  // protects what follows; not held while a connection works
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<RedisConnection>> idle_;
  int busy_ = 0;
};

}  // namespace keyglass::storage
