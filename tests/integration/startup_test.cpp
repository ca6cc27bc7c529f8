// How the process starts, and how it says that it cannot: exit codes and messages.
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"

namespace keyglass::test {
namespace {

bool says(const Ended& ended, std::string_view text) {
  return ended.err.find(text) != std::string::npos;
}

std::string port_of(const std::string& address) {
  return address.substr(address.rfind(':') + 1);
}

TEST_CASE("A port in use ends it with 1 and is named") {
  const std::string port = port_of(shared_api().api());
  const Ended ended = run_keyglass({"api", "--store", "memory:", "--listen", "127.0.0.1:" + port});
  CHECK(ended.exit_code == 1);
  CHECK(says(ended, "port " + port + " is in use"));
}

TEST_CASE("An unknown store URL ends it with 2 and the valid ones are listed") {
  const Ended ended = run_keyglass({"api", "--store", "mysql://localhost"});
  CHECK(ended.exit_code == 2);
  for (const char* form : {"memory:", "rocksdb:", "redis://"}) CHECK(says(ended, form));
}

TEST_CASE("A store that another process has open ends it with 1 and is named") {
  const TempDir folder;
  const std::string data = folder / "data";
  KeyglassProcess first({"api", "--store", "rocksdb:" + data});
  const Ended second = run_keyglass({"api", "--listen", "127.0.0.1:0", "--store", "rocksdb:" + data});
  CHECK(second.exit_code == 1);
  CHECK(says(second, data));
  CHECK(get(first.api(), "/readyz").status == 200);
}

// Root may write everywhere: then the process is another user's, from a copy of the executable that user can
// reach.
Ended run_without_privileges(const TempDir& reachable, std::vector<std::string> arguments) {
  ChildOptions options;
  if (::geteuid() == 0) {
    const std::string copy = reachable / "keyglass";
    std::filesystem::copy_file(KEYGLASS_BINARY, copy);
    std::filesystem::permissions(copy, std::filesystem::perms(0755));
    std::filesystem::permissions(reachable.path(), std::filesystem::perms(0755));
    options.arguments = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", copy};
  } else {
    options.arguments = {KEYGLASS_BINARY};
  }
  options.arguments.insert(options.arguments.end(), arguments.begin(), arguments.end());
  ChildProcess process(options);
  const auto code = process.wait_exit();
  return {code.value_or(-1), process.stdout_text(), process.stderr_text()};
}

TEST_CASE("A folder that cannot be written ends it with 1 and is named") {
  const TempDir reachable;
  const TempDir folder;
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  const std::string data = folder / "data";
  const Ended ended =
      run_without_privileges(reachable, {"api", "--listen", "127.0.0.1:0", "--store", "rocksdb:" + data});
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
  CAPTURE(ended.err);
  CHECK(ended.exit_code == 1);
  CHECK(says(ended, data));
}

TEST_CASE("A file in the place of the store's folder ends it with 1 and is named") {
  const TempDir folder;
  const std::string data = folder / "data";
  std::ofstream(data) << "not a folder";
  const Ended ended = run_keyglass({"api", "--listen", "127.0.0.1:0", "--store", "rocksdb:" + data});
  CHECK(ended.exit_code == 1);
  CHECK(says(ended, data));
}

TEST_CASE("A missing browser app ends it with 1 and says how to make it") {
  const TempDir folder;
  const Ended ended = run_keyglass({"web", "--listen", "127.0.0.1:0", "--web-root", folder.path().string()});
  CHECK(ended.exit_code == 1);
  CHECK(says(ended, "make build"));
}

TEST_CASE("Refused options end it with 2 and say what would be taken") {
  struct Row {
    std::vector<std::string> arguments;
    std::string text;
  };
  const std::vector<Row> rows{
      {{}, "--help"},
      {{"serve"}, "--help"},
      {{"api", "--nonsense"}, "--nonsense"},
      {{"api", "--listen", "nowhere"}, "HOST:PORT"},
      {{"api", "--listen", "127.0.0.1:70000"}, "65535"},
      {{"api", "--listen", "::1:8000"}, "[::1]:8000"},
      {{"api", "--threads", "0"}, "1 to 4096"},
      {{"api", "--value-bytes-max", "1e9"}, "536870912"},
      {{"api", "--durability", "sometimes"}, "interval"},
      {{"api", "--cors-origin", "http://a/b"}, "origin"},
      {{"api", "--cors-origin", "*"}, "origin"},
      {{"api", "--listen", "0.0.0.0:0", "--store", "memory:"}, "--insecure-no-auth"},
      {{"web", "--store", "memory:"}, "--store"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Ended ended = run_keyglass(row.arguments);
    CAPTURE(ended.err);
    CHECK(ended.exit_code == 2);
    CHECK(says(ended, row.text));
    CHECK(ended.out.empty());
  }
}

TEST_CASE("A refused variable is named") {
  const Ended ended = run_keyglass({"api"}, {{"KEYGLASS_THREADS", "many"}});
  CHECK(ended.exit_code == 2);
  CHECK(says(ended, "KEYGLASS_THREADS"));
}

TEST_CASE("Help shows flag, variable, default and bounds of every option") {
  for (const char* command : {"up", "api", "web"}) {
    CAPTURE(command);
    const Ended help = run_keyglass({command, "--help"});
    CHECK(help.exit_code == 0);
    for (const char* text : {"--threads", "KEYGLASS_THREADS", "32", "1 to 4096"}) {
      CAPTURE(text);
      CHECK(help.out.find(text) != std::string::npos);
    }
  }
  CHECK(run_keyglass({"--version"}).out.starts_with("keyglass "));
}

TEST_CASE("A Redis password shows neither in the log nor on the screen") {
  KeyglassProcess keyglass({"api", "--store", "redis://user:topsecret@127.0.0.1:1/0"});
  const Answer unready = get(keyglass.api(), "/readyz");
  CHECK(unready.status == 503);
  CHECK(unready.header("retry-after") == "1");
  CHECK(keyglass.stop() == 0);
  const std::string all = keyglass.process().stdout_text() + keyglass.process().stderr_text();
  CHECK(all.find("topsecret") == std::string::npos);
}

TEST_CASE("The log holds one JSON object a line, with paths but without queries or bodies") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  REQUIRE(post_json(keyglass.api(), "/kv/logged", R"({"value":"confidential"})").status == 200);
  REQUIRE(get(keyglass.api(), "/keys?prefix=hidden").status == 200);
  CHECK(keyglass.stop() == 0);
  const std::string log = keyglass.process().stderr_text();
  CHECK(log.find(R"("method":"POST","path":"/kv/logged","status":200)") != std::string::npos);
  CHECK(log.find("confidential") == std::string::npos);
  CHECK(log.find("hidden") == std::string::npos);
}

}  // namespace
}  // namespace keyglass::test
