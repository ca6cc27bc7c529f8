// Whether one who was let in still would be: see permit.hpp.
#include "service/permit.hpp"

#include <utility>

namespace keyglass::service {

Permit::Permit(const TokenGate& gate, std::optional<std::string_view> token, std::string prefix)
    : gate_(gate),
      digest_(token ? std::optional(digest_of(*token)) : std::nullopt),
      prefix_(std::move(prefix)) {}

bool Permit::holds() {
  if (!gate_.asks_for_tokens()) return true;
  if (generation_ != gate_.generation()) ask_again();
  return reaches_ && (!expires_at_ms_ || gate_.now_ms() < *expires_at_ms_);
}

// The generation first: if tokens are loaded in between, the next question asks again.
void Permit::ask_again() {
  generation_ = gate_.generation();
  const auto row = digest_ ? gate_.find_row(*digest_) : std::nullopt;
  reaches_ = row && row->access->check_scope(Scope::read) && row->access->check_prefix(prefix_);
  expires_at_ms_ = row ? row->expires_at_ms : std::nullopt;
}

}  // namespace keyglass::service
