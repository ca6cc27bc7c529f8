// What tests on a real Redis begin with.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <string_view>

#include "support/redis_server.hpp"

namespace keyglass::test {

// Skips the test where redis-server is not installed; in CI that is a failure.
inline void require_redis() {
  if (RedisServer::is_installed()) return;
  const char* ci = std::getenv("CI");
  if (ci != nullptr && std::string_view(ci) == "true") FAIL("redis-server is not installed");
  SKIP("redis-server is not installed");
}

}  // namespace keyglass::test
