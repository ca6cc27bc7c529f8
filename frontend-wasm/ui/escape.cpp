// UTF-8 walking, and which characters are written out instead of drawn.
#include "ui/escape.hpp"

#include <array>
#include <cstdint>

namespace keyglass::ui {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Characters without a shape of their own: C1 controls, soft hyphen, Arabic letter mark, Hangul fillers,
// Mongolian vowel separator, zero-width and bidirectional controls (Unicode TR9), line separators, invisible
// operators, variation selectors aside, byte order mark, interlinear marks, tags.
constexpr std::array invisible{Range{0x7F, 0x9F},      Range{0xAD, 0xAD},     Range{0x61C, 0x61C},
                               Range{0x115F, 0x1160},  Range{0x180E, 0x180E}, Range{0x200B, 0x200F},
                               Range{0x2028, 0x202E},  Range{0x2060, 0x206F}, Range{0x3164, 0x3164},
                               Range{0xFEFF, 0xFEFF},  Range{0xFFA0, 0xFFA0}, Range{0xFFF9, 0xFFFB},
                               Range{0xE0000, 0xE007F}};

bool is_invisible(char32_t character) {
  if (character < 0x20) return true;
  for (const Range& range : invisible) {
    if (character >= range.first && character <= range.last) return true;
  }
  return false;
}

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_byte(std::string& out, unsigned char byte) {
  out += "\\x";
  out += hex_digits[byte >> 4U];
  out += hex_digits[byte & 0xFU];
}

void append_code_point(std::string& out, char32_t character) {
  out += "\\u{";
  std::string digits;
  for (auto rest = static_cast<std::uint32_t>(character); rest != 0; rest >>= 4U) {
    digits.insert(digits.begin(), hex_digits[rest & 0xFU]);
  }
  out += digits;
  out += '}';
}

void append_escaped(std::string& out, char32_t character) {
  switch (character) {
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (character < 0x80) {
    append_byte(out, static_cast<unsigned char>(character));
  } else {
    append_code_point(out, character);
  }
}

std::string escape(std::string_view bytes, bool keep_lines) {
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const Utf8Character next = first_character(bytes);
    if (next.length == 0) {
      append_byte(out, static_cast<unsigned char>(bytes.front()));
      bytes.remove_prefix(1);
      continue;
    }
    const bool kept = keep_lines && (next.code_point == U'\n' || next.code_point == U'\t');
    if (!kept && is_invisible(next.code_point)) {
      append_escaped(out, next.code_point);
    } else {
      out += bytes.substr(0, next.length);
    }
    bytes.remove_prefix(next.length);
  }
  return out;
}

// Offsets of one walk through a text, in both counts.
struct Walk {
  std::size_t bytes = 0;
  std::size_t units = 0;
};

void step(std::string_view text, Walk& walk) {
  const std::string_view rest = text.substr(walk.bytes);
  if (rest.substr(0, 2) == "\r\n") {
    walk.bytes += 2;
    walk.units += 1;
    return;
  }
  const Utf8Character next = first_character(rest);
  walk.bytes += next.length == 0 ? 1 : next.length;
  walk.units += next.code_point > 0xFFFF ? 2 : 1;
}

}  // namespace

Utf8Character first_character(std::string_view bytes) {
  if (bytes.empty()) return {};
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (lead < 0x80) return {1, lead};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return {};
  char32_t code_point = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if ((byte & 0xC0U) != 0x80) return {};
    code_point = code_point << 6U | (byte & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < least[length] || surrogate || code_point > 0x10FFFF) return {};
  return {length, code_point};
}

std::string escape_invisible(std::string_view bytes) {
  return escape(bytes, false);
}

std::string escape_invisible_lines(std::string_view bytes) {
  return escape(bytes, true);
}

bool needs_escape(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x20 || byte >= 0x7F) return true;
  }
  return false;
}

std::string shorten(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  constexpr std::string_view ellipsis = "…";
  std::size_t end = bytes_max > ellipsis.size() ? bytes_max - ellipsis.size() : 0;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  return std::string(text.substr(0, end)).append(ellipsis);
}

std::size_t browser_offset(std::string_view text, std::size_t byte_offset) {
  Walk walk;
  while (walk.bytes < byte_offset && walk.bytes < text.size()) step(text, walk);
  return walk.units;
}

std::size_t byte_offset(std::string_view text, std::size_t browser_offset) {
  Walk walk;
  while (walk.units < browser_offset && walk.bytes < text.size()) step(text, walk);
  return walk.bytes;
}

}  // namespace keyglass::ui
