// Puts the panes where layout.hpp says.
#include "view/app_view.hpp"

#include <cmath>

#include "ui/widgets.hpp"
#include "view/activity.hpp"
#include "view/connection.hpp"
#include "view/dashboard.hpp"
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
  input.has_details = app::open_key(model) != nullptr || has_activity(model);
  return input;
}

// Details above, activity below; without an open key the activity has it all.
void draw_right_pane(const Scene& scene, const ui::Rect& rect) {
  if (!has_activity(scene.model)) return draw_details(scene, rect);
  const bool has_key = app::open_key(scene.model) != nullptr;
  constexpr float activity_share = 0.38F;
  const float details = has_key ? std::round(rect.height * (1 - activity_share)) : 0;
  if (has_key) draw_details(scene, {rect.x, rect.y, rect.width, details});
  draw_activity(scene, {rect.x, rect.y + details, rect.width, rect.height - details});
}

void draw_panes(const Scene& scene, const Layout& layout) {
  if (layout.list) {
    const ui::Region region(ui::Role::navigation, "Stored keys");
    draw_key_list(scene, *layout.list);
    if (layout.width != Width::narrow)
      ui::splitter(splitter_name, layout.body, list_splitter(layout.body.width));
  }
  if (layout.editor) draw_editor(scene, *layout.editor, layout.width);
  if (layout.details) draw_right_pane(scene, *layout.details);
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
  } else if (model.dashboard.is_open) {
    draw_dashboard(scene, layout.body);
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
