// Puts the panes where layout.hpp says.
#include "view/app_view.hpp"

#include "ui/widgets.hpp"
#include "view/connection.hpp"
#include "view/details.hpp"
#include "view/dialogs.hpp"
#include "view/editor.hpp"
#include "view/header.hpp"
#include "view/key_list.hpp"
#include "view/layout.hpp"
#include "view/shortcuts.hpp"
#include "view/status_bar.hpp"
#include "view/toasts.hpp"

namespace keyglass::view {
namespace {

constexpr std::string_view splitter_name = "Width of the list";

LayoutInput layout_input(const app::Model& model) {
  LayoutInput input;
  input.page = ui::page();
  input.header = ui::scaled(ui::size::header);
  input.banner =
      std::holds_alternative<app::Offline>(model.connection) ? offline_banner_height(input.page.width) : 0;
  input.status_bar = ui::scaled(ui::size::status_bar);
  input.details = ui::px(280);
  input.list_place = ui::splitter_place(splitter_name, list_splitter(input.page.width));
  input.is_editor_open = !std::holds_alternative<app::NothingOpen>(model.editor.open);
  input.has_details = app::open_key(model) != nullptr;
  return input;
}

void draw_panes(const Scene& scene, const Layout& layout) {
  if (layout.list) {
    const ui::Region region(ui::Role::navigation, "Stored keys");
    draw_key_list(scene, *layout.list);
    if (layout.width != Width::narrow)
      ui::splitter(splitter_name, layout.body, list_splitter(layout.body.width));
  }
  if (layout.editor) draw_editor(scene, *layout.editor, layout.width);
  if (layout.details) draw_details(scene, *layout.details);
}

}  // namespace

void draw_app(const app::Model& model, State& state, const app::Dispatch& dispatch) {
  const Scene scene{model, state, dispatch};
  const Layout layout = layout_of(layout_input(model));
  follow_shortcuts(scene);
  draw_header(scene, layout.header);
  draw_offline_banner(scene, layout.banner);
  if (model.server.asks_for_token) {
    draw_sign_in(scene, layout.body);
  } else {
    draw_panes(scene, layout);
  }
  draw_status_bar(scene, layout.status_bar);
  draw_dialog(scene);
  draw_toasts(scene);
  // Offered to every widget; one that is not on the screen cannot take it later, out of the blue. While a
  // dialog goes nothing below it can.
  if (model.focus_wish && !ui::dialog_open()) dispatch(app::FocusGiven{});
}

}  // namespace keyglass::view
