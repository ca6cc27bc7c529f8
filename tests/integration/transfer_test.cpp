// Export and import over real connections.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "keyglass/percent.hpp"
#include "keyglass/transfer_codecs.hpp"

namespace keyglass::test {
namespace {

Answer import(const std::string& api, const std::string& lines, const std::string& query = "") {
  return ask(api, {"POST", "/import" + query, {{"Content-Type", "application/x-ndjson"}}, lines});
}

ImportReport report_of(const Answer& answer) {
  CHECK(answer.status == 200);
  const auto report = decode_import_report(answer.body);
  REQUIRE(report.ok());
  return report.value();
}

// What travels: everything but the revision and the times of creation and change.
std::vector<TransferEntry> entries_of(const Answer& exported) {
  CHECK(exported.status == 200);
  CHECK(exported.complete);
  std::vector<TransferEntry> entries;
  std::string_view lines = exported.body;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    REQUIRE(end != std::string_view::npos);
    auto entry = decode_transfer_line(lines.substr(0, end));
    REQUIRE(entry.ok());
    entries.push_back(std::move(entry).value());
    lines.remove_prefix(end + 1);
  }
  return entries;
}

std::uint64_t resident_kib(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string word; status >> word;) {
    std::uint64_t kib = 0;
    if (word == "VmRSS:" && status >> kib) return kib;
  }
  return 0;
}

