// Tokens by their hashes: see token_table.hpp.
#include "service/token_table.hpp"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>
#include <string>
#include <utility>

#include "keyglass/json_members.hpp"
#include "keyglass/limits.hpp"

namespace keyglass::service {
namespace {

constexpr const char* admin_name = "$KEYGLASS_ADMIN_TOKEN";  // no token of a file can have this name

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_token_name(std::string_view name) {
  return !name.empty() && name.size() <= token_name_bytes_max && std::ranges::all_of(name, [](char c) {
    return is_alphanumeric(c) || std::string_view(".-_@").find(c) != std::string_view::npos;
  });
}

// b64token of RFC 6750, section 2.1.
bool may_stand_in_header(std::string_view token) {
  const auto end = token.find_last_not_of('=');
  if (end == std::string_view::npos) return false;
  return std::ranges::all_of(token.substr(0, end + 1), [](char c) {
    return is_alphanumeric(c) || std::string_view("-._~+/").find(c) != std::string_view::npos;
  });
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<TokenDigest> decode_hex(std::string_view text) {
  TokenDigest digest{};
  if (text.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = digit_value(text[2 * i]);
    const int low = digit_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return digest;
}

std::optional<Scope> scope_named(std::string_view name) {
  for (const Scope scope : {Scope::read, Scope::write, Scope::admin}) {
    if (name == name_of(scope)) return scope;
  }
  return std::nullopt;
}

std::vector<std::string> read_prefixes(JsonMembers& members) {
  std::vector<std::string> prefixes;
  JsonValue* member = members.find("prefixes");
  if (member == nullptr) return prefixes;
  const bool is_list = member->type == JsonValue::Type::array && !member->elements.empty() &&
                       member->elements.size() <= token_prefixes_max;
  if (!is_list) {
    members.fail("prefixes", "prefixes must be a list of 1 to " + std::to_string(token_prefixes_max) +
                                 " strings; leave it out for every key");
    return prefixes;
  }
  for (JsonValue& element : member->elements) {
    const bool is_prefix = element.type == JsonValue::Type::string && !element.text.empty() &&
                           element.text.size() <= limits::key_bytes_max;
    if (!is_prefix) members.fail("prefixes", "prefixes must hold texts that a key may begin with");
    prefixes.push_back(std::move(element.text));
  }
  return prefixes;
}

Result<Token> read_token(JsonValue& value) {
  JsonMembers members(value);
  members.allow_only({"name", "sha256", "scope", "prefixes", "expires_at"});
  std::string name;
  std::string hash;
  std::string scope_name;
  for (const auto& [member, out] :
       {std::pair{"name", &name}, std::pair{"sha256", &hash}, std::pair{"scope", &scope_name}}) {
    members.require(member);
    members.read(member, *out);
  }
  Token token;
  members.read_time("expires_at", token.expires_at_ms);
  auto prefixes = read_prefixes(members);
  if (!members.failure() && !is_token_name(name)) {
    members.fail("name", "name must have 1 to 64 letters, digits or any of .-_@");
  }
  const auto digest = decode_hex(hash);
  if (!digest) members.fail("sha256", "sha256 must have 64 hexadecimal digits");
  if (digest && *digest == digest_of({})) members.fail("sha256", "sha256 is the hash of an empty text");
  const auto scope = scope_named(scope_name);
  if (!scope) members.fail("scope", "scope must be read, write or admin");
  if (members.failure()) return *members.failure();
  token.digest = *digest;
  token.access = std::make_shared<const Access>(std::move(name), *scope, std::move(prefixes));
  return token;
}

Error in_token(std::size_t index, Error error) {
  std::string place = "tokens[" + std::to_string(index) + "]";
  error.message = place + ": " + error.message;
  error.field = error.field.empty() ? place : place + "." + error.field;
  return error;
}

Error invalid(std::string field, std::string message) {
  return Error{.code = ErrorCode::invalid, .message = std::move(message), .field = std::move(field)};
}

std::optional<Error> refuse_twin(const std::vector<Token>& tokens, const Token& added) {
  for (const Token& token : tokens) {
    if (token.access->name() == added.access->name()) return invalid("name", "this name occurs twice");
    if (token.digest == added.digest) return invalid("sha256", "this hash occurs twice");
  }
  return std::nullopt;
}

// What reads JSON takes it for a request's body.
Error error_of_file(Error error) {
  constexpr std::string_view body = "the body";
  if (error.message.starts_with(body)) error.message.replace(0, body.size(), "the file");
  error.field.clear();
  return error;
}

}  // namespace

TokenDigest digest_of(std::string_view token) {
  TokenDigest digest{};
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), digest.data());
  return digest;
}

Result<TokenTable> TokenTable::parse(std::string_view json) {
  auto parsed = parse_json(json);
  if (!parsed) return error_of_file(parsed.error());
  JsonMembers members(parsed.value());
  members.allow_only({"tokens"});
  members.require("tokens");
  if (members.failure()) return *members.failure();
  JsonValue& list = *members.find("tokens");
  if (list.type != JsonValue::Type::array || list.elements.size() > tokens_max) {
    return invalid("tokens", "tokens must be a list of at most " + std::to_string(tokens_max));
  }
  TokenTable table;
  for (std::size_t i = 0; i < list.elements.size(); ++i) {
    auto token = read_token(list.elements[i]);
    if (!token) return in_token(i, token.error());
    if (const auto refusal = refuse_twin(table.tokens_, token.value())) return in_token(i, *refusal);
    table.tokens_.push_back(std::move(token).value());
  }
  return table;
}

Status TokenTable::add_admin(std::string_view token) {
  if (token.size() < admin_token_bytes_min || !may_stand_in_header(token)) {
    return invalid({}, "the token must have at least " + std::to_string(admin_token_bytes_min) +
                           " letters, digits or any of -._~+/; `openssl rand -hex 32` makes one");
  }
  tokens_.push_back(
      Token{digest_of(token),
            std::make_shared<const Access>(admin_name, Scope::admin, std::vector<std::string>{}),
            {}});
  return Done{};
}

const Token* TokenTable::find_row(const TokenDigest& digest) const {
  const Token* found = nullptr;
  for (const Token& known : tokens_) {
    const bool same = CRYPTO_memcmp(known.digest.data(), digest.data(), digest.size()) == 0;
    found = same ? &known : found;
  }
  return found;
}

Result<std::shared_ptr<const Access>> TokenTable::find(std::string_view token, std::int64_t now_ms) const {
  const Token* found = find_row(digest_of(token));
  if (found == nullptr) return Error{.code = ErrorCode::unauthorized, .message = "this token is not known"};
  if (found->expires_at_ms && *found->expires_at_ms <= now_ms) {
    return Error{.code = ErrorCode::unauthorized, .message = "this token has expired"};
  }
  return found->access;
}

}  // namespace keyglass::service
