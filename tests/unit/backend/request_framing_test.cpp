// Where requests end: what is refused because two readers could disagree, and that cutting changes nothing.
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

#include "http/plain_head.hpp"
#include "http/request_framing.hpp"
#include "http/request_reader.hpp"
#include "support/request_trace.hpp"

namespace keyglass::http {
namespace {

using State = HeadScanner::State;

struct Scanned {
  State state;
  int status = 0;
};

Scanned scan(const std::string& bytes) {
  HeadScanner scanner;
  const State state = scanner.scan(bytes);
  return {state, scanner.fault() ? scanner.fault()->status : 0};
}

std::string with_headers(const std::string& headers, const std::string& version = "1.1") {
  return "POST /kv/a HTTP/" + version + "\r\nHost: a\r\n" + headers + "\r\n\r\n";
}

TEST_CASE("A head whose body has one length for every reader is taken") {
  for (const char* headers :
       {"X: y", "Content-Length: 0", "content-length:5", "Content-Length: \t 5 \t",
        "Content-Length: 999999999999999999", "Transfer-Encoding: Chunked", "X:", "X: a:b", "X: \x80\xff"}) {
    CAPTURE(headers);
    CHECK(scan(with_headers(headers)).state == State::complete);
    CHECK(scan(with_headers(headers)).status == 0);
  }
}

TEST_CASE("A head that two readers could frame in two ways is refused") {
  for (const char* headers : {"Content-Length: 5\r\nTransfer-Encoding: chunked",
                              "Transfer-Encoding: chunked\r\nContent-Length: 5",
                              "Content-Length: 0\r\nTransfer-Encoding: chunked",
                              "Content-Length: 5\r\nContent-Length: 6",
                              "Content-Length: 5\r\nContent-Length: 5",
                              "Content-Length: 5, 5",
                              "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                              "Content-Length: -1",
                              "Content-Length: +1",
                              "Content-Length: 0x10",
                              "Content-Length: 1e3",
                              "Content-Length: ",
                              "Content-Length: 5 5",
                              "Content-Length: 9999999999999999999",
                              "Content-Length: 18446744073709551621",
                              "Content-Length : 5",
                              "Content-Length\t: 5",
                              " Content-Length: 5",
                              "X: y\r\n Content-Length: 5",
                              "X: y\r\n\tfolded",
                              "Con(tent: 5",
                              ": 5",
                              "no colon",
                              "X: y\nContent-Length: 5",
                              "X: y\r\r\nZ: 1",
                              "X: a\rb"}) {
    CAPTURE(headers);
    CHECK(scan(with_headers(headers)).state == State::refused);
    CHECK(scan(with_headers(headers)).status == 400);
  }
  CHECK(scan(with_headers(std::string("X: a\0b", 6))).status == 400);
  CHECK(scan(with_headers("Transfer-Encoding: chunked", "1.0")).status == 400);
}

TEST_CASE("A transfer coding that is not chunked is 501, once the whole head is there") {
  for (const char* coding :
       {"gzip, chunked", "chunked, gzip", "identity", "xchunked", "\"chunked\"", "chunked;q=1"}) {
    CAPTURE(coding);
    const Scanned scanned = scan(with_headers("Transfer-Encoding: " + std::string(coding)));
    CHECK(scanned.state == State::complete);
    CHECK(scanned.status == 501);
  }
}

TEST_CASE("Heads are bounded before they end") {
  CHECK(scan("GET /" + std::string(8'300, 'k')).status == 414);
  CHECK(scan("GET / HTTP/1.1\r\nX: " + std::string(8'200, 'h')).status == 431);
  std::string many = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 101; ++i) many += "X: y\r\n";
  CHECK(scan(many).status == 431);
  std::string large = "GET / HTTP/1.1\r\n";
  while (large.size() <= head_limits::bytes_max) large += "X: " + std::string(8'000, 'h') + "\r\n";
  CHECK(scan(large + "X").status == 431);
  CHECK(scan("GET / HTTP/1.1\r\nHost: a").state == State::unfinished);
}

TEST_CASE("A request line has three parts, with one space between each") {
  for (const char* line :
       {"GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /a b HTTP/1.1", "GET /", "hello"}) {
    CAPTURE(line);
    CHECK(scan(std::string(line) + "\r\n\r\n").status == 400);
  }
}

TEST_CASE("One empty line before a request means nothing, a second one does") {
  HeadScanner scanner;
  const std::string bytes = "\r\nGET / HTTP/1.1\r\n\r\n";
  CHECK(scanner.scan(bytes) == State::complete);
  CHECK(scanner.begin() == 2);
  CHECK(scanner.end() == bytes.size());
  CHECK(scan("\r\n\r\nGET / HTTP/1.1\r\n\r\n").status == 400);
}

struct Decoded {
  ChunkedBody::State state;
  std::string content;
  std::string rest;
};

Decoded decode(std::string_view bytes) {
  ChunkedBody body;
  Decoded decoded{};
  decoded.state = body.take(bytes, decoded.content);
  decoded.rest = bytes;
  return decoded;
}

TEST_CASE("Chunks are joined, extensions and trailers dropped, and nothing behind them is touched") {
  const Decoded decoded =
      decode("5\r\nhello\r\n1;a=b;c=\"d\"\r\n!\r\n00a\r\n0123456789\r\n0\r\nT: v\r\n\r\nGET");
  CHECK(decoded.state == ChunkedBody::State::complete);
  CHECK(decoded.content == "hello!0123456789");
  CHECK(decoded.rest == "GET");
}

TEST_CASE("Chunks that could end elsewhere for another reader break the body") {
  for (const std::string text :
       {"zz\r\n", "-1\r\n", "+1\r\n", "0x5\r\n", " 5\r\n", "5 \r\nhello\r\n", "\r\n", ";a\r\n",
        "5\nhello\r\n", "5\r\nhelloX\r\n", "5\r\nhello\n", "5\r\nhello\rX", "5\r\r\n", "1000000000000000\r\n",
        "ffffffffffffffff\r\n", "5\r;\n", "0\r\nT: v\n", "1_0\r\n"}) {
    CAPTURE(text);
    CHECK(decode(text).state == ChunkedBody::State::broken);
  }
  CHECK(decode("1;" + std::string(5'000, 'e')).state == ChunkedBody::State::broken);
  CHECK(decode("0\r\n" + std::string(20'000, 't')).state == ChunkedBody::State::broken);
  CHECK(decode("5\r\nhell").state == ChunkedBody::State::unfinished);
}

TEST_CASE("However bytes are cut, the same requests come out") {
  LibraryServer library;
  const std::string host = " HTTP/1.1\r\nHost: a\r\n";
  const std::string bytes =
      "GET /kv/a" + host + "\r\n" + "\r\nPUT /kv/b" + host + "Content-Length: 5\r\n\r\nhello" + "POST /kv/c" +
      host + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n" + "DELETE /kv/d?x=1" +
      host + "X-Request-Id: 1\r\n\r\n" + "GET /kv/e" + host + "Bad Name: x\r\n\r\n";
  const std::string whole = test::trace_requests(library, {bytes});
  REQUIRE(whole == "GET /kv/a 1 0 \nPUT /kv/b 2 5 hello\nPOST /kv/c 2 3 abc\nDELETE /kv/d?x=1 2 0 \n400");
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string_view> pieces;
    const std::size_t piece_max = round == 0 ? 1 : 1 + random() % 60;
    for (std::string_view rest = bytes; !rest.empty();) {
      pieces.push_back(rest.substr(0, 1 + random() % piece_max));
      rest.remove_prefix(pieces.back().size());
    }
    REQUIRE(test::trace_requests(library, pieces) == whole);
  }
}

TEST_CASE("Header values are handed on as they were sent, in their order") {
  LibraryServer library;
  const ParsedHead parsed = library.parse(
      "GET /a HTTP/1.1\r\nIf-Match: \"%41\"\r\nX-B:  two words \r\nIf-Match: \"b\"\r\nX-Empty:\r\n\r\n");
  CHECK(parsed.refused == 0);
  REQUIRE(parsed.request.headers.size() == 4);
  CHECK(find_list(parsed.request.headers, "if-match") == "\"%41\", \"b\"");
  CHECK(parsed.request.header("x-b") == "two words");
  CHECK(parsed.request.header("x-empty") == "");
}

// A head that is mostly plain; some parts are not.
std::string random_head(std::mt19937& random) {
  const auto one_of = [&random](std::initializer_list<std::string_view> words) {
    return std::string(*(words.begin() + static_cast<std::ptrdiff_t>(random() % words.size())));
  };
  std::string head =
      one_of({"GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "get", "PRI", "G T"});
  head += one_of(
      {" /kv/a", " /kv/a%2Fb?ttl=1", " /", " /a#b", " *", " /\xC3\xA4", " http://a/b", "  /a", " /a|b<c>"});
  head += one_of({" HTTP/1.1", " HTTP/1.1", " HTTP/1.1", " HTTP/1.0", " HTTP/1.2", ""}) + "\r\n";
  for (auto fields = random() % 6; fields > 0; --fields) {
    head += one_of({"Host: a", "If-Match: \"%41\", \"b\"", "Content-Length: 5", "content-length: 6",
                    "Accept: ,", "Transfer-Encoding: chunked", "Range: bytes=9-3", "Expect: 100-continue",
                    "X-Empty:", "Bad Name: x", "X: \x7F", "X: two  words ", "Upgrade: websocket", ": x",
                    "X-A:b", "no colon", "Connection: close"});
    head += random() % 50 == 0 ? "\n" : "\r\n";
  }
  head += "\r\n";
  if (random() % 4 == 0) head[random() % (head.size() - 2)] = static_cast<char>(random() % 256);
  return head;
}

TEST_CASE("A plain head says by itself what the library would make of it") {
  LibraryServer library;
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  int plain = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string head = random_head(random);
    HeadScanner scanner;
    const auto mine = plain_request(head);
    if (!mine || scanner.scan(head) != HeadScanner::State::complete) continue;
    ++plain;
    const ParsedHead judged = library.parse_by_library(head);
    CAPTURE(head);
    REQUIRE(judged.refused == 0);
    REQUIRE(judged.request.method == mine->method);
    REQUIRE(judged.request.target == mine->target);
    REQUIRE(judged.request.http_1_0 == mine->http_1_0);
  }
  CHECK(plain > 500);
}

TEST_CASE("What is not plain in a head is left to the library") {
  const std::string line = "GET /a HTTP/1.1\r\n";
  CHECK(plain_request(line + "\r\n"));
  CHECK(plain_request(line + "Host: a\r\nContent-Length: 5\r\n\r\n"));
  for (const std::string& head :
       {std::string("FETCH / HTTP/1.1\r\n\r\n"), std::string("GET /a HTTP/1.0\r\n\r\n"),
        std::string("GET /a#b HTTP/1.1\r\n\r\n"), std::string("GET a HTTP/1.1\r\n\r\n"), line,
        line + "Host: a\r\n", line + "X:\r\n\r\n", line + "X Y: a\r\n\r\n", line + "X: \t\r\n\r\n",
        line + "X: \xC3\xA4\r\n\r\n", line + "Transfer-Encoding: chunked\r\n\r\n",
        line + "Content-Length: 5\r\ncontent-length: 5\r\n\r\n", line + " folded: x\r\n\r\n",
        line + "X: " + std::string(5'000, 'x') + "\r\n\r\n"}) {
    CAPTURE(head);
    CHECK_FALSE(plain_request(head));
  }
  std::string many = line;
  for (int n = 0; n < 51; ++n) many += "X: y\r\n";
  CHECK_FALSE(plain_request(many + "\r\n"));
}

TEST_CASE("What the library knows to be wrong in a head is refused with the right status") {
  LibraryServer library;
  for (const auto& [line, status] :
       {std::pair{"FETCH / HTTP/1.1", 501}, std::pair{"GET / HTTP/2.0", 400}, std::pair{"GET /", 400},
        std::pair{"get / HTTP/1.1", 501}, std::pair{"GET / a HTTP/1.1", 400}}) {
    CAPTURE(line);
    CHECK(library.parse(std::string(line) + "\r\nHost: a\r\n\r\n").refused == status);
  }
  for (const char* header : {"Range: bytes=9-3", "Accept: ,"}) {
    CAPTURE(header);
    const ParsedHead parsed = library.parse("GET /a HTTP/1.1\r\n" + std::string(header) + "\r\n\r\n");
    CHECK(parsed.refused == 0);
    CHECK(parsed.request.target == "/a");
  }
}

TEST_CASE("A request whose sender ends in the middle is broken, or none") {
  LibraryServer library;
  const auto parse = [&](std::string_view head) { return library.parse(head); };
  RequestReader half_body(parse);
  half_body.add("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
  CHECK(half_body.advance() == RequestReader::State::body);
  half_body.end();
  CHECK(half_body.advance() == RequestReader::State::ready);
  CHECK_FALSE(half_body.body_whole());
  RequestReader half_head(parse);
  half_head.add("GET / HTTP/1.1\r\nHos");
  half_head.end();
  CHECK(half_head.advance() == RequestReader::State::ended);
}

}  // namespace
}  // namespace keyglass::http
