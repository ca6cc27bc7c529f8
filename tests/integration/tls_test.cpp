// Connections through TLS: what is agreed on, what is refused, how they end, and that bytes come through
// whole however they are cut.
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <random>
#include <stdexcept>
#include <vector>

#include "http/tls_identity.hpp"
#include "integration/http_connection.hpp"
#include "integration/listener.hpp"
#include "support/test_certificate.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using http::ListenerOptions;
using http::Reply;
using http::Request;
using std::chrono::milliseconds;

// The body comes back; without one, the target.
Reply echo(const Request& request) {
  const auto body = request.body->read_all(64'000'000);
  if (!body) return text_reply(body.error().message);
  return text_reply(body.value().empty() ? request.target : body.value());
}

// A listener with TLS.
class SealedListener {
 public:
  explicit SealedListener(http::RequestHandler handle = echo, ListenerOptions options = {})
      : files_(make_certificate(folder_, "listener")), identity_({files_.certificate, files_.key}) {
    if (const auto loaded = identity_.load(); !loaded) throw std::runtime_error(loaded.error().message);
    options.tls = &identity_;
    listener_ = std::make_unique<Listener>(std::move(handle), std::move(options));
  }

  const std::string& address() const { return listener_->address(); }
  // The same port without TLS.
  std::string plain_address() const { return "http" + address().substr(address().find(':')); }
  http::HttpServer& server() { return listener_->server(); }

 private:
  const TempDir folder_;
  const CertificateFiles files_;
  http::TlsIdentity identity_;
  std::unique_ptr<Listener> listener_;
};

std::string pattern(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>('a' + i % 23);
  return bytes;
}

bool shakes_hands(const std::string& address, TlsClientOptions options) {
  try {
    return HttpConnection(address, std::move(options)).ask({.target = "/"}).status == 200;
  } catch (const std::runtime_error&) {
    return false;
  }
}

TEST_CASE("TLS 1.2 and 1.3 are spoken, what is older or agrees on another protocol is refused") {
  const SealedListener listener;
  CHECK(HttpConnection(listener.address(), {.version_max = TLS1_3_VERSION}).tls().version() == "TLSv1.3");
  HttpConnection old(listener.address(), {.version_max = TLS1_2_VERSION});
  CHECK(old.tls().version() == "TLSv1.2");
  CHECK(old.ask({.target = "/old"}).body == "/old");
  CHECK_FALSE(shakes_hands(listener.address(), {.version_max = TLS1_1_VERSION}));
  CHECK_FALSE(shakes_hands(listener.address(), {.version_max = TLS1_VERSION}));
  CHECK_FALSE(shakes_hands(listener.address(), {.protocols = "\x02h2"}));
  CHECK(shakes_hands(listener.address(), {.protocols = "\x02h2\x08http/1.1"}));
  CHECK(shakes_hands(listener.address(), {.protocols = ""}));
}

TEST_CASE("A handshake is not begun anew on a connection") {
  const SealedListener listener;
  HttpConnection client(listener.address(), {.version_max = TLS1_2_VERSION});
  REQUIRE(client.ask({.target = "/"}).status == 200);
  CHECK_FALSE(client.tls().renegotiate());
  CHECK(get(listener.address(), "/").status == 200);
}

