// A value in a JSON line: see value_text.hpp.
#include "keyglass/value_text.hpp"

#include "keyglass/base64.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass {
namespace {

// Bytes of `text` as the inside of a JSON string.
std::size_t escaped_size(std::string_view text) {
  constexpr std::string_view short_escapes = "\"\\\b\f\n\r\t";
  std::size_t size = text.size();
  for (const char c : text) {
    if (short_escapes.find(c) != std::string_view::npos) {
      size += 1;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      size += 5;
    }
  }
  return size;
}

}  // namespace

void add_bounded_value(JsonObjectText& object, std::string_view value) {
  if (is_utf8(value) && escaped_size(value) <= 2 * value.size()) {
    object.add_text("value", value);
  } else {
    object.add_text("value_base64", encode_base64(value));
  }
}

}  // namespace keyglass
