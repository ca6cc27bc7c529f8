// Whether one who was let in still would be: for what lasts longer than a request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/token_gate.hpp"

namespace keyglass::service {

// To read the keys under a prefix. Keeps the token's hash, not the token. One thread at a time.
class Permit {
 public:
  // `token` as it was sent, nullopt if none was. `gate` must outlive the permit.
  Permit(const TokenGate& gate, std::optional<std::string_view> token, std::string prefix);

  // False once the token is expired, gone from the file as it was last loaded, or does not reach that far any
  // more. Cheap enough to be asked before every event.
  bool holds();

 private:
  void ask_again();

  const TokenGate& gate_;
  const std::optional<TokenDigest> digest_;
  const std::string prefix_;
  // What holds as of that generation of tokens.
  std::optional<std::uint64_t> generation_;
  bool reaches_ = false;
  std::optional<std::int64_t> expires_at_ms_;
};

}  // namespace keyglass::service
