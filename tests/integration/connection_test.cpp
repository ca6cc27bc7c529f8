// Connections: what the HTTP/1.1 syntax allows and forbids, and what one connection can carry.
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <vector>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("A connection stays usable after errors") {
  HttpConnection client(shared_api().api());
  for (int i = 0; i < 3; ++i) {
    CHECK(client.ask({.target = "/kv/absent"}).status == 404);
    CHECK(client.ask({"PUT", "/kv/", {}, "body that is not read"}).status == 422);
    CHECK(client.ask({"DELETE", "/kv/absent", {}, {}}).status == 404);
    CHECK(
        client.ask({"PUT", "/kv/form", {{"Content-Type", "multipart/form-data; boundary=x"}}, "any"}).status <
        300);
  }
}

TEST_CASE("Requests sent ahead are answered in order") {
  HttpConnection client(shared_api().api());
  const std::string host = "Host: localhost\r\n";
  client.send_bytes("PUT /kv/ahead HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\n1" +
                    "GET /kv/ahead?raw HTTP/1.1\r\n" + host + "\r\n" + "DELETE /kv/ahead HTTP/1.1\r\n" +
                    host + "\r\n" + "GET /kv/ahead HTTP/1.1\r\n" + host + "\r\n");
  CHECK(client.read_answer().status == 201);
  CHECK(client.read_answer().body == "1");
  CHECK(client.read_answer().status == 200);
  CHECK(client.read_answer().status == 404);
}

