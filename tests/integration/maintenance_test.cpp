// keyglass check, backup and restore: the real commands on a directory that a real server works on.
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "keyglass/json_value.hpp"

namespace keyglass::test {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string url(const std::string& path) {
  return "rocksdb:" + path;
}

TEST_CASE("A running server's store is checked, backed up and restored by commands") {
  const TempDir folder;
  const std::string data = folder / "data";
  const std::string backup = folder / "backup";
  const std::string restored = folder / "restored";
  std::string etag;
  {
    KeyglassProcess server({"api", "--store", url(data)});
    REQUIRE(post_json(server.api(), "/kv/a", R"({"value":"1"})").status == 200);
    const Ended checked = run_keyglass({"check", "--store", url(data)});
    CHECK(checked.exit_code == 0);
    CHECK(contains(checked.out, "entries       1\n"));
    CHECK(checked.out.ends_with("sound\n"));
    const Ended made = run_keyglass({"backup", "--store", url(data), "--to", backup});
    INFO(made.err);
    CHECK(made.exit_code == 0);
    CHECK(contains(made.out, "1 entries of revision 1"));
    REQUIRE(post_json(server.api(), "/kv/a", R"({"value":"2"})").status == 200);
    etag = get(server.api(), "/kv/a").header("etag");
    CHECK(run_keyglass({"restore", "--from", backup, "--store", url(data)}).exit_code == 1);
    CHECK(get(server.api(), "/readyz").status == 200);
  }
  REQUIRE(run_keyglass({"restore", "--from", backup, "--store", url(restored)}).exit_code == 0);
  KeyglassProcess server({"api", "--store", url(restored)});
  const Answer answer = get(server.api(), "/kv/a");
  CHECK(answer.body == R"({"key":"a","value":"1"})");
  CHECK(answer.header("etag") != etag);
  CHECK(ask(server.api(), {"PUT", "/kv/a", {{"If-Match", etag}}, "3"}).status == 412);
  CHECK(ask(server.api(), {"PUT", "/kv/a", {{"If-Match", answer.header("etag")}}, "3"}).status == 200);
}

TEST_CASE("keyglass check --json tells the same as one object") {
  const TempDir folder;
  const std::string data = folder / "data";
  { KeyglassProcess server({"api", "--store", url(data)}); }
  const Ended checked = run_keyglass({"check", "--store", url(data), "--json"});
  CHECK(checked.exit_code == 0);
  const auto json = parse_json(checked.out);
  REQUIRE(json);
  CHECK(json.value().names.front() == "sound");
  CHECK(json.value().elements.front().boolean);
}

TEST_CASE("keyglass check ends with 1 for a store with damage, and for none at all") {
  const TempDir folder;
  const std::string data = folder / "data";
  {
    KeyglassProcess server({"api", "--store", url(data)});
    REQUIRE(post_json(server.api(), "/kv/a", R"({"value":"1"})").status == 200);
    CHECK(server.stop() == 0);
  }
  std::ofstream(folder / "data/ACKNOWLEDGED") << "damaged";
  const Ended damaged = run_keyglass({"check", "--store", url(data)});
  CHECK(damaged.exit_code == 1);
  CHECK(contains(damaged.out, "ACKNOWLEDGED is damaged"));
  CHECK(contains(damaged.out, "1 fault\n"));
  const Ended refused = run_keyglass({"api", "--listen", "127.0.0.1:0", "--store", url(data)});
  CHECK(refused.exit_code == 1);
  CHECK(contains(refused.err, "ACKNOWLEDGED is damaged"));
  const Ended none = run_keyglass({"check", "--store", url(folder / "none")});
  CHECK(none.exit_code == 1);
  CHECK(contains(none.err, "there is no store in"));
  CHECK_FALSE(std::filesystem::exists(folder / "none"));
}

TEST_CASE("Commands on a directory refuse what they cannot work on with 2") {
  CHECK(run_keyglass({"backup", "--store", "rocksdb:x"}).exit_code == 2);
  CHECK(run_keyglass({"restore", "--store", "rocksdb:x"}).exit_code == 2);
  CHECK(run_keyglass({"check", "--durability", "always"}).exit_code == 2);
  const Ended redis = run_keyglass({"check", "--store", "redis://u:secret@localhost"});
  CHECK(redis.exit_code == 2);
  CHECK(contains(redis.err, "rocksdb:PATH"));
  CHECK_FALSE(contains(redis.err, "secret"));
}

TEST_CASE("A backup that is killed leaves what is refused as incomplete, or a whole backup") {
  const TempDir folder;
  const std::string data = folder / "data";
  const std::string backup = folder / "backup";
  const std::string mark = backup + "/INCOMPLETE";
  {
    KeyglassProcess server({"api", "--store", url(data)});
    HttpConnection client(server.api());
    const std::string value(200'000, 'v');
    for (int n = 0; n < 40; ++n)
      REQUIRE(client.ask({"PUT", "/kv/k" + std::to_string(n), {}, value}).status == 201);
  }
  ChildProcess copier({{KEYGLASS_BINARY, "backup", "--store", url(data), "--to", backup}, {}, {}});
  REQUIRE(wait_until(
      [&] { return std::filesystem::exists(mark) || copier.wait_exit(std::chrono::milliseconds(0)); }));
  copier.send_signal(SIGKILL);
  REQUIRE(copier.wait_exit());
  const Ended restored = run_keyglass({"restore", "--from", backup, "--store", url(folder / "restored")});
  if (std::filesystem::exists(mark)) {
    CHECK(restored.exit_code == 1);
    CHECK(contains(restored.err, backup + " is incomplete"));
    CHECK(contains(run_keyglass({"check", "--store", url(backup)}).err, "is incomplete"));
  } else {
    CHECK(restored.exit_code == 0);
  }
}

}  // namespace
}  // namespace keyglass::test
