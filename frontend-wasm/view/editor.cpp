// Key, value line, value, footer; error and loading in their place.
#include "view/editor.hpp"

#include <span>
#include <utility>

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/activity.hpp"
#include "view/details.hpp"
#include "view/hex_editor.hpp"
#include "view/hidden_values.hpp"
#include "view/history.hpp"
#include "view/large_value.hpp"
#include "view/new_key.hpp"
#include "view/value_text.hpp"

namespace keyglass::view {
namespace {

// Another key has other widgets, so that nothing of the last one's (scrolling, undo) is left. A scope for
// every key would keep one window of ImGui for each key ever opened.
std::string_view scope_of(State& state, const std::string& key) {
  if (state.shown_key != key) {
    state.shown_key = key;
    state.has_second_scope = !state.has_second_scope;
    state.is_value_unscrolled = true;
    state.part = {};
    state.code_view = {};
    state.hex = {};
  }
  return state.has_second_scope ? "second" : "first";
}

// The request that a press of Save would send, or without changes the one that reads.
void draw_copy_request(const Scene& scene) {
  const bool saves = app::open_draft(scene.model) != nullptr;
  const std::string_view tooltip = saves ? "The request that Save sends" : "The request that reads this key";
  if (ui::icon_button(ui::icon::terminal, "Copy as curl",
                      {.kind = ui::ButtonKind::ghost, .tooltip = tooltip}))
    scene.dispatch(app::CopyRequest{saves ? app::CurlOf::save : app::CurlOf::read});
}

void draw_key_bar(const Scene& scene, const app::KeyOpen& open, Width width) {
  draw_back_button(scene, width);
  const app::Trouble* trouble = app::trouble_of(open.entry);
  const bool is_missing = trouble && trouble->status == 404;
  const ui::ButtonOptions remove{.icon = ui::icon::trash_2, .enabled = !is_missing};
  const bool is_narrow = width == Width::narrow;
  const bool may_write = app::may_write(scene.model);
  const float delete_width = is_narrow ? ui::icon_button_width() : ui::button_width("Delete", remove);
  const float buttons =
      3 * (ui::icon_button_width() + ui::px(8)) + (may_write ? delete_width + ui::px(8) : 0);
  std::string key = open.key;
  ui::text_field("Key", key, {.mono = true, .read_only = true, .width = ui::width_left() - buttons});
  ui::beside();
  if (ui::icon_button(ui::icon::copy, "Copy key", {.kind = ui::ButtonKind::ghost}))
    scene.dispatch(app::CopyKey{});
  ui::beside();
  draw_copy_request(scene);
  ui::beside();
  draw_hiding_button(scene);
  if (!may_write) return;
  ui::beside();
  const bool pressed =
      is_narrow ? ui::icon_button(ui::icon::trash_2, "Delete", remove) : ui::button("Delete", remove);
  if (pressed) scene.dispatch(app::AskDelete{open.key});
}

void draw_tabs(const Scene& scene) {
  static constexpr std::string_view labels[] = {"Value", "Details", "Activity"};
  const std::size_t count = has_activity(scene.model) ? 3 : 2;
  const int chosen = static_cast<int>(scene.model.editor.tab);
  const int next = ui::tabs("Show", std::span(labels, count), chosen);
  if (next != chosen) scene.dispatch(app::ShowTab{static_cast<app::EditorTab>(next)});
}

void draw_notice(std::string_view words) {
  ui::show_icon(ui::icon::triangle_alert, ui::Token::warning);
  ui::beside(ui::size::gap / 2);
  ui::text(words, {.style = ui::TextStyle::secondary, .color = ui::Token::warning});
}

void draw_missing(const Scene& scene, const app::KeyOpen& open) {
  const bool may_write = app::may_write(scene.model);
  if (ui::empty_state("This key does not exist",
                      {.icon = ui::icon::key_round,
                       .detail = "It was deleted, has expired, or was never stored.",
                       .button = may_write ? std::string_view("Store it") : std::string_view(),
                       .button_icon = ui::icon::plus})) {
    scene.dispatch(app::EditNewKey{open.key});
    scene.dispatch(app::OpenNewKey{});
    scene.dispatch(app::FocusField{app::Field::value});
  }
}

void draw_load_trouble(const Scene& scene, const app::KeyOpen& open, const app::Trouble& trouble) {
  if (trouble.status == 404) return draw_missing(scene, open);
  if (ui::error_panel(
          {.what = trouble.what, .why = trouble.why, .remedy = trouble.remedy, .retry = "Try again"})) {
    scene.dispatch(app::Retry{});
  }
}

// `text` is the value as a text box shows it, where it is one.
ValueLine line_of(const Scene& scene, const app::KeyOpen& open, const app::OpenValue& value,
                  std::string_view text) {
  const app::Draft* draft = app::open_draft(scene.model);
  ValueLine line;
  line.content_type = draft ? draft->content_type : app::content_type_of(open);
  line.text = text;
  line.bytes = value.kind == app::ValueKind::bytes ? value.bytes : text;
  line.size_bytes = value.size_bytes;
  line.kind = value.kind;
  line.mode = app::mode_for(value.kind, line.bytes, scene.model.editor.mode);
  const bool is_text = value.kind == app::ValueKind::text && line.mode == app::ValueMode::text;
  const bool is_hex = value.kind != app::ValueKind::large && line.mode == app::ValueMode::hex;
  if (draft && draft->unread) line.hex_fault = &draft->unread->fault;
  line.can_edit = app::may_write(scene.model) && (is_hex || (is_text && !line.hex_fault));
  line.is_wrapped = is_text && line.can_edit && scene.model.editor.wraps_lines;
  line.can_copy = app::can_copy(value.kind, value.bytes);
  return line;
}

void draw_draft_notice(const Scene& scene, const app::KeyOpen& open, const ValueLine& line) {
  const app::Draft* draft = app::open_draft(scene.model);
  if (line.hex_fault && line.mode != app::ValueMode::hex)
    draw_notice("Some of what was typed as hex is no byte yet. Finish it in Hex to go on here.");
  if (app::is_draft_outdated(scene.model)) {
    draw_notice("The stored value has changed since you began. Saving will show both.");
  } else if (draft && !app::shown(open.entry)) {
    draw_notice("This key is not stored any more. Saving will ask first.");
  }
}

void draw_value(const Scene& scene, const app::KeyOpen& open) {
  const auto value = app::open_value(scene.model);
  if (!value) {
    if (const app::Trouble* trouble = app::trouble_of(open.entry))
      return draw_load_trouble(scene, open, *trouble);
    return ui::skeleton_rows("Loading value", 8);
  }
  std::string text;
  if (value->kind == app::ValueKind::text) text = app::to_editor_text(value->bytes, value->line_ends);
  const ValueLine line = line_of(scene, open, *value, text);
  const app::ValueMode mode = line.mode;
  draw_value_tools(scene, line);
  draw_value_line(scene.state, line);
  draw_why_read_only(scene, line);
  draw_draft_notice(scene, open, line);
  if (draw_hidden(scene)) return;
  if (line.can_edit && !line.is_wrapped) {
    if (mode == app::ValueMode::hex) return draw_hex_editor(scene, value->bytes);
    return draw_value_editor(scene, std::move(text), ui::height_left());
  }
  if (value->kind == app::ValueKind::large) {
    const CodeBox box{"Value", ui::height_left(), scene.gives_focus(app::Field::value),
                      std::exchange(scene.state.is_value_unscrolled, false)};
    return draw_large_value(scene, box, *app::shown(open.entry), mode);
  }
  draw_value_view(scene, mode == app::ValueMode::hex ? value->bytes : line.bytes, mode);
}

void draw_open_key(const Scene& scene, const app::KeyOpen& open, Width width) {
  draw_key_bar(scene, open, width);
  ui::space(ui::size::grid);
  if (width != Width::wide) {
    draw_tabs(scene);
    if (scene.model.editor.tab == app::EditorTab::details) return draw_details_content(scene, open);
    if (scene.model.editor.tab == app::EditorTab::activity) return draw_activity_content(scene);
  }
  if (open.comparison) return draw_comparison(scene, open);
  draw_value(scene, open);
}

void draw_nothing_open(const Scene& scene, const ui::Rect& rect) {
  ui::Pane pane("Editor", rect, {.role = ui::Role::main, .background = ui::Token::bg});
  if (app::row_count(scene.model.list) == 0) return;
  const bool may_write = app::may_write(scene.model);
  const std::string command(ui::command_name());
  const std::string detail =
      may_write ? "Press N to store a new one, / to filter, " + command + " K to jump to a key."
                : "Press / to filter, " + command + " K to jump to a key.";
  ui::empty_state("Choose a key to see its value", {.icon = ui::icon::key_round, .detail = detail});
}

std::string unsaved_words(const app::Model& model) {
  if (app::is_loading(model.editor.save)) return "Saving\u2026";
  if (app::is_new_key_open(model)) return model.editor.new_key.empty() ? "" : "Not stored yet";
  return app::open_draft(model) ? "Unsaved changes" : "";
}

bool has_short_help(const app::Trouble& trouble) {
  return trouble.kind == app::TroubleKind::network || trouble.kind == app::TroubleKind::timeout;
}

void draw_save_trouble(const app::Trouble& trouble) {
  ui::show_icon(ui::icon::circle_alert, ui::Token::danger);
  ui::beside();
  ui::text(trouble.what + ".", {.style = ui::TextStyle::strong, .color = ui::Token::danger});
  // While nothing answers the banner says why; a refusal has a reason of its own.
  const std::string help = has_short_help(trouble)
                               ? "Your text stays here. Save again once the API is back."
                               : trouble.why + " " + trouble.remedy + " Your text stays here.";
  ui::text(help, {.style = ui::TextStyle::secondary, .wrap = true});
}

}  // namespace

float editor_footer_height(const Scene& scene) {
  const app::Model& model = scene.model;
  if (!app::may_write(model) && !app::has_unsaved_changes(model)) return 0;
  const app::Trouble* trouble = app::trouble_of(scene.model.editor.save);
  if (!trouble) return ui::px(64);
  return has_short_help(*trouble) ? ui::px(64 + 48) : ui::px(64 + 80);
}

void draw_editor_footer(const Scene& scene, const ui::Rect& rect) {
  const app::Model& model = scene.model;
  ui::Pane pane("Editor actions", rect, {.role = ui::Role::group, .border_top = true});
  if (const app::Trouble* trouble = app::trouble_of(model.editor.save)) draw_save_trouble(*trouble);
  const std::string save_shortcut = std::string(ui::command_name()) + " S";
  const ui::ButtonOptions discard{.enabled = app::has_unsaved_changes(model)};
  const ui::ButtonOptions save{.kind = ui::ButtonKind::primary,
                               .icon = ui::icon::save,
                               .enabled = app::can_save(model) && app::may_write(model),
                               .shortcut = save_shortcut};
  const float save_width = ui::button_width("Save", save);
  const float both = save_width + ui::button_width("Discard", discard) + ui::px(8);
  const std::string words = unsaved_words(model);
  ui::text(words, {.style = ui::TextStyle::secondary,
                   .color = ui::Token::warning,
                   .width = ui::width_left() - both - ui::px(8),
                   .height = ui::scaled(ui::size::control),
                   .semantic = !words.empty()});
  ui::beside_right(both);
  if (ui::button("Discard", discard)) scene.dispatch(app::AskDiscard{});
  ui::beside_right(save_width);
  if (ui::button("Save", save)) scene.dispatch(app::Save{});
}

void draw_back_button(const Scene& scene, Width width) {
  if (width != Width::narrow) return;
  if (ui::icon_button(ui::icon::arrow_left, "Back to the list", {.kind = ui::ButtonKind::ghost})) {
    scene.dispatch(app::CloseEditor{});
  }
  ui::beside();
}

void draw_editor(const Scene& scene, const ui::Rect& rect, Width width) {
  if (app::is_new_key_open(scene.model)) return draw_new_key(scene, rect, width);
  const app::KeyOpen* open = app::open_key(scene.model);
  if (!open) return draw_nothing_open(scene, rect);
  const float footer = editor_footer_height(scene);
  const ui::Rect body{rect.x, rect.y, rect.width, rect.height - footer};
  ui::Region region(ui::Role::main, "Editor");
  {
    ui::Pane pane("Open key", body, {.role = ui::Role::group, .scrolls = true});
    ui::IdScope scope(scope_of(scene.state, open->key));
    draw_open_key(scene, *open, width);
  }
  if (footer > 0) draw_editor_footer(scene, {rect.x, rect.y + body.height, rect.width, footer});
}

}  // namespace keyglass::view
