// How a stored value may be shown and whether it may be edited.
#include "app/value.hpp"

#include <algorithm>

#include "app/json_check.hpp"
#include "app/text.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass::app {

std::optional<LineEnds> editable_line_ends(std::string_view value) {
  if (value.find('\0') != std::string_view::npos || !is_utf8(value)) return std::nullopt;
  std::size_t returns = 0;
  std::size_t feeds = 0;
  std::size_t pairs = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    returns += value[at] == '\r';
    feeds += value[at] == '\n';
    pairs += value[at] == '\n' && at > 0 && value[at - 1] == '\r';
  }
  if (returns == 0) return LineEnds::lf;
  return returns == pairs && feeds == pairs ? std::optional(LineEnds::crlf) : std::nullopt;
}

std::string to_editor_text(std::string_view value, LineEnds ends) {
  std::string text(value);
  if (ends == LineEnds::crlf) std::erase(text, '\r');
  return text;
}

std::string from_editor_text(std::string_view text, LineEnds ends) {
  if (ends == LineEnds::lf) return std::string(text);
  std::string value;
  for (const char byte : text) {
    if (byte == '\n') value += '\r';
    value += byte;
  }
  return value;
}

bool is_whole_value(const Entry& entry) {
  return entry.size_bytes <= editable_bytes_max && entry.value.size() == entry.size_bytes;
}

ValueKind value_kind(const Entry& entry) {
  if (!is_whole_value(entry)) return ValueKind::large;
  return editable_line_ends(entry.value) ? ValueKind::text : ValueKind::bytes;
}

bool can_copy(ValueKind kind, std::string_view value) {
  if (kind != ValueKind::bytes) return kind == ValueKind::text;
  return value.find('\0') == std::string_view::npos && is_utf8(value);
}

std::string text_preview(std::string_view value) {
  return shorten(value, preview_bytes_max);
}

std::string hex_preview(std::string_view value) {
  return lines_of_value(value.substr(0, preview_bytes_max), false);
}

std::string lines_of_value(std::string_view value, bool is_text) {
  if (is_text) return to_editor_text(value, LineEnds::crlf);
  std::string text;
  for (std::size_t offset = 0; offset < value.size(); offset += 16) text += hex_row(value, offset) + "\n";
  if (!text.empty()) text.pop_back();
  return text;
}

std::string_view content_type_of_new(std::string_view value) {
  return looks_like_json(value) && !check_json(value) ? "application/json" : "text/plain; charset=utf-8";
}

bool is_json_type(std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  type.erase(type.find_last_not_of(' ') + 1);
  for (char& byte : type) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
  }
  return type == "application/json" || type.ends_with("+json");
}

}  // namespace keyglass::app
