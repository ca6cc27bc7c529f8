// A server that the system gives no descriptor any more.
#include <sys/resource.h>

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <vector>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("When the system has no descriptors left, clients wait and are served once it has") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  const rlimit few{60, 60};
  REQUIRE(::prlimit(keyglass.process().pid(), RLIMIT_NOFILE, &few, nullptr) == 0);
  std::vector<std::unique_ptr<HttpConnection>> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(std::make_unique<HttpConnection>(keyglass.api()));
    clients.back()->send_bytes(
        "GET / HTTP/1.1\r\nHost: a\r\n");  // half a head: not idle, so not ended to make room
  }
  // No patience is tried: what is not accepted yet has its whole request waiting.
  for (std::size_t i = 50; i < clients.size(); ++i) clients[i]->send_bytes("\r\n");
  clients.erase(clients.begin(), clients.begin() + 50);
  for (const auto& client : clients) CHECK(client->read_answer().status == 403);
  CHECK(get(keyglass.api(), "/healthz").status == 200);
}

}  // namespace
}  // namespace keyglass::test
