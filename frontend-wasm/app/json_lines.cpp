// One pass each, without a parse tree: the text's own order is what people see.
#include "app/json_lines.hpp"

#include <algorithm>

namespace keyglass::app {
namespace {

constexpr std::string_view white_space = " \t\n\r";
constexpr std::string_view punctuation = "{}[],:";
constexpr std::string_view number_bytes = "+-.0123456789eE";

bool is_one_of(char byte, std::string_view bytes) {
  return bytes.find(byte) != std::string_view::npos;
}

std::size_t end_of_run(std::string_view text, std::size_t first, std::string_view bytes) {
  return std::min(text.find_first_not_of(bytes, first), text.size());
}

class Formatter {
 public:
  explicit Formatter(std::string_view text) : text_(text) {}

  std::string run() {
    for (at_ = 0; at_ < text_.size();) {
      const char byte = text_[at_];
      if (byte == '"') {
        copy(end_of_json_string(text_, at_));
      } else if (is_one_of(byte, white_space)) {
        ++at_;
      } else if (is_one_of(byte, punctuation)) {
        punctuate(byte);
      } else {
        copy(at_ + 1);
      }
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t end) {
    out_ += text_.substr(at_, end - at_);
    at_ = end;
  }

  void new_line() {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  void punctuate(char byte) {
    ++at_;
    if (byte == ':') {
      out_ += ": ";
    } else if (byte == ',') {
      out_ += ',';
      new_line();
    } else if (byte == '{' || byte == '[') {
      out_ += byte;
      const std::size_t next = text_.find_first_not_of(white_space, at_);
      const bool is_empty = next != std::string_view::npos && (text_[next] == '}' || text_[next] == ']');
      if (is_empty) {
        out_ += text_[next];
        at_ = next + 1;
        return;
      }
      ++depth_;
      new_line();
    } else {
      depth_ -= depth_ > 0;
      new_line();
      out_ += byte;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::string out_;
};

// A string followed by a colon is a name.
JsonPart string_part(std::string_view line, std::size_t end) {
  const std::size_t next = line.find_first_not_of(white_space, end);
  return next != std::string_view::npos && line[next] == ':' ? JsonPart::name : JsonPart::string;
}

JsonToken token_at(std::string_view line, std::size_t at) {
  const char byte = line[at];
  if (is_one_of(byte, white_space)) return {at, end_of_run(line, at, white_space), JsonPart::space};
  if (is_one_of(byte, punctuation)) return {at, at + 1, JsonPart::punctuation};
  if (byte == '"') {
    const std::size_t end = end_of_json_string(line, at);
    return {at, end, string_part(line, end)};
  }
  if (byte == '-' || (byte >= '0' && byte <= '9'))
    return {at, end_of_run(line, at, number_bytes), JsonPart::number};
  std::size_t end = at + 1;
  while (end < line.size() && !is_one_of(line[end], white_space) && !is_one_of(line[end], punctuation) &&
         line[end] != '"')
    ++end;
  return {at, end, JsonPart::word};
}

}  // namespace

std::size_t end_of_json_string(std::string_view text, std::size_t first) {
  std::size_t at = first + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

std::string format_json(std::string_view text) {
  return Formatter(text).run();
}

std::vector<JsonToken> json_tokens(std::string_view line) {
  std::vector<JsonToken> tokens;
  for (std::size_t at = 0; at < line.size(); at = tokens.back().end) tokens.push_back(token_at(line, at));
  return tokens;
}

}  // namespace keyglass::app
