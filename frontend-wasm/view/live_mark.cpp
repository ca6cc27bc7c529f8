// Connected or offline, in words and an icon.
#include "view/live_mark.hpp"

#include <string>

#include "app/text.hpp"
#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

struct Words {
  std::string text;
  ui::Token color;
  const char* icon;
  std::string tooltip;
};

Words words_of(const app::Model& model) {
  const auto* offline = std::get_if<app::Offline>(&model.connection);
  if (!offline) return {"Connected", ui::Token::success, ui::icon::circle_check, model.api_url};
  return {"Offline", ui::Token::danger, ui::icon::unplug,
          "Since " + app::format_exact_time(offline->since_ms)};
}

float text_width(const Words& words) {
  return ui::text_width(words.text, ui::TextStyle::secondary) + ui::px(2);
}

}  // namespace

float live_mark_width(const Scene& scene, bool has_words) {
  return ui::scaled(ui::size::icon) + (has_words ? ui::px(4) + text_width(words_of(scene.model)) : 0);
}

void draw_live_mark(const Scene& scene, bool has_words) {
  const Words words = words_of(scene.model);
  const float height = ui::scaled(ui::size::control);
  ui::show_icon(words.icon, words.color, height);
  if (!has_words) return;
  ui::beside(ui::size::gap / 2);
  ui::text(words.text, {.style = ui::TextStyle::secondary,
                        .color = words.color,
                        .width = text_width(words),
                        .height = height,
                        .tooltip = words.tooltip});
}

}  // namespace keyglass::view
