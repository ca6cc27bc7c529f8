// Percent-encoding: see percent.hpp.
#include "keyglass/percent.hpp"

namespace keyglass {
namespace {

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// The value of a hexadecimal digit, or -1.
int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

Error bad_escape(std::string_view text, std::size_t position) {
  // The escape is quoted in percent-encoded form where it is not plain text, so that the message stays UTF-8.
  std::string shown = "%" + encode_percent(text.substr(position + 1, 2));
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "\"" + shown + "\" at byte " + std::to_string(position) +
                  " is not a percent escape: % must be followed by two hexadecimal digits (write %25 for a "
                  "percent sign)";
  error.field = "key";
  return error;
}

}  // namespace

std::string encode_percent(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) {
    if (is_unreserved(c)) {
      text += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    text += '%';
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

Result<std::string> decode_percent(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      bytes += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) return bad_escape(text, i);
    bytes += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return bytes;
}

}  // namespace keyglass
