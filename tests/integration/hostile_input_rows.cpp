// What hostile clients send: see hostile_input_rows.hpp.
#include "integration/hostile_input_rows.hpp"

namespace keyglass::test {
namespace {

const std::string host = "Host: localhost\r\n";
const std::string chunked = "Transfer-Encoding: chunked\r\n";

std::string put(const std::string& headers, const std::string& body = {}) {
  return "PUT /kv/hostile HTTP/1.1\r\n" + host + headers + "\r\n" + body;
}

std::string get(const std::string& target, const std::string& headers) {
  return "GET " + target + " HTTP/1.1\r\n" + headers + "\r\n";
}

HostileRow refused(std::string says, std::string bytes, int status = 400) {
  return {std::move(says), std::move(bytes), {status}, true};
}

HostileRow served(std::string says, std::string bytes, std::vector<int> statuses = {200}) {
  return {std::move(says), std::move(bytes), std::move(statuses), false};
}

std::string with_nul(std::string text) {
  text[text.find('@')] = '\0';
  return text;
}

std::string many_headers(int count) {
  std::string headers;
  for (int i = 0; i < count; ++i) headers += "X:1\r\n";
  return headers;
}

}  // namespace

std::vector<HostileRow> smuggling_rows() {
  return {
      refused("a length, then chunks", put("Content-Length: 4\r\n" + chunked, "0\r\n\r\n")),
      refused("chunks, then a length", put(chunked + "Content-Length: 4\r\n", "0\r\n\r\n")),
      refused("two equal lengths", put("Content-Length: 1\r\nContent-Length: 1\r\n", "x")),
      refused("two lengths that differ", put("Content-Length: 1\r\nContent-Length: 9\r\n", "x")),
      refused("a list of lengths", put("Content-Length: 1, 1\r\n", "x")),
      refused("a negative length", put("Content-Length: -1\r\n")),
      refused("a length with a plus", put("Content-Length: +1\r\n", "x")),
      refused("a length that overflows 64 bits", put("Content-Length: 18446744073709551617\r\n", "x")),
      refused("a length of a hundred digits", put("Content-Length: " + std::string(100, '9') + "\r\n")),
      refused("a length in hexadecimal", put("Content-Length: 0x1\r\n", "x")),
      refused("a length of nothing", put("Content-Length:\r\n")),
      refused("chunked twice", put(chunked + chunked, "0\r\n\r\n")),
      refused("chunked, and hidden", put("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501),
      refused("chunked, but not last", put("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), 501),
      refused("chunked behind a vertical tab", put("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n")),
      refused("chunks in HTTP/1.0", "PUT /kv/hostile HTTP/1.0\r\n" + host + chunked + "\r\n0\r\n\r\n"),
      refused("a space before the colon", put("Content-Length : 1\r\n", "x")),
      refused("a tab before the colon", put("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n")),
      refused("a folded line", put("X: a\r\n Content-Length: 1\r\n", "x")),
      refused("a folded first line", get("/healthz", " " + host)),
      refused("a length behind a bare LF", put("X: a\nContent-Length: 1\r\n", "x")),
      refused("a head of bare LFs", "GET /healthz HTTP/1.1\nHost: localhost\n\n"),
      refused("a bare CR in a line", put("X: a\rContent-Length: 1\r\n", "x")),
      refused("a NUL in a value", with_nul(put("X: a@b\r\n"))),
      refused("a NUL in a name", with_nul(put("X@: b\r\n"))),
      refused("a NUL in the target", with_nul(get("/kv/a@b", host))),
  };
}

std::vector<HostileRow> chunk_rows() {
  const auto broken = [](std::string says, const std::string& body) {
    return HostileRow{std::move(says), put(chunked, body), {422}, true};
  };
  return {
      served("chunk extensions", put(chunked, "1;a=b;c=\"d\"\r\nx\r\n0;last\r\n\r\n"), {201}),
      served("trailers", put(chunked, "1\r\nx\r\n0\r\nContent-Length: 5\r\nHost: evil\r\n\r\n"), {200}),
      served("zeros before a size", put(chunked, "000001\r\nx\r\n000\r\n\r\n"), {200}),
      broken("a size that is none", "zz\r\nx\r\n0\r\n\r\n"),
      broken("a negative size", "-1\r\nx\r\n0\r\n\r\n"),
      broken("a size with a plus", "+1\r\nx\r\n0\r\n\r\n"),
      broken("a size with 0x", "0x1\r\nx\r\n0\r\n\r\n"),
      broken("a size that overflows 64 bits", "10000000000000001\r\nx\r\n0\r\n\r\n"),
      broken("a size of all bits", "ffffffffffffffff\r\nx\r\n0\r\n\r\n"),
      broken("no size", "\r\nx\r\n0\r\n\r\n"),
      broken("a size that ends with LF", "1\nx\r\n0\r\n\r\n"),
      broken("a chunk longer than its size", "1\r\nxyz\r\n0\r\n\r\n"),
      broken("a chunk that ends with LF", "1\r\nx\n0\r\n\r\n"),
      broken("an extension with a bare LF", "1;a\nb\r\nx\r\n0\r\n\r\n"),
      broken("an extension with a NUL", with_nul("1;@\r\nx\r\n0\r\n\r\n")),
      broken("an extension without end", "1;" + std::string(100'000, 'e') + "\r\nx\r\n0\r\n\r\n"),
      broken("trailers without end", "1\r\nx\r\n0\r\n" + many_headers(50'000) + "\r\n"),
      broken("a trailer that ends with LF", "1\r\nx\r\n0\r\nT: v\n\r\n"),
  };
}

std::vector<HostileRow> head_rows() {
  return {
      refused("100,000 headers", get("/healthz", host + many_headers(100'000)), 431),
      refused("one header of a megabyte", get("/healthz", "X: " + std::string(1'000'000, 'h') + "\r\n"), 431),
      refused("a name of a megabyte", get("/healthz", std::string(1'000'000, 'n') + ": v\r\n"), 431),
      refused("a target of a megabyte", get("/" + std::string(1'000'000, 't'), host), 414),
      refused("a method of a megabyte", std::string(1'000'000, 'M') + " / HTTP/1.1\r\n\r\n", 414),
      refused("a line without end", std::string(1'000'000, 'x'), 414),
      refused("a megabyte of NULs", std::string(1'000'000, '\0'), 414),
      refused("empty lines alone", "\r\n\r\n\r\n\r\n\r\n\r\n"),
      refused("a handshake of TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n", 13)),
      refused("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 501),
      refused("a version of its own", "GET /healthz HTTP/1.1.1\r\n" + host + "\r\n"),
      refused("no version", "GET /healthz\r\n\r\n"),
      refused("a name that is empty", get("/healthz", host + ": v\r\n")),
      refused("a name in quotes", get("/healthz", host + "\"X\": v\r\n")),
      refused("a line without a colon", get("/healthz", host + "X\r\n")),
      {"a method in lower case", "get /healthz HTTP/1.1\r\n" + host + "\r\n", {501}, true},
  };
}

std::vector<HostileRow> target_rows() {
  return {
      served("absolute form", get("http://localhost/healthz", host)),
      served("absolute form with https", get("https://localhost/healthz", host)),
      served("absolute form of a foreign server", get("http://evil.example/healthz", host), {403}),
      served("a foreign name and a port", get("/healthz", "Host: evil.example:8000\r\n"), {403}),
      served("a name that only begins as ours", get("/healthz", "Host: localhost.evil.example\r\n"), {403}),
      served("a name with another before it", get("/healthz", "Host: evil@localhost\r\n"), {403}),
      served("an empty name", get("/healthz", "Host:\r\n"), {403}),
      served("a path that climbs", get("/../../etc/passwd", host), {404}),
      served("a path that climbs in disguise", get("/docs/..%2f..%2fetc%2fpasswd", host), {404}),
      {"no name", get("/healthz", ""), {400}, false},
      {"two names", get("/healthz", host + host), {400}, false},
      {"two names that differ", get("/healthz", host + "Host: evil.example\r\n"), {400}, false},
      refused("a space in the target", get("/kv/a b", host)),
      refused("a fragment, which would name another key", get("/kv/a#b", host)),
      refused("CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\n" + host + "\r\n", 404),
  };
}

}  // namespace keyglass::test
