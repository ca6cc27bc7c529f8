// One value in sight: its kind, its size, whether its JSON holds, its text or its bytes.
#include "view/value_text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/json_check.hpp"
#include "app/text.hpp"
#include "app/text_parts.hpp"
#include "ui/widgets.hpp"
#include "view/code.hpp"
#include "view/decoded_value.hpp"
#include "view/outline.hpp"

namespace keyglass::view {
namespace {

void draw_part(std::string_view words, ui::Token color) {
  const float width = ui::text_width(words, ui::TextStyle::secondary) + ui::px(2);
  const float room = std::max(ui::px(8), ui::width_left());
  ui::text(words, {.style = ui::TextStyle::secondary,
                   .color = color,
                   .width = std::min(width, room),
                   .height = ui::px(24),
                   .tooltip = width > room ? words : std::string_view()});
}

void draw_json_verdict(State& state, std::string_view text) {
  const auto& fault = json_fault(state, text);
  ui::beside(ui::size::padding);
  if (!fault) return draw_part("Valid JSON", ui::Token::success);
  draw_part("Not valid JSON: line " + app::format_count(fault->line) + ", column " +
                app::format_count(fault->column) + ": " + fault->message,
            ui::Token::warning);
}

bool is_json(const ValueLine& line) {
  return app::is_json_type(line.content_type) || app::looks_like_json(line.text);
}

std::string kind_words(State& state, const ValueLine& line) {
  if (line.kind == app::ValueKind::large) return "Larger than 1 MiB: read only";
  const std::string_view like = likeness(state, line.bytes);
  return (like.empty() ? "Not plain text" : "Looks like " + std::string(like)) +
         (line.can_edit ? "" : ": read only");
}

void draw_decoding(State& state, const app::DecodedValue& decoded, app::ValueMode mode) {
  ui::beside(ui::size::padding);
  if (!decoded.fault.empty()) return draw_part(decoded.fault, ui::Token::warning);
  if (mode != app::ValueMode::base64)
    return draw_part("Valid " + std::string(app::mode_name(mode)), ui::Token::success);
  std::string words = "Decoded: " + app::format_bytes(decoded.bytes.size());
  const std::string_view like = decoded.is_text ? std::string_view() : likeness(state, decoded.bytes);
  if (!like.empty()) words.append(", looks like ").append(like);
  draw_part(words, ui::Token::success);
}

// Which part of a long text is edited: kept while the text is edited here, else the one around the same
// place.
app::TextPart chosen_part(State& state, const std::string& text, std::size_t& count) {
  EditedPart& edited = state.part;
  if (!edited.is_set || edited.text_bytes != text.size()) {
    edited.parts = app::parts_of(text);
    edited.index = std::min(edited.index, edited.parts.size() - 1);
    edited.text_bytes = text.size();
    edited.is_set = true;
  }
  count = edited.parts.size();
  return edited.parts[edited.index];
}

// The parts after the edited one move by what was typed.
void move_parts(EditedPart& edited, std::size_t bytes_before, std::size_t bytes_after) {
  const std::size_t grown = bytes_after - bytes_before;  // wraps where it shrank, and wraps back below
  edited.parts[edited.index].end += grown;
  for (std::size_t at = edited.index + 1; at < edited.parts.size(); ++at) {
    edited.parts[at].first += grown;
    edited.parts[at].end += grown;
  }
  edited.text_bytes += grown;
}

void turn_part(State& state, std::size_t index) {
  state.part.index = index;
  state.is_value_unscrolled = true;
}

void draw_part_bar(State& state, std::size_t count) {
  const std::size_t index = state.part.index;
  const std::string words = "Part " + app::format_count(index + 1) + " of " + app::format_count(count);
  const float height = ui::scaled(ui::size::control);
  ui::text(words, {.style = ui::TextStyle::secondary,
                   .color = ui::Token::muted,
                   .width = ui::text_width("Part 000 of 000", ui::TextStyle::secondary),
                   .height = height,
                   .tooltip = "Long texts are edited part by part, so that typing stays quick"});
  ui::beside();
  if (ui::button("Previous part", {.enabled = index > 0})) turn_part(state, index - 1);
  ui::beside_or_below(ui::button_width("Next part"));
  if (ui::button("Next part", {.enabled = index + 1 < count})) turn_part(state, index + 1);
}

// True if `text` was changed.
bool edit_text(const Scene& scene, std::string& text, float height) {
  return ui::text_area("Value", text,
                       {.hint = "Text or JSON",
                        .mono = true,
                        .focus = scene.gives_focus(app::Field::value),
                        .from_top = std::exchange(scene.state.is_value_unscrolled, false),
                        .height = height})
      .changed;
}

void edit_in_parts(const Scene& scene, std::string text) {
  std::size_t count = 0;
  chosen_part(scene.state, text, count);
  draw_part_bar(scene.state, count);
  const app::TextPart part = scene.state.part.parts[scene.state.part.index];
  std::string edited = text.substr(part.first, part.end - part.first);
  const ui::IdScope scope(scene.state.part.index % 2 == 0 ? "even part" : "odd part");
  if (!edit_text(scene, edited, ui::height_left())) return;
  text.replace(part.first, part.end - part.first, edited);
  move_parts(scene.state.part, part.end - part.first, edited.size());
  scene.dispatch(app::EditValue{std::move(text)});
}

void draw_modes(const Scene& scene, const ValueLine& line) {
  const auto modes = app::modes_of(line.kind, line.bytes);
  std::vector<std::string_view> names;
  for (const app::ValueMode mode : modes) names.push_back(app::mode_name(mode));
  const int chosen = static_cast<int>(std::find(modes.begin(), modes.end(), line.mode) - modes.begin());
  const int next = ui::tabs("View as", names, chosen);
  if (next != chosen) scene.dispatch(app::ShowAs{modes[static_cast<std::size_t>(next)]});
}

constexpr ui::ButtonOptions ghost{.kind = ui::ButtonKind::ghost};

// Buttons of this width in all, at the right edge of the line begun, or of the next where they have no room.
void begin_tools(float width) {
  if (ui::width_left() < width) {
    ui::skip(0, 0);
    ui::skip(0, 0);
  }
  ui::beside_right(width);
}

void draw_wrapping(const Scene& scene) {
  const bool wraps = scene.model.editor.wraps_lines;
  if (ui::toggle_button("Wrap lines", {.icon = ui::icon::wrap_text,
                                       .on = wraps,
                                       .shortcut = "W",
                                       .tooltip = "To read long lines; text that is wrapped is not edited"}))
    scene.dispatch(app::WrapLines{!wraps});
}

}  // namespace

void draw_value_line(State& state, const ValueLine& line) {
  draw_part(line.content_type.empty() ? "No content type" : line.content_type, ui::Token::muted);
  ui::beside(ui::size::padding);
  draw_part(app::format_bytes(line.size_bytes), ui::Token::muted);
  if (line.hex_fault && line.mode == app::ValueMode::hex) {
    ui::beside(ui::size::padding);
    draw_part(app::hex_fault_words(*line.hex_fault), ui::Token::warning);
  } else if (const app::DecodedValue* decoded = decoded_value(state, line.bytes, line.mode)) {
    draw_decoding(state, *decoded, line.mode);
  } else if (line.kind != app::ValueKind::text) {
    ui::beside(ui::size::padding);
    draw_part(kind_words(state, line), line.can_edit ? ui::Token::muted : ui::Token::warning);
  } else if (line.is_wrapped) {
    ui::beside(ui::size::padding);
    draw_part("Wrapped: read only", ui::Token::warning);
  } else if (is_json(line)) {
    draw_json_verdict(state, line.text);
  }
}

void draw_why_read_only(const Scene& scene, const ValueLine& line) {
  const bool is_shown_as_text = line.mode == app::ValueMode::text || line.mode == app::ValueMode::json;
  if (line.kind != app::ValueKind::bytes || !is_shown_as_text || !app::may_write(scene.model)) return;
  const bool has_nul = line.bytes.find('\0') != std::string_view::npos;
  const std::string why = has_nul
                              ? "A text box would cut it at the first NUL byte."
                              : "Some lines end with CR LF, others do not: a text box would make them alike.";
  ui::text(why + " To change it, edit it as hex, or download it and replace it by the edited file.",
           {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .wrap = true});
}

void draw_value_tools(const Scene& scene, const ValueLine& line) {
  draw_modes(scene, line);
  ui::beside();
  const bool is_text = line.kind == app::ValueKind::text;
  const bool may_write = app::may_write(scene.model);
  const bool is_whole = line.kind != app::ValueKind::large;
  const auto json = is_whole ? outlined_text(scene.state, line.bytes, line.mode) : std::nullopt;
  const std::string_view why_not = json ? why_no_outline(scene.state, *json, line.mode) : "";
  const bool is_outline = json && why_not.empty() && scene.model.editor.outline.is_shown;
  const bool can_wrap = is_whole && line.mode != app::ValueMode::hex && !is_outline;
  const bool can_format =
      is_text && may_write && !line.hex_fault && is_json(line) && !json_fault(scene.state, line.text);
  const int count = 1 + static_cast<int>(can_wrap) + static_cast<int>(line.can_copy) +
                    static_cast<int>(can_format) + static_cast<int>(may_write) +
                    static_cast<int>(json.has_value());
  begin_tools(static_cast<float>(count) * (ui::icon_button_width() + ui::px(4)) - ui::px(4));
  if (can_wrap) {
    draw_wrapping(scene);
    ui::beside(ui::size::grid);
  }
  if (json) {
    draw_outline_button(scene, why_not);
    ui::beside(ui::size::grid);
  }
  if (can_format) {
    if (ui::icon_button(ui::icon::braces, "Format", ghost)) scene.dispatch(app::FormatJson{});
    ui::beside(ui::size::grid);
  }
  if (line.can_copy) {
    if (ui::icon_button(ui::icon::copy, "Copy value", ghost)) scene.dispatch(app::CopyValue{});
    ui::beside(ui::size::grid);
  }
  if (may_write) {
    if (ui::icon_button(ui::icon::upload, "Replace by a file\u2026", ghost))
      scene.dispatch(app::ChooseFileFor{app::FileUse::value});
    ui::beside(ui::size::grid);
  }
  if (ui::icon_button(ui::icon::download, "Download", ghost)) scene.dispatch(app::DownloadValue{});
}

void draw_value_editor(const Scene& scene, std::string text, float height) {
  if (text.size() > app::whole_text_bytes_max) return edit_in_parts(scene, std::move(text));
  if (edit_text(scene, text, height)) scene.dispatch(app::EditValue{std::move(text)});
}

void draw_value_view(const Scene& scene, std::string_view value, app::ValueMode mode) {
  const CodeBox box{"Value", ui::height_left(), scene.gives_focus(app::Field::value),
                    std::exchange(scene.state.is_value_unscrolled, false), scene.model.editor.wraps_lines};
  if (scene.model.editor.outline.is_shown) {
    const auto json = outlined_text(scene.state, value, mode);
    if (json && why_no_outline(scene.state, *json, mode).empty()) return draw_outline(scene, box, *json);
  }
  const app::DecodedValue* decoded = decoded_value(scene.state, value, mode);
  if (!decoded) return draw_code(scene.state, box, value, mode);
  // What could not be decoded is shown as it is.
  if (!decoded->fault.empty())
    return draw_code(scene.state, box, value,
                     mode == app::ValueMode::base64 ? app::ValueMode::text : app::ValueMode::hex);
  const app::ValueMode shown = decoded->is_json   ? app::ValueMode::json
                               : decoded->is_text ? app::ValueMode::text
                                                  : app::ValueMode::hex;
  draw_code(scene.state, box, decoded->bytes, shown);
}

}  // namespace keyglass::view