TEST_CASE("Large bodies come through TLS whole in both directions, sized and streamed") {
  const SealedListener listener([](const Request& request) {
    Reply reply = echo(request);
    if (!request.target.starts_with("/wait/stream")) return reply;
    reply.stream = [body = std::move(reply.body)](const http::ByteSink& sink) {
      for (std::size_t at = 0; at < body.size(); at += 70'000) {
        if (!sink(std::string_view(body).substr(at, 70'000))) return false;
      }
      return true;
    };
    return reply;
  });
  const std::string body = pattern(8'000'000);
  HttpConnection client(listener.address());
  for (const char* target : {"/sized", "/wait/stream", "/sized"}) {
    CAPTURE(target);
    CHECK(client.ask({"PUT", target, {}, body}).body == body);
  }
}

TEST_CASE("Requests sent ahead through TLS are answered in order") {
  const SealedListener listener;
  std::string all;
  for (int i = 0; i < 1'000; ++i) {
    all += "GET " + std::string(i % 7 == 0 ? "/wait/" : "/") + std::to_string(i) +
           " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  HttpConnection client(listener.address());
  client.send_bytes(all);
  for (int i = 0; i < 1'000; ++i)
    REQUIRE(client.read_answer().body == (i % 7 == 0 ? "/wait/" : "/") + std::to_string(i));
}

TEST_CASE("However the bytes of TLS are cut, the same requests and answers come out") {
  const SealedListener listener;
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto up_to = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(1, most)(random);
  };
  for (int round = 0; round < 12; ++round) {
    const std::size_t piece_max = round < 2 ? 3 : 2'000;
    HttpConnection client(listener.address(),
                          {.version_max = round % 2 == 0 ? TLS1_2_VERSION : TLS1_3_VERSION,
                           .piece = [&, piece_max] { return up_to(piece_max); }});
    for (int i = 0; i < 4; ++i) {
      const std::string body = pattern(up_to(piece_max * 60));
      REQUIRE(client.ask({"PUT", "/", {}, body}).body == body);
    }
  }
}

TEST_CASE("A handshake that does not come to its end is given up, and holds nobody up until then") {
  ListenerOptions options;
  options.patience.head = milliseconds(300);
  options.patience.idle = 2 * patience;
  const SealedListener listener(echo, options);
  const std::string hello = TlsClient::hello();
  std::vector<std::unique_ptr<HttpConnection>> slow;
  for (std::size_t i = 0; i < 40; ++i) {
    slow.push_back(std::make_unique<HttpConnection>(listener.plain_address()));
    slow.back()->send_bytes(hello.substr(0, i * hello.size() / 40));
  }
  for (int i = 0; i < 20; ++i) CHECK(get(listener.address(), "/quick").body == "/quick");
  for (const auto& client : slow) CHECK(client->read_answer().status == 0);
}

TEST_CASE("A handshake that breaks off anywhere harms nobody") {
  const SealedListener listener;
  const std::string hello = TlsClient::hello();
  for (std::size_t size = 0; size <= hello.size(); size += 1 + size / 16) {
    HttpConnection ends(listener.plain_address());
    ends.send_bytes(hello.substr(0, size));
    ends.end_sending();
    while (!ends.is_closed()) {
    }
    HttpConnection(listener.plain_address()).send_bytes(hello.substr(0, size));
  }
  CHECK(get(listener.address(), "/after").body == "/after");
}

TEST_CASE("What is not TLS gets a clean end: HTTP is told where it is, the rest an alert") {
  ListenerOptions options;
  options.patience.head = options.patience.idle = 2 * patience;
  const SealedListener listener(echo, options);
  const Answer answer = get(listener.plain_address(), "/");
  CHECK(answer.status == 400);
  CHECK(answer.body.find("https://") != std::string::npos);
  CHECK(answer.header("connection") == "close");
  for (const std::string& text : {std::string("\x16\x03\x01\x40\x00", 5) + std::string(20'000, 'x'),
                                  std::string(5'000, '\0'), std::string("get / http/1.1\r\n\r\n")}) {
    HttpConnection client(listener.plain_address());
    client.send_bytes(text);
    while (!client.is_closed()) {
    }
    CHECK_FALSE(client.was_reset());
  }
  CHECK(get(listener.address(), "/after").body == "/after");
}

TEST_CASE("A record that was changed on the way ends its connection, and nothing of it is believed") {
  std::atomic<int> handled{0};
  ListenerOptions options;
  options.patience.idle = 2 * patience;
  const SealedListener listener(
      [&](const Request& request) {
        ++handled;
        return echo(request);
      },
      options);
  HttpConnection client(listener.address());
  REQUIRE(client.ask({.target = "/"}).status == 200);
  client.tls().spoil_next_record();
  client.send_bytes("GET /spoiled HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(client.read_answer().status == 0);
  CHECK_FALSE(client.tls().ended_in_order());
  client.tls().wait_closed();
  CHECK(handled == 1);
  CHECK(get(listener.address(), "/after").body == "/after");
}

TEST_CASE(
    "A connection ends with close_notify where it ends in order, and without where an answer broke off") {
  ListenerOptions options;
  options.patience.idle = 2 * patience;
  const SealedListener listener(
      [](const Request& request) {
        Reply reply = text_reply({});
        reply.stream = [whole = request.target == "/whole"](const http::ByteSink& sink) {
          sink("part");
          return whole;
        };
        return reply;
      },
      options);
  options.patience.idle = milliseconds(300);
  const SealedListener impatient(echo, options);
  const auto end_of = [&](const std::string& request) {
    HttpConnection client((request.empty() ? impatient : listener).address());
    client.send_bytes(request);
    while (!client.is_closed()) {
    }
    return client.tls().ended_in_order();
  };
  CHECK(end_of("GET /whole HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
  CHECK(end_of("GET /whole HTTP/1.0\r\n\r\n"));
  CHECK(end_of("nonsense\r\n\r\n"));
  CHECK(end_of(""));
  CHECK_FALSE(end_of("GET /broken HTTP/1.0\r\n\r\n"));
  CHECK_FALSE(end_of("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n"));
}

TEST_CASE("A client that has said close_notify still gets every answer") {
  const SealedListener listener;
  HttpConnection client(listener.address());
  client.send_bytes("GET /one HTTP/1.1\r\nHost: a\r\n\r\nGET /wait/two HTTP/1.1\r\nHost: a\r\n\r\n");
  client.end_sending();
  CHECK(client.read_answer().body == "/one");
  CHECK(client.read_answer().body == "/wait/two");
  CHECK(client.is_closed());
  CHECK(client.tls().ended_in_order());
}

TEST_CASE("A client that never reads a large answer through TLS is given up") {
  ListenerOptions options;
  options.patience.write = milliseconds(300);
  std::atomic<bool> broke_off{false};
  SealedListener listener(
      [&](const Request& request) {
        if (request.target == "/large") return text_reply(std::string(64'000'000, 'x'));
        Reply reply = text_reply({});
        reply.stream = [&](const http::ByteSink& sink) {
          const std::string part(1'000'000, 's');
          while (sink(part)) {
          }
          broke_off = true;
          return false;
        };
        return request.target == "/endless" ? reply : text_reply("small");
      },
      options);
  HttpConnection large(listener.address());
  HttpConnection endless(listener.address());
  large.send_bytes("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  endless.send_bytes("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(get(listener.address(), "/wait").body == "small");
  CHECK(wait_until([&] { return broke_off.load(); }));
  listener.server().begin_stop();
  CHECK(listener.server().wait_stopped(patience));
}

TEST_CASE("Handshakes that have not come to their end do not hold up a stop") {
  ListenerOptions options;
  options.patience.head = options.patience.idle = 2 * patience;
  SealedListener listener(echo, options);
  HttpConnection silent(listener.plain_address());
  HttpConnection half(listener.plain_address());
  half.send_bytes(TlsClient::hello().substr(0, 100));
  HttpConnection idle(listener.address());
  REQUIRE(idle.ask({.target = "/"}).status == 200);
  listener.server().begin_stop();
  CHECK(listener.server().wait_stopped(patience));
  CHECK(idle.is_closed());
  CHECK(idle.tls().ended_in_order());
}

TEST_CASE("Beyond the room for connections, a client of TLS sees a plain end") {
  ListenerOptions options;
  options.connections_max = 1;
  options.patience.crowded = 2 * patience;
  const SealedListener listener(echo, options);
  HttpConnection first(listener.address());
  REQUIRE(first.ask({.target = "/"}).status == 200);
  CHECK_FALSE(shakes_hands(listener.address(), {}));
  CHECK(HttpConnection(listener.plain_address()).read_answer().status == 0);
  CHECK(first.ask({.target = "/"}).status == 200);
}

TEST_CASE("A hundred clients at once shake hands and are answered") {
  const SealedListener listener;
  std::vector<std::unique_ptr<HttpConnection>> clients;
  for (int i = 0; i < 100; ++i) clients.push_back(std::make_unique<HttpConnection>(listener.address()));
  for (const auto& client : clients) client->send_bytes("GET /wait/all HTTP/1.1\r\nHost: a\r\n\r\n");
  for (const auto& client : clients) CHECK(client->read_answer().body == "/wait/all");
}

}  // namespace
}  // namespace keyglass::test
