// Reading the token: see token.hpp.
#include "cli/token.hpp"

#include <algorithm>
#include <string_view>

#include "cli/output.hpp"

namespace keyglass::cli {
namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(space) - begin + 1));
}

// RFC 6750 section 2.1, without asking where the "=" stand.
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~+/=").find(c) != std::string_view::npos;
  });
}

}  // namespace

Result<std::string> token_of(const config::ClientOptions& options) {
  if (options.token_file.empty() && options.token.empty()) return std::string{};
  std::string text = options.token;
  std::string source = "KEYGLASS_TOKEN";
  if (!options.token_file.empty()) {
    source = "--token-file " + options.token_file;
    auto file = InputFile::open(options.token_file);
    if (!file) return file.error();
    auto read = file.value().read_rest();
    if (!read) return read.error();
    text = std::move(read).value();
  }
  text = trimmed(text);
  if (is_token(text)) return text;
  return Error{.code = ErrorCode::invalid,
               .message = source + " holds no token: one word of letters, digits and -._~+/="};
}

}  // namespace keyglass::cli
