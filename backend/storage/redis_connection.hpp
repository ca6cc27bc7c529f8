// One connection to a Redis, and what travels over it. hiredis stays in redis_connection.cpp.
// One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/result.hpp"
#include "storage/redis_url.hpp"

struct redisContext;

namespace keyglass::storage {

// What Redis answered. An error reply is a value here: some have a meaning (NOSCRIPT, WRONGTYPE).
struct RedisReply {
  enum class Type { nil, text, integer, array, error };

  Type type = Type::nil;
  std::string text;  // when Type::text or Type::error
  std::int64_t integer = 0;
  std::vector<RedisReply> elements;  // when Type::array
};

using RedisCommand = std::vector<std::string_view>;  // name and arguments; any bytes

struct RedisTimeouts {
  int connect_ms = 0;
  int command_ms = 0;
};

class RedisConnection {
 public:
  // Connects, logs in and chooses the database. Fails with unavailable, naming the address and never the
  // password.
  static Result<std::unique_ptr<RedisConnection>> open(const RedisEndpoint& endpoint, RedisTimeouts timeouts);
  ~RedisConnection();
  RedisConnection(const RedisConnection&) = delete;
  RedisConnection& operator=(const RedisConnection&) = delete;

  // Sends every command at once (pipelined) and returns as many replies, in order.
  // Fails with unavailable when the connection is lost or the command timeout has passed; the commands may
  // have been carried out all the same, and this connection is no good any more.
  Result<std::vector<RedisReply>> run(const std::vector<RedisCommand>& commands);

  // False if the server has closed the connection, or a command failed: then nothing can be sent.
  bool is_alive() const;

 private:
  struct Free {
    void operator()(redisContext* context) const;
  };

  RedisConnection(std::unique_ptr<redisContext, Free> context, std::string address);
  Status log_in(const RedisEndpoint& endpoint);
  Error lost() const;

  std::unique_ptr<redisContext, Free> context_;
  std::string address_;
};

}  // namespace keyglass::storage
