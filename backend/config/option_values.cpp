// Parsing of option values: see option_values.hpp.
#include "config/option_values.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace keyglass::config {
namespace {

Error refusal(std::string message) {
  return Error{.code = ErrorCode::invalid, .message = std::move(message)};
}

}  // namespace

Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t least, std::uint64_t most) {
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number < least || number > most) {
    return refusal("'" + std::string(text) + "' is not a number from " + std::to_string(least) + " to " +
                   std::to_string(most));
  }
  return number;
}

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) {
    return refusal("'" + std::string(text) + "' is not HOST:PORT, for example 127.0.0.1:8000");
  }
  std::string_view host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  const bool bare_colon = host.find(':') != std::string_view::npos && text.front() != '[';
  if (host.empty() || bare_colon || host.find_first_of("[]") != std::string_view::npos) {
    return refusal("'" + std::string(text) +
                   "' is not HOST:PORT; an IPv6 address needs brackets: [::1]:8000");
  }
  const auto port = parse_number(text.substr(colon + 1), 0, 65535);
  if (!port) return refusal("the port of '" + std::string(text) + "' is not a number from 0 to 65535");
  return ListenAddress{std::string(host), static_cast<std::uint16_t>(port.value())};
}

Result<std::string> parse_origin(std::string_view text) {
  std::string origin(text);
  std::ranges::transform(origin, origin.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::string_view rest;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.starts_with(scheme)) rest = std::string_view(origin).substr(scheme.size());
  }
  const bool plain = std::ranges::all_of(rest, [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view(".-_:[]").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (!rest.empty() && plain) return origin;
  return refusal("'" + std::string(text) +
                 "' is not an origin: give http://host[:port] or https://host[:port], nothing after it");
}

Result<LogLevel> parse_log_level(std::string_view text) {
  if (text == "debug") return LogLevel::debug;
  if (text == "info") return LogLevel::info;
  if (text == "warn") return LogLevel::warn;
  if (text == "error") return LogLevel::error;
  return refusal("'" + std::string(text) + "' is none of debug, info, warn and error");
}

Result<bool> parse_toggle(std::string_view text) {
  constexpr std::array<std::string_view, 4> yes{"1", "true", "on", "yes"};
  constexpr std::array<std::string_view, 4> no{"0", "false", "off", "no"};
  if (std::ranges::find(yes, text) != yes.end()) return true;
  if (std::ranges::find(no, text) != no.end()) return false;
  return refusal("'" + std::string(text) + "' is neither 1 nor 0");
}

}  // namespace keyglass::config
