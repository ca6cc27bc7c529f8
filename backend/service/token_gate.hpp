// Who is let in: the tokens of a file and of the environment, the file read again on demand.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "keyglass/result.hpp"
#include "service/access.hpp"
#include "service/token_table.hpp"
#include "storage/clock.hpp"

namespace keyglass::service {

struct TokenSources {
  std::string file;         // its path; empty: none
  std::string admin_token;  // empty: none
};

inline constexpr std::size_t token_file_bytes_max = 1024 * 1024;

// Any thread may call any method.
class TokenGate {
 public:
  // Without sources nobody is asked for a token. load() must succeed before anyone is let in otherwise.
  explicit TokenGate(TokenSources sources = {}, storage::Clock clock = storage::system_time_ms);

  // Reads the file (again): the number of tokens from now on. Fails with invalid, naming the file (or the
  // variable KEYGLASS_ADMIN_TOKEN) and what is wrong: not readable, a regular file only its owner may read,
  // of at most token_file_bytes_max bytes, and as token_table.hpp says. After a failure the tokens known
  // before stay.
  Result<std::size_t> load();

  // False: everyone may do everything.
  bool asks_for_tokens() const { return !sources_.file.empty() || !sources_.admin_token.empty(); }

  // What the sender of `token` may do (nullopt: none was sent). Fails with unauthorized.
  Result<std::shared_ptr<const Access>> identify(std::optional<std::string_view> token) const;

  // For who goes on being let in (Permit): how often tokens were loaded, the row of a hash as of then or
  // later, and the time that decides about its expiry.
  std::uint64_t generation() const { return generation_; }
  std::optional<Token> find_row(const TokenDigest& digest) const;
  std::int64_t now_ms() const { return clock_(); }

 private:
  std::shared_ptr<const TokenTable> table() const;

  const TokenSources sources_;
  const storage::Clock clock_;
  mutable std::mutex mutex_;                 // protects the pointer; a table never changes
  std::shared_ptr<const TokenTable> table_;  // never null
  std::atomic<std::uint64_t> generation_{0};
};

}  // namespace keyglass::service
