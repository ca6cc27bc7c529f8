// The commands that are clients of the API, run as people run them, against the real server.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "integration/cli_run.hpp"
#include "integration/http_connection.hpp"
#include "integration/listener.hpp"
#include "support/held_port.hpp"
#include "support/test_certificate.hpp"
#include "support/token_file.hpp"

namespace keyglass::test {
namespace {

namespace fs = std::filesystem;

const std::string binary("\xFF\0\n\r\x01 end", 9);

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST_CASE("cli: a value goes in as text, from stdin or from a file, and comes out byte for byte") {
  const Cli cli(shared_api().api());
  const TempDir folder;
  write_file(folder / "bytes", binary);
  CHECK(cli.run({"put", "cli/text", "hello"}).exit_code == 0);
  CHECK(cli.run({"get", "cli/text"}).out == "hello");
  CHECK(cli.run({"put", "cli/file", "@" + folder / "bytes"}).exit_code == 0);
  CHECK(cli.run({"get", "cli/file"}).out == binary);
  CHECK(
      cli.run({"put", "cli/stdin", "-", "--content-type", "image/png"}, {.in = folder / "bytes"}).exit_code ==
      0);
  CHECK(cli.run({"get", "cli/stdin"}).out == binary);
  CHECK(get(cli.url(), "/kv/cli/file?raw").header("content-type") == "application/octet-stream");
  CHECK(get(cli.url(), "/kv/cli/stdin?raw").header("content-type") == "image/png");
  CHECK(cli.run({"put", "cli/empty", ""}).exit_code == 0);
  CHECK(get(cli.url(), "/kv/cli/empty?raw").body.empty());
  CHECK(cli.run({"put", "cli/dash", "--", "-5"}).exit_code == 0);
  CHECK(cli.run({"get", "cli/dash", "--json"}).out == "{\"key\":\"cli/dash\",\"value\":\"-5\"}\n");
  CHECK(cli.run({"put", "cli/ä b?#%", "odd"}).exit_code == 0);
  CHECK(get(cli.url(), "/kv/cli%2F%C3%A4%20b%3F%23%25?raw").body == "odd");
}

TEST_CASE("cli: what is not there ends with 3, what fails with 1, and what is wrongly asked with 2") {
  const Cli cli(shared_api().api());
  for (const char* command : {"get", "del"}) {
    const Ended ended = cli.run({command, "cli/none"});
    CHECK(ended.exit_code == 3);
    CHECK(ended.out.empty());
    CHECK(ended.err.starts_with("keyglass: key not found (404, request "));
  }
  REQUIRE(cli.run({"put", "cli/there", "1", "--if-absent"}).exit_code == 0);
  const Ended again = cli.run({"put", "cli/there", "2", "--if-absent"});
  CHECK(again.exit_code == 1);
  CHECK(again.err.find("the key exists already; its ETag is \"") != std::string::npos);
  const std::string etag = get(cli.url(), "/kv/cli/there").header("etag");
  CHECK(cli.run({"put", "cli/there", "2", "--if-match", "\"other\""}).exit_code == 1);
  CHECK(cli.run({"put", "cli/there", "3", "--if-match", etag}).exit_code == 0);
  CHECK(
      cli.run({"get", "cli/there", "--revision", get(cli.url(), "/kv/cli/there").header("keyglass-revision")})
          .out == "3");
  CHECK(cli.run({"del", "cli/there", "--if-match", etag}).exit_code == 1);
  const std::string future = cli.run({"get", "cli/there", "--revision", "1000000000"}).err;
  CHECK(future.starts_with("keyglass: revision 1000000000 has not happened yet: the newest is "));
  CHECK(future.find("at most") == std::string::npos);
  CHECK(cli.run({"del", "cli/there", "--json"}).out == "{\"deleted\":\"cli/there\"}\n");
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"get"},
                                                {"put", "k"},
                                                {"put", "k", "v", "w"},
                                                {"get", "k", "--colour"},
                                                {"put", "k", "v", "--ttl", "0"},
                                                {"ls", "--limit", "0"},
                                                {"import", "--mode", "fly"},
                                                {"put", "k", "@/nonexistent/file"},
                                                {"get", "k", "--url", "ftp://localhost"}}) {
    CAPTURE(wrong);
    const Ended ended = cli.run(wrong);
    CHECK(ended.exit_code == 2);
    CHECK(ended.out.empty());
    CHECK(ended.err.starts_with("keyglass: "));
  }
  CHECK(cli.run({"get", "cli/\x01"}).exit_code == 1);
  CHECK(cli.run({"put", "cli/large", "-"}, {.in = "/proc/self/exe"}).err.find("; at most 100000, it is ") !=
        std::string::npos);
}

