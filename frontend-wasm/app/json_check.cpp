// A JSON syntax checker: one pass, an explicit stack of open brackets.
#include "app/json_check.hpp"

namespace keyglass::app {
namespace {

constexpr std::string_view white_space = " \t\n\r";

bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
bool is_hex(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  std::optional<JsonFault> run() {
    if (!values()) return fault();
    skip_space();
    if (at_ < text_.size()) {
      refuse("nothing may follow the value");
      return fault();
    }
    return std::nullopt;
  }

 private:
  bool refuse(const char* message) {
    message_ = message;
    return false;
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char byte) {
    if (at_ >= text_.size() || text_[at_] != byte) return false;
    ++at_;
    return true;
  }

  void skip_space() {
    while (at_ < text_.size() && white_space.find(text_[at_]) != std::string_view::npos) ++at_;
  }

  // One value with all it holds: `open_` has a bracket for each container not closed yet.
  bool values() {
    while (true) {
      skip_space();
      bool entered = false;
      if (!value(entered)) return false;
      if (entered) continue;
      if (!close_containers()) return false;
      if (open_.empty()) return true;
    }
  }

  // A scalar, an empty container, or the start of a filled one (`entered`: its first value comes next).
  bool value(bool& entered) {
    const char first = peek();
    if (first == '{' || first == '[') {
      ++at_;
      skip_space();
      if (take(first == '{' ? '}' : ']')) return true;
      open_ += first;
      entered = true;
      return first == '[' || member_name();
    }
    if (first == '"') return string();
    if (first == '-' || is_digit(first)) return number();
    for (const std::string_view word : {"true", "false", "null"}) {
      if (text_.substr(at_, word.size()) != word) continue;
      at_ += word.size();
      return true;
    }
    return refuse(at_ < text_.size() ? "expected a value" : "the text ends where a value is expected");
  }

  // After a value: closes what ends here; stops after a comma, where the next value begins.
  bool close_containers() {
    while (!open_.empty()) {
      skip_space();
      const bool in_object = open_.back() == '{';
      if (take(',')) {
        skip_space();
        return !in_object || member_name();
      }
      if (!take(in_object ? '}' : ']'))
        return refuse(in_object ? "expected a comma or }" : "expected a comma or ]");
      open_.pop_back();
    }
    return true;
  }

  bool member_name() {
    if (peek() != '"') return refuse("expected a member name in quotes");
    if (!string()) return false;
    skip_space();
    return take(':') || refuse("expected a colon");
  }

  bool string() {
    ++at_;
    while (at_ < text_.size()) {
      const char byte = text_[at_];
      if (byte == '"') {
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(byte) < 0x20)
        return refuse("a control character must be escaped in a string");
      ++at_;
      if (byte == '\\' && !escape()) return false;
    }
    return refuse("the string is not closed");
  }

  bool escape() {
    const char kind = peek();
    if (kind == 'u') {
      ++at_;
      for (int digit = 0; digit < 4; ++digit, ++at_) {
        if (!is_hex(peek())) return refuse("expected four hex digits after \\u");
      }
      return true;
    }
    if (at_ >= text_.size() || std::string_view("\"\\/bfnrt").find(kind) == std::string_view::npos) {
      return refuse("unknown escape in a string");
    }
    ++at_;
    return true;
  }

  bool digits() {
    if (!is_digit(peek())) return refuse("expected a digit");
    while (is_digit(peek())) ++at_;
    return true;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  JsonFault fault() const {
    JsonFault result{1, 1, message_};
    for (const char byte : text_.substr(0, at_)) {
      if (byte == '\n') {
        ++result.line;
        result.column = 1;
      } else if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) {
        ++result.column;
      }
    }
    return result;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string open_;  // '{' and '[' not closed yet, outermost first
  const char* message_ = "";
};

}  // namespace

std::optional<JsonFault> check_json(std::string_view text) {
  return Checker(text).run();
}

bool looks_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(white_space);
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

}  // namespace keyglass::app
