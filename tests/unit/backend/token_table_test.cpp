// Tokens: what a token file may say, who is recognised, and what each may reach.
#include "service/token_table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "keyglass/time_text.hpp"
#include "support/token_file.hpp"

namespace keyglass::service {
namespace {

using test::hex_of;

std::string token_json(const std::string& name, const std::string& secret, const std::string& more) {
  return R"({"name":")" + name + R"(","sha256":")" + hex_of(digest_of(secret)) + R"(")" + more + "}";
}

std::string file_of(const std::string& tokens) {
  return R"({"tokens":[)" + tokens + "]}";
}

Error refusal_of(const std::string& json) {
  const auto table = TokenTable::parse(json);
  REQUIRE_FALSE(table.ok());
  CHECK(table.error().code == ErrorCode::invalid);
  return table.error();
}

TEST_CASE("A token's hash is its SHA-256") {
  // FIPS 180-2, appendix B.1.
  CHECK(hex_of(digest_of("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("A token is recognised by its hash, in either case of the digits") {
  std::string upper = hex_of(digest_of("secret-b"));
  for (char& c : upper) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  const auto table = TokenTable::parse(file_of(token_json("a", "secret-a", R"(,"scope":"read")") +
                                               R"(,{"name":"b","scope":"write","sha256":")" + upper + "\"}"));
  REQUIRE(table.ok());
  CHECK(table.value().size() == 2);
  const auto first = table.value().find("secret-a", 0);
  REQUIRE(first.ok());
  CHECK(first.value()->name() == "a");
  CHECK(first.value()->scope() == Scope::read);
  const auto second = table.value().find("secret-b", 0);
  REQUIRE(second.ok());
  CHECK(second.value()->scope() == Scope::write);
  for (const char* unknown : {"", "secret", "secret-c", "secret-a "}) {
    const auto nobody = table.value().find(unknown, 0);
    REQUIRE_FALSE(nobody.ok());
    CHECK(nobody.error().code == ErrorCode::unauthorized);
  }
}

TEST_CASE("A hash is a row's only where every bit of it is the same, whichever row that is") {
  std::string rows;
  for (const char* name : {"first", "second", "third"})
    rows +=
        (rows.empty() ? "" : ",") + token_json(name, std::string("secret-of-") + name, R"(,"scope":"read")");
  const auto table = TokenTable::parse(file_of(rows));
  REQUIRE(table.ok());
  for (const char* name : {"first", "second", "third"}) {
    CAPTURE(name);
    const TokenDigest digest = digest_of(std::string("secret-of-") + name);
    const Token* row = table.value().find_row(digest);
    REQUIRE(row != nullptr);
    CHECK(row->access->name() == name);
    for (std::size_t bit = 0; bit < 8 * digest.size(); ++bit) {
      TokenDigest other = digest;
      other[bit / 8] ^= static_cast<unsigned char>(1u << bit % 8);
      CAPTURE(bit);
      CHECK(table.value().find_row(other) == nullptr);
    }
  }
  CHECK(table.value().find_row(TokenDigest{}) == nullptr);
  CHECK(TokenTable().find_row(TokenDigest{}) == nullptr);
}

TEST_CASE("A token is invalid from the moment it expires") {
  const auto table = TokenTable::parse(
      file_of(token_json("a", "s", R"(,"scope":"read","expires_at":"2026-05-01T00:00:00Z")")));
  REQUIRE(table.ok());
  const auto moment = decode_time("2026-05-01T00:00:00Z").value();
  CHECK(table.value().find("s", moment - 1).ok());
  const auto expired = table.value().find("s", moment);
  REQUIRE_FALSE(expired.ok());
  CHECK(expired.error().code == ErrorCode::unauthorized);
  CHECK(expired.error().message.find("expired") != std::string::npos);
}

TEST_CASE("Whatever a token file says that is not understood is refused, and named") {
  const std::string good = token_json("a", "s", R"(,"scope":"read")");
  const std::string hash = hex_of(digest_of("s"));
  const auto field = [](const std::string& json) { return refusal_of(json).field; };
  CHECK(field(R"({})") == "tokens");
  CHECK(field(R"({"tokens":{}})") == "tokens");
  CHECK(field(R"({"tokens":[],"token":[]})") == "token");
  CHECK(field(file_of(good + "," + token_json("b", "t", R"(,"scope":"read","prefix":"a/")"))) ==
        "tokens[1].prefix");
  CHECK(field(file_of(good + "," + token_json("a", "t", R"(,"scope":"read")"))) == "tokens[1].name");
  CHECK(field(file_of(good + "," + token_json("b", "s", R"(,"scope":"read")"))) == "tokens[1].sha256");
  CHECK(field(file_of(token_json("a", "s", ""))) == "tokens[0].scope");
  CHECK(field(file_of(token_json("a", "s", R"(,"scope":"open")"))) == "tokens[0].scope");
  CHECK(field(file_of(token_json("a", "s", R"(,"scope":"all")"))) == "tokens[0].scope");
  CHECK(field(file_of(token_json("a", "", R"(,"scope":"read")"))) == "tokens[0].sha256");
  CHECK(field(file_of(token_json("", "s", R"(,"scope":"read")"))) == "tokens[0].name");
  CHECK(field(file_of(token_json("$KEYGLASS_ADMIN_TOKEN", "s", R"(,"scope":"read")"))) == "tokens[0].name");
  CHECK(field(file_of(R"({"name":"a","scope":"read"})")) == "tokens[0].sha256");
  CHECK(field(file_of(R"({"name":"a","scope":"read","sha256":")" + hash.substr(1) + "\"}")) ==
        "tokens[0].sha256");
  CHECK(field(file_of(R"({"name":"a","scope":"read","sha256":"g)" + hash.substr(1) + "\"}")) ==
        "tokens[0].sha256");
  for (const char* prefixes : {"[]", R"([""])", R"(["a/",""])", R"("a/")", "[1]", "null"}) {
    CAPTURE(prefixes);
    CHECK(field(file_of(token_json("a", "s", std::string(R"(,"scope":"read","prefixes":)") + prefixes))) ==
          "tokens[0].prefixes");
  }
  CHECK(field(file_of(token_json("a", "s", R"(,"scope":"read","expires_at":"tomorrow")"))) ==
        "tokens[0].expires_at");
  CHECK(refusal_of("not json").message.starts_with("the file is not JSON: line 1, column "));
  CHECK(field("not json").empty());
  CHECK(refusal_of(" ").message == "the file is empty");
  CHECK(refusal_of("not json").message.find(hash) == std::string::npos);
  CHECK(refusal_of(file_of(good + "," + good)).message.find(hash) == std::string::npos);
}

TEST_CASE("The administrator's token must be long, and fit into a header") {
  TokenTable table;
  CHECK_FALSE(table.add_admin(std::string(admin_token_bytes_min - 1, 'a')).ok());
  CHECK_FALSE(table.add_admin(std::string(admin_token_bytes_min, ' ')).ok());
  CHECK_FALSE(table.add_admin(std::string(admin_token_bytes_min, '=')).ok());
  CHECK_FALSE(table.add_admin(std::string(admin_token_bytes_min, 'a') + "\n").ok());
  const std::string token(admin_token_bytes_min, 'a');
  REQUIRE(table.add_admin(token).ok());
  CHECK(table.find(token, 0).value()->scope() == Scope::admin);
}

TEST_CASE("A scope holds those before it") {
  const Access writer("w", Scope::write, {});
  CHECK(writer.check_scope(Scope::read).ok());
  CHECK(writer.check_scope(Scope::write).ok());
  const Status refused = writer.check_scope(Scope::admin);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::forbidden);
  CHECK(refused.error().message.find("scope admin") != std::string::npos);
  CHECK_FALSE(Access::nothing()->check_scope(Scope::read).ok());
  CHECK(Access::everything()->check_scope(Scope::admin).ok());
}

TEST_CASE("Prefixes bound keys and whatever may name more than one key") {
  const Access access("a", Scope::write, {"ci/", "build:"});
  CHECK(access.check_key("ci/x").ok());
  CHECK(access.check_key("ci/").ok());
  CHECK(access.check_key("build:1").ok());
  for (const char* foreign : {"ci", "c", "cj/x", "Ci/x", "x/ci/", ""}) {
    CAPTURE(foreign);
    const Status refused = access.check_key(foreign);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("\"ci/\", \"build:\"") != std::string::npos);
    CHECK_FALSE(access.check_prefix(foreign).ok());
  }
  CHECK(access.check_prefix("ci/").ok());
  CHECK(access.check_prefix("ci/deep").ok());
  CHECK_FALSE(access.check_every_key().ok());
  CHECK(Access("all", Scope::read, {}).check_every_key().ok());
}

}  // namespace
}  // namespace keyglass::service
