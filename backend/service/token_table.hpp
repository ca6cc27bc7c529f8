// The tokens that this server knows, by their hashes; never a token itself.
// {"tokens": [{"name": "ci", "sha256": "<64 hexadecimal digits>", "scope": "read" | "write" | "admin",
//              "prefixes": ["ci/"], "expires_at": "2027-01-31T00:00:00Z"}]}    (the last two may be left out)
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "keyglass/result.hpp"
#include "service/access.hpp"

namespace keyglass::service {

inline constexpr std::size_t tokens_max = 1'000;          // each is compared at every request
inline constexpr std::size_t token_prefixes_max = 100;    // of one token
inline constexpr std::size_t token_name_bytes_max = 64;   // letters, digits and any of .-_@
inline constexpr std::size_t admin_token_bytes_min = 32;  // 128 bits where it is hexadecimal

using TokenDigest = std::array<unsigned char, 32>;  // SHA-256

TokenDigest digest_of(std::string_view token);

struct Token {
  TokenDigest digest{};
  std::shared_ptr<const Access> access;
  std::optional<std::int64_t> expires_at_ms;  // UTC; invalid from then on
};

// Any thread may read it.
class TokenTable {
 public:
  // Fails with invalid; the message names the member, like tokens[2].sha256: not this form, an unknown
  // member, a name or a hash that occurs twice, more than the bounds above. Never quotes a hash.
  static Result<TokenTable> parse(std::string_view json);

  // Adds the administrator's, with every right. Fails with invalid unless it has at least
  // admin_token_bytes_min bytes, all of which may stand in a header (RFC 6750, section 2.1).
  Status add_admin(std::string_view token);

  // Who sends `token`. Fails with unauthorized if it is not known, or expired at `now_ms`. Takes the same
  // time whichever row it is: every row is compared, in constant time.
  Result<std::shared_ptr<const Access>> find(std::string_view token, std::int64_t now_ms) const;
  // The row with this hash, expired or not, or nullptr. As long a time as find().
  const Token* find_row(const TokenDigest& digest) const;

  std::size_t size() const { return tokens_.size(); }

 private:
  std::vector<Token> tokens_;
};

}  // namespace keyglass::service
