// Hostile clients: what they send is refused without harm, whatever they do others keep being answered.
#include <sys/socket.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

#include "integration/hostile_input_rows.hpp"
#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "integration/listener.hpp"
#include "support/test_certificate.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using http::ListenerOptions;
using http::Request;
using std::chrono::milliseconds;

const std::string smuggled =
    "PUT /kv/smuggled HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx";

void check_row(const std::string& api, const HostileRow& row) {
  CAPTURE(api, row.says);
  HttpConnection client(api);
  client.send_bytes(row.bytes + (row.ends ? smuggled : ""));
  for (const int status : row.statuses) CHECK(client.read_answer().status == status);
  if (row.ends) {
    CHECK(client.read_answer().status == 0);
  } else {
    CHECK(client.ask({.target = "/healthz"}).status == 200);
  }
  CHECK(get(api, "/kv/smuggled").status == 404);
}

TEST_CASE(
    "What hostile clients send gets its status or an end, with and without TLS, and nothing else happens") {
  const TempDir folder;
  const CertificateFiles files = make_certificate(folder, "server");
  KeyglassProcess plain({"api", "--store", "memory:"});
  KeyglassProcess sealed(
      {"api", "--store", "memory:", "--tls-cert", files.certificate, "--tls-key", files.key});
  for (const std::string& api : {plain.api(), sealed.api()}) {
    for (const auto& rows : {smuggling_rows(), chunk_rows(), head_rows(), target_rows()}) {
      for (const HostileRow& row : rows) check_row(api, row);
    }
  }
  CHECK(plain.stop() == 0);
  CHECK(sealed.stop() == 0);
}

// Sends a byte at a time, until the end of the scope.
class Drip {
 public:
  explicit Drip(HttpConnection& client) : thread_([this, &client] { run(client); }) {}
  ~Drip() {
    stopped_ = true;
    thread_.join();
  }
  Drip(const Drip&) = delete;
  Drip& operator=(const Drip&) = delete;

 private:
  void run(HttpConnection& client) {
    static_cast<void>(wait_until(
        [&] {
          client.send_bytes("d");
          return stopped_.load();
        },
        2 * patience));
  }

  std::atomic<bool> stopped_{false};
  std::thread thread_;
};

TEST_CASE("A head or a body that comes drop by drop is told 408 all the same") {
  ListenerOptions options;
  options.patience.head = options.patience.body = milliseconds(300);
  options.patience.idle = 2 * patience;
  Listener listener([](const Request& request) { return text_reply(request.target); }, options);
  const std::string head = "GET / HTTP/1.1\r\nX: ";
  const std::string body = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n";
  for (const std::string& begin : {head, body}) {
    HttpConnection client(listener.address());
    client.send_bytes(begin);
    const Drip drip(client);
    const Answer answer = client.read_answer();
    CHECK(answer.status == 408);
  }
}

TEST_CASE("What is left half done by a client that goes is thrown away") {
  const std::string& api = shared_api().api();
  const std::string whole = "PUT /kv/half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    HttpConnection client(api);
    client.send_bytes(whole.substr(0, size));
    client.end_sending();
    const Answer answer = client.read_answer();
    CAPTURE(size, answer.body);
    CHECK((answer.status == 0 || answer.status == 422));
    CHECK(client.is_closed());
  }
  for (std::size_t size = 0; size < whole.size(); ++size)
    HttpConnection(api).send_bytes(whole.substr(0, size));
  CHECK(get(api, "/kv/half").status == 404);
}

// Clients that do everything wrong at once, until the end of the scope.
class Crowd {
 public:
  explicit Crowd(const std::string& api) : api_(api) {
    for (int i = 0; i < 40; ++i) {
      open("GET / HT");
      open("PUT /kv/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\nhalf");
      open("PUT /kv/slow HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe");
      open("");
    }
    // Never read.
    for (int i = 0; i < 8; ++i) open("GET /kv HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for (int i = 0; i < 8; ++i) open("GET /kv/large?raw HTTP/1.1\r\nHost: localhost\r\n\r\n");
    flood_ = std::thread([this] { flood(); });
  }
  ~Crowd() {
    stopped_ = true;
    flood_.join();
  }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  int flooded() const { return flooded_; }

 private:
  void open(const std::string& bytes) {
    open_.push_back(std::make_unique<HttpConnection>(api_));
    open_.back()->send_bytes(bytes);
  }

  // Connections that come and go as fast as they can, half of them with something to say. Bounded: each takes
  // one of the machine's ports for a minute.
  void flood() {
    while (!stopped_ && flooded_ < flood_max) {
      HttpConnection client(api_);
      if (++flooded_ % 2 == 0) client.send_bytes("nonsense\r\n\r\n");
    }
  }

  static constexpr int flood_max = 2'000;

  const std::string api_;
  std::vector<std::unique_ptr<HttpConnection>> open_;
  std::atomic<bool> stopped_{false};
  std::atomic<int> flooded_{0};
  std::thread flood_;
};

TEST_CASE("While hostile clients do their worst, others are answered") {
  KeyglassProcess keyglass({"api", "--store", "memory:", "--threads", "2", "--streams", "2"});
  const std::string& api = keyglass.api();
  REQUIRE(ask(api, {"PUT", "/kv/large", {}, std::string(10'000'000, 'l')}).status == 201);
  HttpConnection before(api);
  {
    const Crowd crowd(api);
    HttpConnection during(api);
    for (int i = 0; i < 300 || crowd.flooded() < 500; ++i) {
      for (HttpConnection* client : {&before, &during}) {
        REQUIRE(client->ask({"PUT", "/kv/kept", {}, std::to_string(i)}).status < 300);
        REQUIRE(client->ask({.target = "/kv/kept?raw"}).body == std::to_string(i));
      }
      if (i % 20 == 0) REQUIRE(get(api, "/healthz").status == 200);
    }
  }
  CHECK(before.ask({.target = "/healthz"}).status == 200);
  CHECK(keyglass.stop() == 0);
}

}  // namespace
}  // namespace keyglass::test
