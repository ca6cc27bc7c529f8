// Connections to one Redis: see redis_pool.hpp.
#include "storage/redis_pool.hpp"

#include <chrono>
#include <utility>

namespace keyglass::storage {

RedisPool::RedisPool(RedisPoolOptions options) : options_(std::move(options)) {}

Result<std::vector<RedisReply>> RedisPool::run(const std::vector<RedisCommand>& commands, bool* sent) {
  if (sent != nullptr) *sent = false;
  auto connection = take();
  if (!connection) return connection.error();
  if (sent != nullptr) *sent = true;
  auto replies = connection.value()->run(commands);
  give_back(std::move(connection).value());
  return replies;
}

Result<std::unique_ptr<RedisConnection>> RedisPool::take() {
  std::unique_ptr<RedisConnection> connection;
  {
    std::unique_lock lock(mutex_);
    const auto patience = std::chrono::milliseconds(options_.command_timeout_ms);
    if (!given_back_.wait_for(lock, patience, [this] { return busy_ < options_.connections_max; })) {
      Error error;
      error.code = ErrorCode::unavailable;
      error.message = "every connection to Redis at " + address_of(options_.endpoint) + " is busy";
      return error;
    }
    ++busy_;
    // A server that restarted has closed what is idle: that is found before anything is sent.
    while (!idle_.empty() && connection == nullptr) {
      connection = std::move(idle_.back());
      idle_.pop_back();
      if (!connection->is_alive()) connection.reset();
    }
  }
  if (connection != nullptr) return connection;
  auto opened =
      RedisConnection::open(options_.endpoint, {options_.connect_timeout_ms, options_.command_timeout_ms});
  if (!opened) give_back(nullptr);
  return opened;
}

void RedisPool::give_back(std::unique_ptr<RedisConnection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --busy_;
    if (connection != nullptr && connection->is_alive()) idle_.push_back(std::move(connection));
  }
  given_back_.notify_one();
}

}  // namespace keyglass::storage