TEST_CASE("An export imported into another store gives the same store, and doing it again changes nothing") {
  KeyglassProcess from({"api", "--store", "memory:"});
  KeyglassProcess to({"api", "--store", "memory:"});
  const auto put = [&](const std::string& key, std::string value, const std::string& type,
                       const std::string& query) {
    CHECK(ask(from.api(),
              {"PUT", "/kv/" + encode_percent(key) + query, {{"Content-Type", type}}, std::move(value)})
              .status == 201);
  };
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  put("bytes", every_byte, "image/png", "");
  put("empty", "", "text/plain", "");
  put(" \"quoted\\ % / \xC3\xA4 \xF0\x9F\x94\x91", "v", "text/plain; charset=utf-8", "?ttl=86400.5");
  put(std::string(1024, 'k'), "long key", "a/b", "");
  put("controls", std::string(300'000, '\x01'), "text/plain", "?ttl=1e9");
  put("lines", "one\ntwo\r\n\xEF\xBB\xBF", "text/plain", "");
  const Answer exported = get(from.api(), "/export");
  CHECK(exported.header("content-type") == "application/x-ndjson");
  CHECK(exported.header_contains("content-disposition", "attachment; filename=\"keyglass-20"));
  CHECK(exported.header("keyglass-revision") == "6");
  const ImportReport first = report_of(import(to.api(), exported.body));
  CHECK(first.imported == 6);
  const Answer copied = get(to.api(), "/export");
  CHECK(entries_of(copied) == entries_of(exported));
  CHECK(entries_of(copied).size() == 6);
  const ImportReport again = report_of(import(to.api(), exported.body));
  CHECK(again.imported == 0);
  CHECK(again.skipped == 6);
  CHECK(get(to.api(), "/export").header("keyglass-revision") == copied.header("keyglass-revision"));
}

TEST_CASE("An export may be narrowed by prefix and pattern") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  for (const char* key : {"a:1", "a:2", "b:1"})
    ask(keyglass.api(), {"PUT", "/kv/" + std::string(key), {}, "v"});
  CHECK(entries_of(get(keyglass.api(), "/export?prefix=a:")).size() == 2);
  CHECK(entries_of(get(keyglass.api(), "/export?glob=*:1")).size() == 2);
  CHECK(entries_of(get(keyglass.api(), "/export?prefix=b&glob=*:1")).size() == 1);
  CHECK(get(keyglass.api(), "/export?prefix=none").body.empty());
  CHECK(get(keyglass.api(), "/export?glob=%5B").status == 422);
  CHECK(get(keyglass.api(), "/export?glob=").status == 422);
  CHECK(get(keyglass.api(), "/export?limit=1").status == 422);
}

TEST_CASE("Broken lines are told by number and lose no good one") {
  const std::string& api = shared_api().api();
  const ImportReport report =
      report_of(import(api,
                       "\xEF\xBB\xBF{\"key\":\"im:1\",\"value\":\"1\"}\r\n"
                       "\n"
                       "no json\n"
                       "{\"key\":\"im:4\",\"value\":\"4\",\"unknown\":1}\n"
                       "{\"key\":\"\",\"value\":\"5\"}\n"
                       "   \r\n"
                       "{\"key\":\"im:7\",\"value\":\"" +
                           std::string(300'000, 'x') +
                           "\"}\n"
                           "{\"key\":\"im:8\",\"value\":\"" +
                           std::string(100'001, 'x') +
                           "\"}\n"
                           "{\"key\":\"im:9\",\"value\":\"9\",\"expires_at\":\"2001-01-01T00:00:00Z\"}\n"
                           "{\"key\":\"im:10\",\"value\":\"10\"}"));
  CHECK(report.imported == 2);
  CHECK(report.skipped == 1);
  std::vector<std::pair<std::uint64_t, std::string>> failed;
  for (const FailedLine& line : report.failed) failed.emplace_back(line.line, line.code);
  CHECK(failed == std::vector<std::pair<std::uint64_t, std::string>>{
                      {3, "invalid"}, {4, "invalid"}, {5, "invalid"}, {7, "too_large"}, {8, "too_large"}});
  CHECK(report.failed[1].detail.find("unknown") != std::string::npos);
  CHECK(get(api, "/kv/im:1").body == R"({"key":"im:1","value":"1"})");
  CHECK(get(api, "/kv/im:10").body == R"({"key":"im:10","value":"10"})");
}

TEST_CASE("A dry run previews conflicts, create leaves what is there") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  ask(keyglass.api(), {"PUT", "/kv/there", {{"Content-Type", "text/plain; charset=utf-8"}}, "old"});
  const std::string lines = "{\"key\":\"there\",\"value\":\"new\"}\n{\"key\":\"fresh\",\"value\":\"new\"}\n";
  const ImportReport preview = report_of(import(keyglass.api(), lines, "?mode=dry_run"));
  REQUIRE(preview.preview);
  CHECK(*preview.preview == ImportReport::Preview{1, 1, 0, {"there"}});
  CHECK(get(keyglass.api(), "/kv/fresh").status == 404);
  const ImportReport created = report_of(import(keyglass.api(), lines, "?mode=create"));
  CHECK(created.imported == 1);
  CHECK(created.skipped == 1);
  CHECK(get(keyglass.api(), "/kv/there").body == R"({"key":"there","value":"old"})");
}

TEST_CASE("What import does not understand is refused by name") {
  const std::string& api = shared_api().api();
  const Answer mode = import(api, "", "?mode=update");
  CHECK(mode.status == 422);
  CHECK(mode.body.find(R"("field":"mode")") != std::string::npos);
  CHECK(import(api, "", "?dry_run=true").status == 422);
  CHECK(post_json(api, "/import", "{}").status == 415);
  CHECK(report_of(import(api, "")).imported == 0);
}

TEST_CASE("A long import costs no memory, however long one of its lines is") {
  constexpr std::size_t lines_sent = 200'000;
  KeyglassProcess keyglass({"api", "--store", "memory:", "--value-bytes-max", "100000"});
  const std::string value(400, 'v');
  const std::uint64_t before = resident_kib(keyglass.process().pid());
  HttpConnection client(keyglass.api());
  client.send_bytes(
      "POST /import?mode=dry_run HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  const auto send = [&](const std::string& bytes) {
    std::array<char, 20> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
    client.send_bytes(size.data() + bytes + "\r\n");
  };
  std::string part;
  for (std::size_t line = 0; line < lines_sent; ++line) {
    part += R"({"key":"k)" + std::to_string(line) + R"(","value":")" + value + "\"}\n";
    if (part.size() < 256 * 1024) continue;
    send(part);
    part.clear();
  }
  send(part + "{\"key\":\"endless");
  for (int i = 0; i < 40; ++i) send(std::string(1024 * 1024, 'x'));
  send("\"}\n");
  client.send_bytes("0\r\n\r\n");
  const ImportReport report = report_of(client.read_answer());
  const std::uint64_t after = resident_kib(keyglass.process().pid());
  std::cout << lines_sent << " lines and one of 40 MiB: resident " << before << " -> " << after << " KiB\n";
  REQUIRE(report.preview);
  CHECK(report.preview->would_create == lines_sent);
  REQUIRE(report.failed.size() == 1);
  CHECK(report.failed[0].line == lines_sent + 1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they keep freed memory on purpose
  CHECK(after < before + 32 * 1024);
#endif
}

TEST_CASE("Of an import that breaks off, whole batches are in and nothing else") {
  TempDir folder;
  const std::string store = "rocksdb:" + (folder / "db");
  {
    KeyglassProcess keyglass({"api", "--store", store});
    HttpConnection client(keyglass.api());
    std::string lines;
    for (int i = 0; i < 1'200; ++i) lines += R"({"key":"k)" + std::to_string(i) + "\",\"value\":\"v\"}\n";
    client.send_bytes(
        "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
        "Content-Length: 1000000\r\n\r\n" +
        lines);
    CHECK(wait_until([&] { return get(keyglass.api(), "/kv/k999").status == 200; }));
    // The rest of the body never comes.
    client.end_sending();
    CHECK(client.read_answer().status != 200);
    CHECK(keyglass.stop() == 0);
  }
  KeyglassProcess keyglass({"api", "--store", store});
  CHECK(entries_of(get(keyglass.api(), "/export")).size() == 1'000);
}

}  // namespace
}  // namespace keyglass::test
