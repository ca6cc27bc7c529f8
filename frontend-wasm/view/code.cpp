// Lines, hex rows and differences for ui::CodeView. Where lines begin is remembered while the text stays.
#include "view/code.hpp"

#include <algorithm>
#include <optional>
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

// The text to show for `value`, made again only when value or mode are others.
void make_text(CodeText& code, std::string_view value, bool spreads_json) {
  if (code.source == value && code.spreads_json == spreads_json && !code.rows.empty()) return;
  code.source = value;
  code.spreads_json = spreads_json;
  code.text = spreads_json && !app::check_json(value) ? app::format_json(value) : std::string(value);
  const auto feeds = std::count(code.text.begin(), code.text.end(), '\n');
  code.line_count = static_cast<std::size_t>(feeds) + 1;
  code.rows.clear();
}

unsigned gutter_of(const CodeText& code) {
  return std::max(3U, digits_of(code.line_count));
}

// Cuts the text into rows, again where `columns` are others: then what is at the top stays there.
void make_rows(State& state, std::size_t columns) {
  CodeText& code = state.code;
  if (!code.rows.empty() && code.columns == columns) return;
  std::uint64_t& top = state.code_view.window.top;
  const bool is_kept = top < code.rows.size();
  const std::size_t first = is_kept ? code.rows[static_cast<std::size_t>(top)].first : 0;
  code.columns = columns;
  code.rows = app::rows_of_text(code.text, columns);
  if (is_kept) top = app::row_at_byte(code.rows, first);
  if (columns != app::never_wrapped) state.code_view.column = 0;
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

// The parts of the line that was drawn last: its rows share them.
struct LineParts {
  std::optional<std::size_t> first;  // byte of the text; nullopt: none was drawn
  std::vector<app::JsonToken> tokens;
};

void find_parts(LineParts& parts, const CodeText& code, std::size_t row) {
  const std::size_t line = code.rows[row].line;
  std::size_t begin = row;
  while (begin > 0 && code.rows[begin - 1].line == line) --begin;
  const std::size_t first = code.rows[begin].first;
  if (parts.first == first) return;
  parts.first = first;
  parts.tokens.clear();
  // Colours would make a very long line slow, and it is no JSON spread over lines anyway.
  constexpr std::size_t colored_bytes_max = 16 * 1024;
  const std::string_view text = std::string_view(code.text).substr(first);
  const std::string_view whole = text.substr(0, text.find('\n'));
  if (whole.size() <= colored_bytes_max) parts.tokens = app::json_tokens(whole);
}

void draw_parts(ui::CodeView& view, const LineParts& parts, const CodeText& code, std::size_t row) {
  const std::string_view text = app::row_of_text(code.text, code.rows, row);
  if (parts.tokens.empty()) return view.span(text);
  const std::size_t first = code.rows[row].first - *parts.first;
  for (const app::JsonToken& token : parts.tokens) {
    const std::size_t begin = std::max(token.first, first);
    const std::size_t end = std::min(token.end, first + text.size());
    if (begin < end) view.span(text.substr(begin - first, end - begin), color_of(token.part));
  }
}

void draw_lines(State& state, const CodeBox& box, bool is_json) {
  const CodeText& code = state.code;
  ui::CodeView view(box.name, state.code_view,
                    {.line_count = code.rows.size(),
                     .gutter_columns = gutter_of(code),
                     .height = box.height,
                     .focus = box.focus,
                     .from_top = box.from_top});
  LineParts parts;
  for (std::uint64_t index = view.first(); index < view.last(); ++index) {
    const auto row = static_cast<std::size_t>(index);
    const std::size_t line = code.rows[row].line;
    const bool begins_line = row == 0 || code.rows[row - 1].line != line;
    view.begin_line({.gutter = begins_line ? std::to_string(line + 1) : std::string()});
    if (is_json) find_parts(parts, code, row);
    draw_parts(view, parts, code, row);
    view.end_line(row + 1 < code.rows.size() && code.rows[row + 1].line == line);
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
  make_text(state.code, value, is_json);
  make_rows(state, box.wraps ? ui::code_columns(gutter_of(state.code)) : app::never_wrapped);
  draw_lines(state, box, is_json);
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
