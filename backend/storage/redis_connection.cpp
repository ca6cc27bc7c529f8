// The only file that includes hiredis: see redis_connection.hpp.
#include "storage/redis_connection.hpp"

#include <hiredis/hiredis.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace keyglass::storage {
namespace {

Error unavailable(std::string message) {
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = std::move(message);
  return error;
}

timeval timeval_of(int ms) {
  timeval time{};
  time.tv_sec = ms / 1000;
  time.tv_usec = ms % 1000 * 1000;
  return time;
}

struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

RedisReply copy_of(const redisReply& reply) {
  RedisReply copy;
  switch (reply.type) {
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
      copy.type = RedisReply::Type::text;
      copy.text.assign(reply.str, reply.len);
      break;
    case REDIS_REPLY_ERROR:
      copy.type = RedisReply::Type::error;
      copy.text.assign(reply.str, reply.len);
      break;
    case REDIS_REPLY_INTEGER:
      copy.type = RedisReply::Type::integer;
      copy.integer = reply.integer;
      break;
    case REDIS_REPLY_ARRAY:
      copy.type = RedisReply::Type::array;
      copy.elements.reserve(reply.elements);
      for (std::size_t i = 0; i < reply.elements; ++i) copy.elements.push_back(copy_of(*reply.element[i]));
      break;
    default:  // nil; the types of RESP3 are not asked for
      break;
  }
  return copy;
}

}  // namespace

void RedisConnection::Free::operator()(redisContext* context) const {
  redisFree(context);
}

RedisConnection::RedisConnection(std::unique_ptr<redisContext, Free> context, std::string address)
    : context_(std::move(context)), address_(std::move(address)) {}

RedisConnection::~RedisConnection() = default;

Result<std::unique_ptr<RedisConnection>> RedisConnection::open(const RedisEndpoint& endpoint,
                                                               RedisTimeouts timeouts) {
  const std::string address = address_of(endpoint);
  const std::string unreachable = "Redis at " + address + " cannot be reached: ";
  std::unique_ptr<redisContext, Free> context(
      redisConnectWithTimeout(endpoint.host.c_str(), endpoint.port, timeval_of(timeouts.connect_ms)));
  if (context == nullptr) return unavailable(unreachable + "out of memory");
  if (context->err != 0) return unavailable(unreachable + std::string(context->errstr));
  if (redisSetTimeout(context.get(), timeval_of(timeouts.command_ms)) != REDIS_OK) {
    return unavailable(unreachable + "its socket takes no timeout");
  }
  // Keepalive finds a peer that vanished without a word.
  static_cast<void>(redisEnableKeepAlive(context.get()));
  std::unique_ptr<RedisConnection> connection(new RedisConnection(std::move(context), address));
  const auto login = connection->log_in(endpoint);
  if (!login) return login.error();
  return connection;
}

Status RedisConnection::log_in(const RedisEndpoint& endpoint) {
  std::vector<RedisCommand> commands;
  if (!endpoint.password.empty() && endpoint.user.empty()) commands.push_back({"AUTH", endpoint.password});
  if (!endpoint.user.empty()) commands.push_back({"AUTH", endpoint.user, endpoint.password});
  const std::string database = std::to_string(endpoint.database);
  commands.push_back({"SELECT", database});
  const auto replies = run(commands);
  if (!replies) return replies.error();
  for (const RedisReply& reply : replies.value()) {
    if (reply.type == RedisReply::Type::error) {
      return unavailable("Redis at " + address_ + " refuses the login or the database: " + reply.text);
    }
  }
  return Done{};
}

Result<std::vector<RedisReply>> RedisConnection::run(const std::vector<RedisCommand>& commands) {
  for (const RedisCommand& command : commands) {
    std::vector<const char*> parts;
    std::vector<std::size_t> sizes;
    for (const std::string_view part : command) {
      parts.push_back(part.data());
      sizes.push_back(part.size());
    }
    const int count = static_cast<int>(parts.size());
    if (redisAppendCommandArgv(context_.get(), count, parts.data(), sizes.data()) != REDIS_OK) return lost();
  }
  std::vector<RedisReply> replies;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    void* received = nullptr;
    if (redisGetReply(context_.get(), &received) != REDIS_OK) return lost();
    const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(received));
    replies.push_back(copy_of(*reply));
  }
  return replies;
}

bool RedisConnection::is_alive() const {
  if (context_->err != 0) return false;
  char byte = 0;
  const ssize_t got = recv(context_->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  // Between commands nothing may arrive: 0 is the end of the stream, and bytes are a reply nobody waits for.
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

Error RedisConnection::lost() const {
  const bool timeout = context_->err == REDIS_ERR_IO && (errno == EAGAIN || errno == EWOULDBLOCK);
  const std::string reason = timeout ? "no answer in time" : std::string(context_->errstr);
  return unavailable("Redis at " + address_ + " cannot be reached: " + reason);
}

}  // namespace keyglass::storage
