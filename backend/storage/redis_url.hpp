// Where a Redis is, read from its URL. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass::storage {

struct RedisEndpoint {
  std::string host;
  int port = 6379;
  std::string user;      // empty: the default user
  std::string password;  // empty: none
  int database = 0;

  bool operator==(const RedisEndpoint&) const = default;
};

inline constexpr std::string_view redis_url_form = "redis://[user:password@]host[:port][/db]";

// User and password may be percent-encoded; an IPv6 address stands in brackets.
// Fails with invalid, field "store"; no message holds the password.
Result<RedisEndpoint> parse_redis_url(std::string_view url);

// "host:port": for messages.
std::string address_of(const RedisEndpoint& endpoint);

}  // namespace keyglass::storage
