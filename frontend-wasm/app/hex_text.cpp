// One pass over the text, a character at a time.
#include "app/hex_text.hpp"

#include <algorithm>
#include <utility>

#include "app/text.hpp"

namespace keyglass::app {
namespace {

int digit_value(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

bool is_white(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  HexReading read() {
    reading_.bytes.reserve(text_.size() / 3 + 1);
    for (at_ = 0; at_ < text_.size(); ++at_) {
      if (continues_character(text_[at_])) continue;
      ++column_;
      take(text_[at_]);
    }
    end_byte();
    return std::move(reading_);
  }

 private:
  void take(char byte) {
    const int digit = digit_value(byte);
    if (digit >= 0) return take_digit(digit);
    if (!is_white(byte)) return refuse();
    end_byte();
    if (byte != '\n') return;
    ++line_;
    column_ = 0;
    reading_.lines.push_back(reading_.bytes.size());
  }

  void take_digit(int digit) {
    if (first_digit_ < 0) {
      first_digit_ = digit;
      first_column_ = column_;
      return;
    }
    reading_.bytes += static_cast<char>(first_digit_ * 16 + digit);
    first_digit_ = -1;
  }

  void refuse() {
    first_digit_ = -1;
    std::size_t length = 1;
    while (at_ + length < text_.size() && continues_character(text_[at_ + length])) ++length;
    note({line_, column_, "\u201c" + std::string(text_.substr(at_, length)) + "\u201d is no hex digit"});
  }

  void end_byte() {
    if (first_digit_ >= 0) note({line_, first_column_, "a digit is missing", true});
    first_digit_ = -1;
  }

  void note(HexFault fault) {
    if (!reading_.fault) reading_.fault = std::move(fault);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 0;
  int first_digit_ = -1;  // of a byte that is begun; -1: none is
  std::size_t first_column_ = 0;
  HexReading reading_;
};

// Before a byte that is not the first, at this place of its line.
std::string_view separator(std::size_t place) {
  return place == 0 ? "\n" : place % hex_group_bytes == 0 ? "  " : " ";
}

}  // namespace

HexReading read_hex(std::string_view text) {
  return Reader(text).read();
}

std::string write_hex(std::string_view bytes, std::size_t bytes_a_line) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 3);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (at > 0) text += separator(at % bytes_a_line);
    const auto byte = static_cast<unsigned char>(bytes[at]);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string hex_fault_words(const HexFault& fault) {
  return "Line " + format_count(fault.line) + ", column " + format_count(fault.column) + ": " + fault.message;
}

HexPart hex_part_at(std::size_t at, std::size_t size_bytes) {
  const std::size_t last = size_bytes == 0 ? 0 : size_bytes - 1;
  const std::size_t first = std::min(at, last) / hex_part_bytes * hex_part_bytes;
  return {first, std::min(first + hex_part_bytes, size_bytes)};
}

}  // namespace keyglass::app
