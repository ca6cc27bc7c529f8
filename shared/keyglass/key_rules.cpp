// Rules on keys: see key_rules.hpp.
#include "keyglass/key_rules.hpp"

#include <cstdint>
#include <cstring>

#include "keyglass/limits.hpp"

namespace keyglass {
namespace {

Error broken(std::string message) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = std::move(message);
  error.field = "key";
  return error;
}

Error too_long(std::size_t size) {
  Error error = broken("the key has " + std::to_string(size) + " bytes, at most " +
                       std::to_string(limits::key_bytes_max) + " are allowed");
  error.limit = limits::key_bytes_max;
  error.actual = size;
  return error;
}

std::string control_name(unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return std::string("U+00") + digits[byte >> 4] + digits[byte & 15];
}

// The lowest and highest second byte after `first`, and how many bytes follow it (RFC 3629 section 4).
struct Sequence {
  std::size_t following = 0;
  unsigned char second_min = 0x80;
  unsigned char second_max = 0xBF;
};

// following is 0 if no sequence begins with `first`.
Sequence sequence_of(unsigned char first) {
  if (first >= 0xC2 && first <= 0xDF) return {1};
  if (first == 0xE0) return {2, 0xA0, 0xBF};
  if (first == 0xED) return {2, 0x80, 0x9F};
  if (first >= 0xE1 && first <= 0xEF) return {2};
  if (first == 0xF0) return {3, 0x90, 0xBF};
  if (first >= 0xF1 && first <= 0xF3) return {3};
  if (first == 0xF4) return {3, 0x80, 0x8F};
  return {};
}

bool is_eight_ascii(const char* bytes) {
  std::uint64_t block = 0;
  std::memcpy(&block, bytes, sizeof block);
  return (block & 0x8080808080808080u) == 0;
}

// The length of the well-formed sequence at the begin of `bytes`, or 0.
std::size_t sequence_size(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (at(0) < 0x80) return 1;
  const Sequence sequence = sequence_of(at(0));
  if (sequence.following == 0 || sequence.following >= bytes.size()) return 0;
  if (at(1) < sequence.second_min || at(1) > sequence.second_max) return 0;
  for (std::size_t i = 2; i <= sequence.following; ++i) {
    if ((at(i) & 0xC0) != 0x80) return 0;
  }
  return sequence.following + 1;
}

}  // namespace

std::size_t utf8_prefix_size(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    if (i + 8 <= bytes.size() && is_eight_ascii(bytes.data() + i)) {
      i += 8;
      continue;
    }
    const std::size_t size = sequence_size(bytes.substr(i));
    if (size == 0) break;
    i += size;
  }
  return i;
}

bool is_utf8(std::string_view bytes) {
  return utf8_prefix_size(bytes) == bytes.size();
}

Status check_key(std::string_view key) {
  if (key.empty()) return broken("the key is empty");
  if (key.size() > limits::key_bytes_max) return too_long(key.size());
  const std::size_t valid = utf8_prefix_size(key);
  if (valid < key.size()) return broken("the key is not UTF-8: byte " + std::to_string(valid) + " is wrong");
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto byte = static_cast<unsigned char>(key[i]);
    if (byte >= 0x20 && byte != 0x7F) continue;
    return broken("the key holds the control character " + control_name(byte) + " at byte " +
                  std::to_string(i));
  }
  if (key == "." || key == "..") return broken("the key may not be \"" + std::string(key) + "\"");
  return Done{};
}

}  // namespace keyglass