TEST_CASE("What is too long is told so: target 414, headers 431") {
  const std::string& api = shared_api().api();
  for (const std::size_t size : {9'000U, 40'000U, 200'000U}) {
    CAPTURE(size);
    const Answer answer = get(api, "/kv/" + std::string(size, 'k'));
    CHECK(answer.status == 414);
    CHECK(answer.header("content-type") == "application/problem+json");
  }
  for (const std::size_t size : {9'000U, 40'000U}) {
    CAPTURE(size);
    CHECK(ask(api, {"GET", "/kv", {{"X-Long", std::string(size, 'h')}}, {}}).status == 431);
  }
  Ask many{.target = "/kv"};
  for (int i = 0; i < 200; ++i) many.headers.emplace_back("X-" + std::to_string(i), "v");
  CHECK(ask(api, many).status == 431);
}

TEST_CASE("What is no HTTP is refused and the connection closed") {
  for (const std::string text :
       {"hello\r\n\r\n", "GET /kv\r\n\r\n", "GET /kv HTTP/3.0\r\n\r\n",
        "GET /kv HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n", "GET /kv HTTP/1.1\r\n\r\n"}) {
    CAPTURE(text);
    HttpConnection client(shared_api().api());
    client.send_bytes(text);
    const Answer answer = client.read_answer();
    CHECK(answer.status == 400);
    CHECK(answer.body.find("\"code\":\"bad_request\"") != std::string::npos);
  }
}

TEST_CASE("A request that claims two lengths is refused and not followed by another") {
  HttpConnection client(shared_api().api());
  client.send_bytes(
      "PUT /kv/smuggled HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\nTransfer-Encoding: "
      "chunked\r\n\r\n"
      "0\r\n\r\nDELETE /kv/victim HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.read_answer().status == 400);
  CHECK(client.is_closed());
}

TEST_CASE("A body whose end cannot be known is refused, and nothing after it is taken for a request") {
  const std::string& api = shared_api().api();
  for (const auto& [header, status] :
       {std::pair{"Transfer-Encoding: gzip, chunked", 501}, std::pair{"Transfer-Encoding: identity", 501},
        std::pair{"Content-Length: five", 400}, std::pair{"Content-Length: -1", 400},
        std::pair{"Content-Length: 99999999999999999999", 400}}) {
    CAPTURE(header);
    HttpConnection client(api);
    client.send_bytes("PUT /kv/unframed HTTP/1.1\r\nHost: localhost\r\n" + std::string(header) +
                      "\r\n\r\n1\r\na\r\n0\r\n\r\nPUT /kv/unframed HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(client.read_answer().status == status);
    CHECK(client.is_closed());
    CHECK(get(api, "/kv/unframed").status == 404);
  }
}

TEST_CASE("A body that is broken off ends its connection, and stores nothing") {
  HttpConnection client(shared_api().api());
  client.send_bytes(
      "PUT /kv/broken HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n");
  const Answer answer = client.read_answer();
  CHECK(answer.status == 422);
  CHECK(answer.header("connection") == "close");
  CHECK(client.is_closed());
  CHECK(get(shared_api().api(), "/kv/broken").status == 404);
}

// The head of a request whose body is held back until it is asked for.
std::string held_back(const std::string& request_line, std::size_t size, const std::string& headers) {
  return request_line + " HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: " + std::to_string(size) +
         "\r\n" + headers + "\r\n";
}

TEST_CASE("A body that is held back is not asked for once the request has failed without it") {
  const std::string host = "Host: localhost\r\n";
  const std::string json = host + "Content-Type: application/json\r\n";
  for (const auto& [head, status] :
       {std::pair{held_back("PUT /kv/held", 5, "Host: evil.example\r\n"), 403},
        std::pair{held_back("PUT /kv/held", 5, host + "Origin: http://evil.example\r\n"), 403},
        std::pair{held_back("PUT /kv/held", 150'000, host), 413},
        std::pair{held_back("POST /kv/held", 300'000, json), 413},
        std::pair{held_back("POST /kv/held", 5, host + "Content-Type: text/plain\r\n"), 415},
        std::pair{held_back("PUT /nowhere", 5, host), 404},
        std::pair{held_back("PUT /keys", 5, host), 405}}) {
    CAPTURE(head);
    HttpConnection client(shared_api().api());
    client.send_bytes(head);
    const Answer answer = client.read_answer();
    CHECK_FALSE(answer.continued);
    CHECK(answer.status == status);
    CHECK(answer.header("connection") == "close");
    CHECK(client.is_closed());
  }
  CHECK(get(shared_api().api(), "/kv/held").status == 404);
}

TEST_CASE("A body that is held back is asked for where it is wanted, and the connection goes on") {
  HttpConnection client(shared_api().api());
  client.send_bytes(held_back("PUT /kv/asked", 5, "Host: localhost\r\n"));
  client.send_bytes("hello");
  const Answer answer = client.read_answer();
  CHECK(answer.continued);
  CHECK(answer.status == 201);
  CHECK(client.ask({.target = "/kv/asked?raw"}).body == "hello");
  const std::string text = R"({"value":")" + std::string(150'000 - 12, ' ') + R"("})";
  client.send_bytes(held_back("POST /kv/asked", text.size(), "Host: localhost\r\n"));
  client.send_bytes(text);
  const Answer refused = client.read_answer();
  CHECK(refused.continued);
  CHECK(refused.status == 413);
  CHECK_FALSE(client.ask({.target = "/healthz"}).continued);
}

TEST_CASE("A target in absolute form is served, and its authority judged instead of Host") {
  const std::string& api = shared_api().api();
  REQUIRE(ask(api, {"PUT", "/kv/absolute", {}, "v"}).status == 201);
  const auto status_of = [&](const std::string& request_line, const std::string& host) {
    HttpConnection client(api);
    client.send_bytes(request_line + "\r\n" + host + "\r\n");
    return client.read_answer().status;
  };
  CHECK(get(api, "http://localhost:8000/kv?prefix=absolute").body == R"({"absolute":"v"})");
  CHECK(get(api, "HTTP://LOCALHOST/kv/absolute?raw").body == "v");
  CHECK(get(api, "http://localhost").body.find("\"endpoints\"") != std::string::npos);
  CHECK(get(api, "http://localhost?raw").status == 422);
  CHECK(status_of("GET http://localhost/kv/absolute HTTP/1.1", "Host: evil.example\r\n") == 200);
  CHECK(status_of("GET http://evil.example/kv/absolute HTTP/1.1", "Host: localhost\r\n") == 403);
  CHECK(status_of("GET http://localhost@evil.example/kv HTTP/1.1", "Host: localhost\r\n") == 403);
  CHECK(status_of("GET http:///kv HTTP/1.1", "Host: localhost\r\n") == 403);
  CHECK(status_of("GET http://localhost/kv HTTP/1.1", "") == 400);
  CHECK(status_of("GET http://localhost/kv HTTP/1.1", "Host: localhost\r\nHost: localhost\r\n") == 400);
  CHECK(status_of("GET http://evil.example/kv HTTP/1.0", "") == 403);
}

TEST_CASE("One empty line before a request is ignored, two are not") {
  HttpConnection client(shared_api().api());
  const std::string request = "PUT /kv/blank HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n1\r\n";
  client.send_bytes(request + request);
  CHECK(client.read_answer().status == 201);
  CHECK(client.read_answer().status == 200);
  CHECK(client.ask({.target = "/kv/blank?raw"}).body == "1");
  client.send_bytes("\r\n");
  client.send_bytes("\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.read_answer().status == 400);
  CHECK(client.is_closed());
}

TEST_CASE("A client may ask in any case for the end of the connection, and is told of it") {
  for (const char* options : {"close", "Close", "keep-alive, CLOSE"}) {
    CAPTURE(options);
    HttpConnection client(shared_api().api());
    CHECK(client.ask({"GET", "/healthz", {{"Connection", options}}, {}}).header("connection") == "close");
    CHECK(client.is_closed());
  }
}

TEST_CASE("Keep-Alive promises what holds") {
  const Answer answer = get(shared_api().api(), "/healthz");
  CHECK(answer.header("connection").empty());
  CHECK(answer.header("keep-alive") == "timeout=30, max=100000");
}

TEST_CASE("A Range or Accept that cannot be read is ignored") {
  const std::string& api = shared_api().api();
  REQUIRE(ask(api, {"PUT", "/kv/whole", {}, "0123456789"}).status == 201);
  for (const char* range : {"lines=1-2", "bytes=9-3", "bytes=a-b", "bytes=99999999999999999999-5"}) {
    CAPTURE(range);
    const Answer answer = ask(api, {"GET", "/kv/whole?raw", {{"Range", range}}, {}});
    CHECK(answer.status == 200);
    CHECK(answer.body == "0123456789");
  }
  for (const char* accept : {"garbage", ",", "text/html;q=high"}) {
    CAPTURE(accept);
    CHECK(ask(api, {"GET", "/kv/whole", {{"Accept", accept}}, {}}).status == 200);
    CHECK(ask(api, {"GET", "/kv?prefix=whole", {{"Accept", accept}}, {}}).body ==
          R"({"whole":"0123456789"})");
  }
}

TEST_CASE("An empty value can be read by ranges from its begin") {
  const std::string& api = shared_api().api();
  REQUIRE(ask(api, {"PUT", "/kv/nothing", {{"Content-Length", "0"}}, {}}).status == 201);
  const auto read = [&](const char* range) {
    return ask(api, {"GET", "/kv/nothing?raw", {{"Range", range}}, {}});
  };
  for (const char* range : {"bytes=0-", "bytes=0-1023", "bytes=-1"}) {
    CAPTURE(range);
    const Answer answer = read(range);
    CHECK(answer.status == 200);
    CHECK(answer.header("content-length") == "0");
    CHECK(answer.header("content-range").empty());
  }
  CHECK(read("bytes=1-").status == 416);
  CHECK(read("bytes=1-").header("content-range") == "bytes */0");
}

TEST_CASE("HEAD promises ranges only where GET does") {
  const std::string& api = shared_api().api();
  REQUIRE(ask(api, {"PUT", "/kv/promised", {}, "0123456789"}).status == 201);
  const auto head = [&](const char* target) {
    HttpConnection client(api);
    client.send_bytes("HEAD " + std::string(target) +
                      " HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-0\r\n\r\n");
    return client.read_answer(true);
  };
  CHECK(head("/kv/promised").header("accept-ranges").empty());
  CHECK(head("/kv/promised?raw").header("accept-ranges") == "bytes");
  CHECK(head("/kv/promised?raw").header("content-length") == "10");
}

TEST_CASE("HTTP/1.0 gets whole bodies without chunks") {
  const std::string& api = shared_api().api();
  REQUIRE(post_json(api, "/kv/old", R"({"value":"v"})").status == 200);
  HttpConnection client(api);
  client.send_bytes("GET /kv?prefix=old HTTP/1.0\r\n\r\n");
  const Answer answer = client.read_answer();
  CHECK(answer.header("transfer-encoding").empty());
  CHECK(answer.body == R"({"old":"v"})");
}

TEST_CASE("A burst of connections is served at once, while all stay open") {
  std::vector<std::unique_ptr<HttpConnection>> clients;
  for (int i = 0; i < 64; ++i) clients.push_back(std::make_unique<HttpConnection>(shared_api().api()));
  for (const auto& client : clients) client->send_bytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  for (const auto& client : clients) CHECK(client->read_answer().status == 200);
}

TEST_CASE("More connections than threads are all served") {
  KeyglassProcess keyglass({"api", "--store", "memory:", "--threads", "4"});
  std::vector<std::unique_ptr<HttpConnection>> clients;
  for (int i = 0; i < 16; ++i) {
    clients.push_back(std::make_unique<HttpConnection>(keyglass.api()));
    CHECK(clients.back()->ask({.target = "/healthz"}).status == 200);
  }
}

TEST_CASE("A list of many megabytes is streamed whole") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  HttpConnection client(keyglass.api());
  const std::string value(100'000, 'v');
  for (int i = 0; i < 100; ++i) {
    REQUIRE(client.ask({"PUT", "/kv/large:" + std::to_string(i), {}, value}).status == 201);
  }
  const Answer list = client.ask({.target = "/kv"});
  CHECK(list.complete);
  CHECK(list.body.size() > 100 * value.size());
  CHECK(list.body.ends_with("\"}"));
  CHECK(client.ask({.target = "/healthz"}).status == 200);
}

}  // namespace
}  // namespace keyglass::test
