// The web service: the app's files, their headers, /config.json, and the API mounted beside them.
#include <catch2/catch_test_macros.hpp>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::test {
namespace {

TEST_CASE("The app's page is revalidated, and held by a strict policy") {
  const TempDir root;
  make_web_root(root);
  KeyglassProcess keyglass({"web", "--web-root", root.path().string(), "--api-url", "http://localhost:8123"});
  for (const char* target : {"/", "/index.html"}) {
    CAPTURE(target);
    const Answer page = get(keyglass.web(), target);
    CHECK(page.status == 200);
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.header("cache-control") == "no-cache");
    CHECK(page.header("x-content-type-options") == "nosniff");
    CHECK(page.header("cross-origin-opener-policy") == "same-origin");
    CHECK(page.header_contains("content-security-policy", "default-src 'none'"));
    CHECK(page.header_contains("content-security-policy", "script-src 'self' 'wasm-unsafe-eval'"));
    CHECK(page.header_contains("content-security-policy", "connect-src 'self' http://localhost:8123"));
    CHECK(page.header_contains("content-security-policy", "frame-ancestors 'none'"));
    const Answer again = ask(keyglass.web(), {"GET", target, {{"If-None-Match", page.header("etag")}}, {}});
    CHECK(again.status == 304);
  }
}

TEST_CASE("Hashed assets never change, and come in the form that the browser takes") {
  const TempDir root;
  make_web_root(root);
  KeyglassProcess keyglass({"web", "--web-root", root.path().string()});
  struct Row {
    std::string accept;
    std::string body;
    std::string encoding;
  };
  for (const Row& row : {Row{"gzip, deflate, br", "brotli", "br"}, Row{"gzip", "gzip", "gzip"},
                         Row{"", "plain", ""}, Row{"br;q=0, gzip;q=0.5", "gzip", "gzip"}}) {
    CAPTURE(row.accept);
    const Answer asset =
        ask(keyglass.web(), {"GET", "/assets/app.1a2b.wasm", {{"Accept-Encoding", row.accept}}, {}});
    CHECK(asset.status == 200);
    CHECK(asset.body == row.body);
    CHECK(asset.header("content-encoding") == row.encoding);
    CHECK(asset.header("content-type") == "application/wasm");
    CHECK(asset.header("cache-control") == "public, max-age=31536000, immutable");
    CHECK(asset.header_contains("vary", "Accept-Encoding"));
  }
}

TEST_CASE("Nothing outside the app's folder is served") {
  const TempDir root;
  make_web_root(root);
  KeyglassProcess keyglass({"web", "--web-root", root / "assets" + "/.."});
  for (const char* target :
       {"/../../etc/passwd", "/%2e%2e/etc/passwd", "/assets/..%2f..%2findex.html", "/assets//", "/.hidden",
        "/assets/%00", "/assets\\index.html", "/assets", "/nothing", "//etc/passwd"}) {
    CAPTURE(target);
    CHECK(get(keyglass.web(), target).status == 404);
  }
  CHECK(ask(keyglass.web(), {"POST", "/index.html", {}, "x"}).status == 405);
}

TEST_CASE("/config.json tells the app where the API is: elsewhere for web, here for up") {
  const TempDir root;
  make_web_root(root);
  KeyglassProcess alone({"web", "--web-root", root.path().string(), "--api-url", "http://localhost:8123"});
  CHECK(decode_web_config(get(alone.web(), "/config.json").body).value().api_url == "http://localhost:8123");
  CHECK(get(alone.web(), "/kv").status == 404);
  KeyglassProcess both({"up", "--store", "memory:", "--web-root", root.path().string()});
  const auto config = decode_web_config(get(both.web(), "/config.json").body);
  REQUIRE(config.ok());
  CHECK(config.value().api_url.empty());
  CHECK_FALSE(config.value().version.empty());
}

TEST_CASE("up serves the API on both ports, over one store") {
  const TempDir root;
  make_web_root(root);
  KeyglassProcess keyglass({"up", "--store", "memory:", "--web-root", root.path().string()});
  const Ask put{"PUT", "/kv/shared", {{"Origin", keyglass.web()}}, "x"};
  CHECK(ask(keyglass.web(), put).status == 201);
  CHECK(get(keyglass.api(), "/kv/shared?raw").body == "x");
  // Its pages may call the API where it listens, too, whichever port is theirs.
  const Answer across = ask(keyglass.api(), put);
  CHECK(across.status == 200);
  CHECK(across.header("access-control-allow-origin") == keyglass.web());
  CHECK(get(keyglass.web(), "/").header("content-type") == "text/html; charset=utf-8");
  CHECK(get(keyglass.api(), "/").header("content-type") == "application/json");
  CHECK(get(keyglass.web(), "/docs").status == 200);
}

}  // namespace
}  // namespace keyglass::test
