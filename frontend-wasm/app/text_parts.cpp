// Where a long text is cut.
#include "app/text_parts.hpp"

namespace keyglass::app {
namespace {

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::size_t end_of_part(std::string_view text, std::size_t first) {
  if (text.size() - first <= part_bytes) return text.size();
  std::size_t end = first + part_bytes;
  const std::size_t line = text.rfind('\n', end - 1);
  if (line != std::string_view::npos && line >= first + part_bytes / 2) return line + 1;
  while (end > first + 1 && continues_character(text[end])) --end;
  return end;
}

}  // namespace

std::vector<TextPart> parts_of(std::string_view text) {
  std::vector<TextPart> parts;
  do {
    const std::size_t first = parts.empty() ? 0 : parts.back().end;
    parts.push_back({first, text.size() <= whole_text_bytes_max ? text.size() : end_of_part(text, first)});
  } while (parts.back().end < text.size());
  return parts;
}

}  // namespace keyglass::app