TEST_CASE("cli: a value lives as long as it was told, and JSON tells until when") {
  const Cli cli(shared_api().api());
  const Ended put = cli.run({"put", "cli/brief", "x", "--ttl", "1000.5", "--json"});
  CHECK(put.exit_code == 0);
  CHECK(put.out.find("\"expires_at\":\"") != std::string::npos);
  CHECK_FALSE(get(cli.url(), "/kv/cli/brief").header("keyglass-expires-at").empty());
}

TEST_CASE("cli: ls shows every key once over many pages, or the first of them, or folders") {
  const KeyglassProcess keyglass({"api", "--store", "memory:"});
  const Cli cli(keyglass.api());
  std::string entries;
  for (int i = 0; i < 2'500; ++i)
    entries += R"({"key":"many/)" + std::to_string(10'000 + i) +
               R"(","value":"v"})"
               "\n";
  REQUIRE(ask(cli.url(), {"POST", "/import", {{"Content-Type", "application/x-ndjson"}}, entries}).status ==
          200);
  for (const char* key : {"a", "dir/x", "z"}) REQUIRE(cli.run({"put", key, "v"}).exit_code == 0);
  const auto many = lines_of(cli.run({"ls", "--prefix", "many/"}).out);
  CHECK(many.size() == 2'500);
  CHECK(std::set<std::string>(many.begin(), many.end()).size() == 2'500);
  CHECK(lines_of(cli.run({"ls", "--prefix", "many/", "--limit", "1234"}).out).size() == 1'234);
  CHECK(cli.run({"ls", "--delimiter", "/"}).out == "a\ndir/\nmany/\nz\n");
  CHECK(cli.run({"ls", "--glob", "?"}).out == "a\nz\n");
  CHECK(cli.run({"ls", "--prefix", "none"}).out.empty());
  const auto json = lines_of(cli.run({"ls", "--delimiter", "/", "--json"}).out);
  REQUIRE(json.size() == 4);
  CHECK(json[0].starts_with(R"({"key":"a","size":1,)"));
  CHECK(json[1] == R"({"prefix":"dir/"})");
  CHECK(cli.run({"stats", "--prefix", "many/"}).out.starts_with("keys      2500\nbytes     "));
  CHECK(cli.run({"stats", "--json"}).out.starts_with(R"({"count":2503,"bytes":)"));
}

TEST_CASE("cli: what export writes, import takes, and tells each line that it does not") {
  const KeyglassProcess from({"api", "--store", "memory:"});
  const KeyglassProcess to({"api", "--store", "memory:"});
  const TempDir folder;
  const std::string file = folder / "all.ndjson";
  write_file(folder / "bytes", binary);
  const Cli source(from.api());
  const Cli target(to.api());
  REQUIRE(source.run({"put", "a", "text"}).exit_code == 0);
  REQUIRE(source.run({"put", "b", "@" + folder / "bytes"}).exit_code == 0);
  CHECK(source.run({"export", file}).exit_code == 0);
  CHECK(text_of(file) == source.run({"export"}).out);
  CHECK(lines_of(source.run({"export", "--prefix", "b"}).out).size() == 1);
  const Ended dry = target.run({"import", file, "--mode", "dry_run"});
  CHECK(dry.out == "imported 0, skipped 0, failed 0\nwould create 2, would replace 0, unchanged 0\n");
  CHECK(target.run({"import", "-"}, {.in = file}).out == "imported 2, skipped 0, failed 0\n");
  CHECK(target.run({"get", "b"}).out == binary);
  CHECK(target.run({"import", file, "--json"}).out.starts_with(R"({"imported":0,"skipped":2,"failed":[])"));
  std::ofstream(file, std::ios::app) << "{broken\n";
  const Ended broken = target.run({"import", file, "--mode", "create"});
  CHECK(broken.exit_code == 1);
  CHECK(broken.out == "imported 0, skipped 2, failed 1\n");
  CHECK(broken.err.starts_with("keyglass: line 3: not JSON"));
}

TEST_CASE("cli: an export that breaks off fails and leaves no file, whatever was there before") {
  const Listener broken([](const http::Request&) {
    http::Reply reply;
    reply.set("Content-Type", "application/x-ndjson");
    reply.stream = [](const http::ByteSink& sink) {
      sink("{\"key\":\"a\",\"value\":\"b\"}\n");
      return false;
    };
    return reply;
  });
  const TempDir folder;
  const std::string file = folder / "all.ndjson";
  write_file(file, "before");
  const Ended ended = Cli(broken.address()).run({"export", file});
  CHECK(ended.exit_code == 1);
  CHECK(ended.err.find(broken.address()) != std::string::npos);
  CHECK(text_of(file) == "before");
  CHECK_FALSE(fs::exists(file + ".part"));
  CHECK(Cli(broken.address()).run({"export"}).exit_code == 1);
}

TEST_CASE("cli: who cannot be reached, or is not Keyglass, is named with a remedy") {
  const HeldPort silent;
  const std::string nobody = "http://127.0.0.1:" + std::to_string(silent.number());
  const Ended refused = Cli(nobody).run({"ls"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.err.find("cannot connect to " + nobody) != std::string::npos);
  CHECK(refused.err.find("--url (KEYGLASS_URL)") != std::string::npos);
  CHECK(Cli("http://127.0.0.1:1").run({"stats", "--url", shared_api().api()}).exit_code ==
        0);  // the flag wins
  const Listener other([](const http::Request&) { return text_reply("hello"); });
  for (const char* command : {"ls", "stats"}) {
    const Ended ended = Cli(other.address()).run({command});
    CHECK(ended.exit_code == 1);
    CHECK(ended.err.find("not as Keyglass's API does") != std::string::npos);
  }
  const Ended late = Cli(SilentServer().address()).run({"ls", "--timeout-seconds", "1"});
  CHECK(late.exit_code == 1);
  CHECK(late.err.find("1 s") != std::string::npos);
}

TEST_CASE("cli: a token comes from a file or the environment, and is shown nowhere") {
  const TempDir folder;
  const std::string secret = "cli-secret-0123456789-abcdefghijkl";
  write_token_file(folder / "tokens.json", {{.name = "cli", .secret = secret, .scope = "write"}});
  KeyglassProcess keyglass({"api", "--store", "memory:", "--tokens", folder / "tokens.json"});
  const Cli cli(keyglass.api());
  write_file(folder / "token", secret + "\n");
  CHECK(cli.run({"put", "k", "v", "--token-file", folder / "token"}).exit_code == 0);
  CHECK(cli.run({"get", "k"}, {.environment = {{"KEYGLASS_TOKEN", secret}}}).out == "v");
  CHECK(cli.run({"ls"}, {.environment = {{"KEYGLASS_TOKEN_FILE", folder / "token"}}}).out == "k\n");
  const Ended nobody = cli.run({"ls"});
  CHECK(nobody.exit_code == 1);
  CHECK(nobody.err.find("--token-file") != std::string::npos);
  const Ended wrong =
      cli.run({"import", folder / "tokens.json"}, {.environment = {{"KEYGLASS_TOKEN", "wrong"}}});
  CHECK(wrong.exit_code == 1);
  CHECK(wrong.err.find("(401, request ") != std::string::npos);
  const Ended spaced = cli.run({"ls"}, {.environment = {{"KEYGLASS_TOKEN", secret + " x"}}});
  CHECK(spaced.exit_code == 2);
  const Ended flag = cli.run({"ls", "--token", secret});
  CHECK(flag.exit_code == 2);
  keyglass.stop();
  for (const std::string& text :
       {nobody.err, wrong.err, spaced.err, flag.err, keyglass.process().stderr_text()})
    CHECK(text.find(secret) == std::string::npos);
}

TEST_CASE("cli: https is trusted by the authority that was named, and by no other") {
  const TempDir folder;
  const CertificateFiles files = make_certificate(folder, "server");
  const KeyglassProcess keyglass(
      {"api", "--store", "memory:", "--tls-cert", files.certificate, "--tls-key", files.key});
  const std::string url = "https://localhost" + keyglass.api().substr(keyglass.api().rfind(':'));
  const Ended trusted = Cli(url).run({"put", "k", "v", "--ca-file", files.certificate});
  CHECK(trusted.err.empty());
  CHECK(trusted.exit_code == 0);
  CHECK(Cli(url).run({"get", "k", "--ca-file", files.certificate}).out == "v");
  const Ended stranger = Cli(url).run({"get", "k"});
  CHECK(stranger.exit_code == 1);
  CHECK(stranger.err.find("--ca-file") != std::string::npos);
  // The same address by a name that the certificate does not have.
  const std::string misnamed = "https://127.1" + url.substr(url.rfind(':'));
  CHECK(Cli(misnamed).run({"get", "k", "--ca-file", files.certificate}).err.find("not one to trust") !=
        std::string::npos);
}

}  // namespace
}  // namespace keyglass::test
