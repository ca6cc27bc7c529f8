// A sentence and a button.
#include "view/hidden_values.hpp"

#include "ui/widgets.hpp"

namespace keyglass::view {

bool draw_hidden(const Scene& scene) {
  if (!scene.model.editor.hides_values) return false;
  if (ui::empty_state("Values are hidden",
                      {.icon = ui::icon::eye_off,
                       .detail = "They can be copied, downloaded and saved all the same.",
                       .button = "Show values",
                       .button_icon = ui::icon::eye}))
    scene.dispatch(app::HideValues{false});
  return true;
}

bool draw_hidden_line(const Scene& scene) {
  if (!scene.model.editor.hides_values) return false;
  ui::text("Values are hidden.", {.color = ui::Token::muted});
  return true;
}

void draw_hiding_button(const Scene& scene) {
  const bool is_hidden = scene.model.editor.hides_values;
  if (ui::toggle_button("Hide values", {.icon = ui::icon::eye,
                                        .icon_on = ui::icon::eye_off,
                                        .on = is_hidden,
                                        .shortcut = "H",
                                        .tooltip = "Keeps values off the screen, until the page is closed"}))
    scene.dispatch(app::HideValues{!is_hidden});
}

}  // namespace keyglass::view
