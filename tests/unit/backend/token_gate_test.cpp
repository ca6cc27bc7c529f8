// The gate: which files are taken, and that a broken one changes nothing.
#include "service/token_gate.hpp"

#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "support/temp_dir.hpp"

namespace keyglass::service {
namespace {

// The hash is that of "abc".
constexpr const char* known =
    R"({"tokens":[{"name":"a","scope":"read",)"
    R"("sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]})";

void write_file(const std::string& path, const std::string& text, mode_t mode = 0600) {
  std::ofstream(path) << text;
  REQUIRE(::chmod(path.c_str(), mode) == 0);
}

TEST_CASE("Without sources nobody is asked, with any source everybody is") {
  const TokenGate open;
  CHECK_FALSE(open.asks_for_tokens());
  CHECK(open.identify(std::nullopt).value()->scope() == Scope::admin);
  const TokenGate closed({"some file", {}});
  CHECK(closed.asks_for_tokens());
  CHECK_FALSE(closed.identify("abc").ok());
  CHECK_FALSE(closed.identify(std::nullopt).ok());
}

TEST_CASE("A file without tokens lets nobody in") {
  const test::TempDir folder;
  const std::string file = folder / "tokens.json";
  write_file(file, R"({"tokens":[]})");
  TokenGate gate({file, {}});
  CHECK(gate.load().value() == 0);
  CHECK_FALSE(gate.identify("abc").ok());
}

TEST_CASE("A token file that others may read or change is refused with the remedy") {
  const test::TempDir folder;
  const std::string file = folder / "tokens.json";
  for (const mode_t mode : {0640, 0604, 0620, 0602, 0777}) {
    CAPTURE(mode);
    write_file(file, known, mode);
    const auto refused = TokenGate({file, {}}).load();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find(file) != std::string::npos);
    CHECK(refused.error().message.find("chmod 600") != std::string::npos);
  }
  for (const mode_t mode : {0600, 0400}) {
    write_file(file, known, mode);
    CHECK(TokenGate({file, {}}).load().ok());
    REQUIRE(::chmod(file.c_str(), 0600) == 0);
  }
}

TEST_CASE("What is no file of bounded size is refused, and does not hold the start up") {
  const test::TempDir folder;
  CHECK_FALSE(TokenGate({folder / "absent", {}}).load().ok());
  CHECK_FALSE(TokenGate({folder.path().string(), {}}).load().ok());
  const std::string pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_FALSE(TokenGate({pipe, {}}).load().ok());
  const std::string large = folder / "large";
  write_file(large, std::string(token_file_bytes_max + 1, ' '));
  const auto refused = TokenGate({large, {}}).load();
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().message.find("1048576") != std::string::npos);
}

TEST_CASE("Reading again replaces the tokens, unless the file is broken") {
  const test::TempDir folder;
  const std::string file = folder / "tokens.json";
  write_file(file, known);
  const std::string admin(admin_token_bytes_min, 'a');
  TokenGate gate({file, admin});
  CHECK(gate.load().value() == 2);
  write_file(file, "{");
  CHECK_FALSE(gate.load().ok());
  CHECK(gate.identify("abc").ok());
  write_file(file, R"({"tokens":[]})");
  CHECK(gate.load().value() == 1);
  CHECK_FALSE(gate.identify("abc").ok());
  CHECK(gate.identify(admin).value()->scope() == Scope::admin);
}

TEST_CASE("An administrator's token that is too short is refused without being repeated") {
  TokenGate gate({{}, "too-short"});
  const auto refused = gate.load();
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().message.starts_with("KEYGLASS_ADMIN_TOKEN: "));
  CHECK(refused.error().message.find("too-short") == std::string::npos);
  CHECK_FALSE(gate.identify("too-short").ok());
}

}  // namespace
}  // namespace keyglass::service
