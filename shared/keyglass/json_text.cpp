// JSON text: see json_text.hpp.
#include "keyglass/json_text.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "keyglass/key_rules.hpp"

namespace keyglass {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  // U+FFFD

bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view named = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t found = named.find(c);
  out += '\\';
  if (found != std::string_view::npos) {
    out += letters[found];
    return;
  }
  const auto byte = static_cast<unsigned char>(c);
  out += "u00";
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

// `text` is well-formed UTF-8.
void append_escaped(std::string& out, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    out.append(text, begin, i - begin);
    append_escape(out, text[i]);
    begin = i + 1;
  }
  out.append(text, begin);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.reserve(out.size() + text.size() + 2);
  out += '"';
  while (true) {
    const std::size_t valid = utf8_prefix_size(text);
    append_escaped(out, text.substr(0, valid));
    if (valid == text.size()) break;
    out += replacement_character;
    text.remove_prefix(valid + 1);
  }
  out += '"';
}

std::string encode_json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

JsonObjectText& JsonObjectText::add_text(std::string_view name, std::string_view value) {
  begin_member(name);
  append_json_string(text_, value);
  return *this;
}

JsonObjectText& JsonObjectText::add_integer(std::string_view name, std::uint64_t value) {
  begin_member(name);
  text_ += std::to_string(value);
  return *this;
}

// em++ 3.1.6 has no to_chars for double.
std::string shortest_number(double value, bool is_single) {
  std::array<char, 32> digits{};
  for (int precision = is_single ? 6 : 15; precision <= 17; ++precision) {
    std::snprintf(digits.data(), digits.size(), "%.*g", precision, value);
    const double again = std::strtod(digits.data(), nullptr);
    if (again == value || (is_single && static_cast<float>(again) == static_cast<float>(value))) break;
  }
  return digits.data();
}

JsonObjectText& JsonObjectText::add_number(std::string_view name, double value) {
  return add_json(name, shortest_number(value, false));
}

JsonObjectText& JsonObjectText::add_boolean(std::string_view name, bool value) {
  return add_json(name, value ? "true" : "false");
}

JsonObjectText& JsonObjectText::add_json(std::string_view name, std::string_view json) {
  begin_member(name);
  text_ += json;
  return *this;
}

std::string JsonObjectText::finish() {
  text_ += '}';
  return std::move(text_);
}

void JsonObjectText::begin_member(std::string_view name) {
  if (text_.size() > 1) text_ += ',';
  text_ += '"';
  text_ += name;
  text_ += "\":";
}

}  // namespace keyglass
