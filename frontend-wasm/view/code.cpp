// Lines, hex rows and differences for ui::CodeView. Where lines begin is remembered while the text stays.
#include "view/code.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "app/json_check.hpp"
#include "app/json_lines.hpp"
#include "app/text.hpp"
#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

unsigned digits_of(std::size_t number) {
  return static_cast<unsigned>(std::to_string(number).size());
}

void find_lines(CodeText& code) {
  code.line_starts.assign(1, 0);
  for (std::size_t at = code.text.find('\n'); at != std::string::npos; at = code.text.find('\n', at + 1))
    code.line_starts.push_back(at + 1);
}

// The text to show for `value`, made again only when value or mode are others.
const CodeText& code_text(CodeText& code, std::string_view value, bool spreads_json) {
  if (code.source == value && code.spreads_json == spreads_json && !code.line_starts.empty()) return code;
  code.source = value;
  code.spreads_json = spreads_json;
  code.text = spreads_json && !app::check_json(value) ? app::format_json(value) : std::string(value);
  find_lines(code);
  return code;
}

std::string_view line_at(const CodeText& code, std::size_t index) {
  const std::size_t first = code.line_starts[index];
  const bool is_last = index + 1 == code.line_starts.size();
  const std::size_t end = is_last ? code.text.size() : code.line_starts[index + 1] - 1;
  return std::string_view(code.text).substr(first, end - first);
}

ui::Token color_of(app::JsonPart part) {
  switch (part) {
    case app::JsonPart::name:
      return ui::Token::json_key;
    case app::JsonPart::string:
      return ui::Token::json_string;
    case app::JsonPart::number:
    case app::JsonPart::word:
      return ui::Token::json_number;
    case app::JsonPart::punctuation:
    case app::JsonPart::space:
      break;
  }
  return ui::Token::muted;
}

void draw_line_text(ui::CodeView& view, std::string_view line, bool is_json) {
  // Colours would make a very long line slow, and it is no JSON spread over lines anyway.
  constexpr std::size_t colored_bytes_max = 16 * 1024;
  if (!is_json || line.size() > colored_bytes_max) return view.span(line);
  for (const app::JsonToken& token : app::json_tokens(line))
    view.span(line.substr(token.first, token.end - token.first), color_of(token.part));
}

void draw_lines(State& state, const CodeBox& box, const CodeText& code, bool is_json) {
  ui::CodeView view(box.name, state.code_view,
                    {.line_count = code.line_starts.size(),
                     .gutter_columns = std::max(3U, digits_of(code.line_starts.size())),
                     .height = box.height,
                     .focus = box.focus,
                     .from_top = box.from_top});
  for (std::uint64_t index = view.first(); index < view.last(); ++index) {
    const std::string number = std::to_string(index + 1);
    view.begin_line({.gutter = number});
    draw_line_text(view, line_at(code, static_cast<std::size_t>(index)), is_json);
    view.end_line();
  }
  view.end();
}

void draw_hex(State& state, const CodeBox& box, std::string_view bytes) {
  constexpr std::size_t row_bytes = 16;
  ui::CodeView view(box.name, state.code_view,
                    {.line_count = (bytes.size() + row_bytes - 1) / row_bytes,
                     .height = box.height,
                     .focus = box.focus,
                     .from_top = box.from_top});
  for (std::uint64_t index = view.first(); index < view.last(); ++index) {
    view.begin_line();
    view.span(app::hex_row(bytes, static_cast<std::size_t>(index) * row_bytes));
    view.end_line();
  }
  view.end();
}

struct KindLook {
  std::string_view sign;
  ui::Token tint;
};

KindLook look_of(app::DiffKind kind) {
  switch (kind) {
    case app::DiffKind::removed:
      return {"-", ui::Token::danger};
    case app::DiffKind::added:
      return {"+", ui::Token::success};
    case app::DiffKind::same:
      break;
  }
  return {" ", ui::Token::surface};
}

void draw_diff_line(ui::CodeView& view, const app::DiffLine& line) {
  const std::size_t number = line.kind == app::DiffKind::removed ? line.before_line : line.after_line;
  const KindLook look = look_of(line.kind);
  const std::string gutter = std::to_string(number);
  view.begin_line({.gutter = gutter, .sign = look.sign, .tint = look.tint});
  const std::string_view text = line.text;
  view.span(text.substr(0, line.mark_first));
  view.span(text.substr(line.mark_first, line.mark_end - line.mark_first), ui::Token::text, true);
  view.span(text.substr(std::max(line.mark_first, line.mark_end)));
  view.end_line();
}

}  // namespace

void draw_code(State& state, const CodeBox& box, std::string_view value, app::ValueMode mode) {
  if (mode == app::ValueMode::hex) return draw_hex(state, box, value);
  const bool is_json = mode == app::ValueMode::json;
  draw_lines(state, box, code_text(state.code, value, is_json), is_json);
}

void draw_difference(ui::CodeViewState& state, const CodeBox& box, const std::vector<app::DiffLine>& lines) {
  ui::CodeView view(box.name, state,
                    {.line_count = lines.size(),
                     .gutter_columns = std::max(3U, digits_of(lines.size())),
                     .height = box.height,
                     .focus = box.focus,
                     .from_top = box.from_top});
  for (std::uint64_t index = view.first(); index < view.last(); ++index)
    draw_diff_line(view, lines[static_cast<std::size_t>(index)]);
  view.end();
}

std::string change_words(const std::vector<app::DiffLine>& lines) {
  const app::DiffCount count = app::count_changes(lines);
  if (count.added + count.removed == 0) return "No difference";
  return app::format_counted(count.added, "line") + " added, " + app::format_count(count.removed) +
         " removed";
}

}  // namespace keyglass::view
