// One line that says how many, one of buttons.
#include "view/selection_bar.hpp"

#include "ui/widgets.hpp"

namespace keyglass::view {

float selection_bar_height(const Scene& scene) {
  return app::is_empty(scene.model.selection) ? 0 : ui::px(92);
}

void draw_selection_bar(const Scene& scene, const ui::Rect& rect) {
  if (app::is_empty(scene.model.selection)) return;
  ui::Pane pane(
      "Selection", rect,
      {.role = ui::Role::group, .background = ui::Token::raised, .border_right = true, .border_top = true});
  const std::string words = app::selection_words(scene.model);
  ui::text(words, {.style = ui::TextStyle::strong,
                   .width = ui::width_left() - ui::icon_button_width() - ui::px(8),
                   .tooltip = words});
  ui::space(ui::size::grid);
  if (app::may_write(scene.model)) {
    if (ui::button("Delete\u2026")) scene.dispatch(app::AskDeleteSelected{});
    ui::beside(ui::size::grid);
    if (ui::button("Expire\u2026")) scene.dispatch(app::AskExpireSelected{});
    ui::beside(ui::size::grid);
  }
  if (ui::icon_button(ui::icon::download, "Export")) scene.dispatch(app::ExportSelected{});
  ui::beside_right(ui::icon_button_width());
  if (ui::icon_button(ui::icon::x, "Clear selection", {.shortcut = "Esc"}))
    scene.dispatch(app::ClearSelection{});
}

}  // namespace keyglass::view
