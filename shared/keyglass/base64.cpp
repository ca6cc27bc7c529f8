// Base64: see base64.hpp.
#include "keyglass/base64.hpp"

#include <array>
#include <cstdint>

namespace keyglass {
namespace {

constexpr std::string_view standard_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t no_digit = 255;
using DigitTable = std::array<std::uint8_t, 256>;

constexpr DigitTable make_digits(std::string_view alphabet) {
  DigitTable digits{};
  for (auto& digit : digits) digit = no_digit;
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    digits[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return digits;
}

constexpr DigitTable standard_digits = make_digits(standard_alphabet);
constexpr DigitTable url_digits = make_digits(url_alphabet);

std::string encode(std::string_view bytes, std::string_view alphabet) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet[(buffer >> (bits - 6)) & 63];
  }
  if (bits > 0) text += alphabet[(buffer << (6 - bits)) & 63];
  return text;
}

// Digits without padding. nullopt if a character is foreign, the length impossible or an unused bit set.
std::optional<std::string> decode(std::string_view text, const DigitTable& digits) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::uint8_t digit = digits[static_cast<unsigned char>(c)];
    if (digit == no_digit) return std::nullopt;
    buffer = (buffer << 6) | digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((buffer >> bits) & 255);
  }
  if ((buffer & ((1u << bits) - 1)) != 0) return std::nullopt;
  return bytes;
}

Error not_base64(std::string why) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "not base64 (RFC 4648 section 4): " + std::move(why);
  return error;
}

}  // namespace

std::string encode_base64(std::string_view bytes) {
  std::string text = encode(bytes, standard_alphabet);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

Result<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) {
    return not_base64("its length is not a multiple of 4 (padding with = is required)");
  }
  std::string_view unpadded = text;
  while (unpadded.size() + 2 > text.size() && unpadded.ends_with('=')) unpadded.remove_suffix(1);
  auto bytes = decode(unpadded, standard_digits);
  if (!bytes)
    return not_base64("it holds a character outside A-Z a-z 0-9 + / or stray bits before the padding");
  return *std::move(bytes);
}

std::string encode_base64url(std::string_view bytes) {
  return encode(bytes, url_alphabet);
}

std::optional<std::string> decode_base64url(std::string_view text) {
  return decode(text, url_digits);
}

}  // namespace keyglass
