// One value in sight: its kind, its size, whether its JSON holds, its text or its bytes.
#include "view/value_text.hpp"

#include <algorithm>
#include <utility>

#include "app/json_check.hpp"
#include "app/text.hpp"
#include "keyglass/key_rules.hpp"
#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

void draw_part(std::string_view words, ui::Token color) {
  const float width = ui::text_width(words, ui::TextStyle::secondary) + ui::px(2);
  // The button that copies the value stands at the end of the line.
  const float room = std::max(ui::px(8), ui::width_left() - ui::icon_button_width() - ui::px(8));
  ui::text(words, {.style = ui::TextStyle::secondary,
                   .color = color,
                   .width = std::min(width, room),
                   .height = ui::scaled(ui::size::control),
                   .tooltip = width > room ? words : std::string_view()});
}

void draw_json_verdict(std::string_view text) {
  const auto fault = app::check_json(text);
  ui::beside(ui::size::padding);
  if (!fault) return draw_part("Valid JSON", ui::Token::success);
  draw_part("Not valid JSON: line " + app::format_count(fault->line) + ", column " +
                app::format_count(fault->column) + ": " + fault->message,
            ui::Token::warning);
}

std::string read_only_words(const ValueLine& line) {
  if (line.kind == app::ValueKind::large) {
    return "Larger than 1 MiB: read only, the first " + app::format_bytes(app::preview_bytes_max) +
           " are shown";
  }
  return "Not plain text: read only, shown as bytes";
}

}  // namespace

void draw_value_line(const ValueLine& line) {
  draw_part(line.content_type.empty() ? "No content type" : line.content_type, ui::Token::muted);
  ui::beside(ui::size::padding);
  draw_part(app::format_bytes(line.size_bytes), ui::Token::muted);
  if (line.kind != app::ValueKind::text) {
    ui::beside(ui::size::padding);
    draw_part(read_only_words(line), ui::Token::warning);
  } else if (app::is_json_type(line.content_type) || app::looks_like_json(line.text)) {
    draw_json_verdict(line.text);
  }
}

void draw_value_editor(const Scene& scene, std::string text, float height) {
  const ui::TextBoxResult box =
      ui::text_area("Value", text,
                    {.hint = "Text or JSON",
                     .mono = true,
                     .focus = scene.gives_focus(app::Field::value),
                     .from_top = std::exchange(scene.state.is_value_unscrolled, false),
                     .height = height});
  if (box.changed) scene.dispatch(app::EditValue{std::move(text)});
}

void draw_value_preview(const Scene& scene, const app::Entry& entry, float height) {
  const bool is_text = app::editable_line_ends(app::text_preview(entry.value)).has_value();
  std::string preview = is_text ? app::text_preview(entry.value) : app::hex_preview(entry.value);
  ui::text_area("Value", preview,
                {.mono = true,
                 .read_only = true,
                 .from_top = std::exchange(scene.state.is_value_unscrolled, false),
                 .height = height});
}

}  // namespace keyglass::view
