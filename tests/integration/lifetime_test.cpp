// What survives the end of the process, and how it ends.
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <thread>
#include <vector>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("A restart keeps the data") {
  const TempDir folder;
  const std::vector<std::string> arguments{"api", "--store", "rocksdb:" + folder / "data"};
  std::string etag;
  {
    KeyglassProcess keyglass(arguments);
    REQUIRE(post_json(keyglass.api(), "/kv/a", R"({"value":"kept"})").status == 200);
    etag = get(keyglass.api(), "/kv/a").header("etag");
    CHECK(keyglass.stop() == 0);
  }
  KeyglassProcess keyglass(arguments);
  const Answer answer = get(keyglass.api(), "/kv/a");
  CHECK(answer.body == R"({"key":"a","value":"kept"})");
  CHECK(answer.header("etag") == etag);
}

TEST_CASE("kill -9 under load keeps every acknowledged write") {
  const TempDir folder;
  const std::vector<std::string> arguments{"api", "--store", "rocksdb:" + folder / "data"};
  constexpr int writers = 4;
  std::vector<int> acknowledged(writers, 0);
  {
    KeyglassProcess keyglass(arguments);
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
      threads.emplace_back([&, writer] {
        HttpConnection client(keyglass.api());
        for (int i = 0;; ++i) {
          const std::string key = "/kv/" + std::to_string(writer) + ":" + std::to_string(i);
          if (client.ask({"PUT", key, {}, "value"}).status != 201) return;
          acknowledged[static_cast<std::size_t>(writer)] = i + 1;
        }
      });
    }
    HttpConnection watcher(keyglass.api());
    CHECK(wait_until([&] { return watcher.ask({.target = "/kv/0:100"}).status == 200; }));
    keyglass.process().send_signal(SIGKILL);
    for (std::thread& thread : threads) thread.join();
  }
  KeyglassProcess keyglass(arguments);
  HttpConnection client(keyglass.api());
  for (int writer = 0; writer < writers; ++writer) {
    const int count = acknowledged[static_cast<std::size_t>(writer)];
    CHECK(count > 0);
    int missing = 0;
    for (int i = 0; i < count; ++i) {
      const std::string key = "/kv/" + std::to_string(writer) + ":" + std::to_string(i);
      if (client.ask({.target = key}).status != 200) ++missing;
    }
    CHECK(missing == 0);
  }
}

TEST_CASE("SIGTERM lets a running request finish, takes no new ones, and ends with 0") {
  const TempDir folder;
  const std::vector<std::string> arguments{"api", "--store", "rocksdb:" + folder / "data"};
  {
    KeyglassProcess keyglass(arguments);
    HttpConnection idle(keyglass.api());
    CHECK(idle.ask({.target = "/healthz"}).status == 200);
    HttpConnection busy(keyglass.api());
    busy.send_bytes("PUT /kv/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n01234");
    // The half request is in the server's hands once a later connection has been answered.
    CHECK(get(keyglass.api(), "/healthz").status == 200);
    keyglass.process().send_signal(SIGTERM);
    REQUIRE(keyglass.process().wait_line("\"event\":\"stopping\""));
    CHECK(idle.is_closed());
    CHECK_FALSE(keyglass.process().wait_exit(std::chrono::milliseconds(200)).has_value());
    busy.send_bytes("56789");
    CHECK(busy.read_answer().status == 201);
    CHECK_THROWS(HttpConnection(keyglass.api()));
    CHECK(keyglass.process().wait_exit() == 0);
  }
  KeyglassProcess keyglass(arguments);
  CHECK(get(keyglass.api(), "/kv/slow?raw").body == "0123456789");
}

TEST_CASE("A request that does not finish is cut when the shutdown time is over") {
  KeyglassProcess keyglass({"api", "--store", "memory:", "--shutdown-seconds", "0"});
  HttpConnection stuck(keyglass.api());
  stuck.send_bytes("PUT /kv/stuck HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n01234");
  CHECK(get(keyglass.api(), "/healthz").status == 200);
  CHECK(keyglass.stop() == 0);
}

TEST_CASE("SIGINT ends it like SIGTERM") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  keyglass.process().send_signal(SIGINT);
  CHECK(keyglass.process().wait_exit() == 0);
}

}  // namespace
}  // namespace keyglass::test
