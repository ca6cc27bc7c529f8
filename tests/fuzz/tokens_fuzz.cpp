// Fuzzing the token file: whatever it holds, it is taken within its bounds or refused, no refusal tells a
// hash, and nobody gets in by a token that is not in it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "keyglass/key_rules.hpp"
#include "service/token_table.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Every hash of `json` changed, and nothing else: those that were equal still are.
std::string with_other_hashes(std::string_view json) {
  constexpr std::string_view member = "\"sha256\":\"";
  constexpr std::string_view digits = "0123456789abcdef0123456789ABCDEF";
  std::string other(json);
  for (auto at = json.find(member); at != std::string_view::npos; at = json.find(member, at + 1)) {
    for (std::size_t i = at + member.size(); i < json.size(); ++i) {
      const std::size_t digit = digits.find(json[i]);
      if (digit == std::string_view::npos) break;
      other[i] = digits[digit ^ 1];
    }
  }
  return other;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto table = keyglass::service::TokenTable::parse(text);
  if (!table) {
    const std::string& message = table.error().message;
    require(table.error().code == keyglass::ErrorCode::invalid);
    require(!message.empty() && keyglass::is_utf8(message));
    // What is said does not depend on the hashes.
    const auto other = keyglass::service::TokenTable::parse(with_other_hashes(text));
    require(!other.ok() && other.error().message == message);
    return 0;
  }
  require(table.value().size() <= keyglass::service::tokens_max);
  for (const std::string_view sent : {text, std::string_view("any"), std::string_view()})
    require(!table.value().find(sent, 0).ok());
  return 0;
}
