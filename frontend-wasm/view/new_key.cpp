// Key, value, and what the value will be stored as.
#include "view/new_key.hpp"

#include "ui/widgets.hpp"
#include "view/editor.hpp"
#include "view/hidden_values.hpp"
#include "view/value_text.hpp"

namespace keyglass::view {
namespace {

void draw_title(const Scene& scene, Width width) {
  draw_back_button(scene, width);
  const ui::TextOptions options{.style = ui::TextStyle::title, .height = ui::scaled(ui::size::control)};
  if (!app::is_store_empty(scene.model.list)) return ui::heading("New key", 2, options);
  ui::heading("Store your first key", 2, options);
  ui::text("Give it a name and a value, then save.", {.color = ui::Token::muted, .wrap = true});
}

void draw_value_title(const Scene& scene, const std::string& value) {
  ui::text("Value", {.style = ui::TextStyle::secondary,
                     .color = ui::Token::muted,
                     .width = ui::px(48),
                     .height = value.empty() ? ui::scaled(ui::size::control) : ui::px(24)});
  if (value.empty()) {
    const ui::ButtonOptions upload{.kind = ui::ButtonKind::ghost, .icon = ui::icon::upload};
    ui::beside_right(ui::button_width("From a file\u2026", upload));
    if (ui::button("From a file\u2026", upload)) scene.dispatch(app::ChooseFileFor{app::FileUse::value});
    return;
  }
  ui::beside(ui::size::padding);
  draw_value_line(scene.state, {app::content_type_of_new(value), value, value, value.size()});
}

// Stored values are hidden from those who look on; what is typed here is seen by who types it.
void draw_new_value(const Scene& scene) {
  const app::Editor& editor = scene.model.editor;
  if (editor.hides_new_value && draw_hidden(scene)) return;
  if (editor.hides_values) ui::muted("Values are hidden; this one shows until it is saved.");
  draw_value_editor(scene, editor.new_value, ui::height_left());
}

void draw_key_box(const Scene& scene) {
  const app::Editor& editor = scene.model.editor;
  std::string key = editor.new_key;
  const ui::TextBoxResult box = ui::text_field("Key", key,
                                               {.label = "Key",
                                                .hint = "user:777:profile",
                                                .error = editor.key_fault,
                                                .mono = true,
                                                .focus = scene.gives_focus(app::Field::key)});
  if (box.changed) scene.dispatch(app::EditNewKey{key});
  if (box.submitted) scene.dispatch(app::FocusField{app::Field::value});
}

}  // namespace

void draw_new_key(const Scene& scene, const ui::Rect& rect, Width width) {
  const app::Editor& editor = scene.model.editor;
  const float footer = editor_footer_height(scene);
  const ui::Rect body{rect.x, rect.y, rect.width, rect.height - footer};
  ui::Region region(ui::Role::main, "Editor");
  {
    ui::Pane pane("New key form", body, {.role = ui::Role::group, .scrolls = true});
    draw_title(scene, width);
    ui::space();
    draw_key_box(scene);
    ui::space();
    draw_value_title(scene, editor.new_value);
    draw_new_value(scene);
  }
  draw_editor_footer(scene, {rect.x, rect.y + body.height, rect.width, footer});
}

}  // namespace keyglass::view
