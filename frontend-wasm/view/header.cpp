// Product, connection, refresh, theme.
#include "view/header.hpp"

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/layout.hpp"

namespace keyglass::view {
namespace {

struct ThemeStep {
  app::ThemeChoice theme;
  app::ThemeChoice next;
  const char* icon;
  std::string_view name;
  std::string_view tooltip;
};

constexpr ThemeStep theme_steps[] = {
    {app::ThemeChoice::system, app::ThemeChoice::light, ui::icon::monitor, "Theme: system",
     "Theme: as the system. Switch to light"},
    {app::ThemeChoice::light, app::ThemeChoice::dark, ui::icon::sun, "Theme: light",
     "Theme: light. Switch to dark"},
    {app::ThemeChoice::dark, app::ThemeChoice::system, ui::icon::moon, "Theme: dark",
     "Theme: dark. Switch to the system's"},
};

void draw_theme_button(const Scene& scene) {
  for (const ThemeStep& step : theme_steps) {
    if (step.theme != scene.model.theme) continue;
    if (ui::icon_button(step.icon, step.name, {.kind = ui::ButtonKind::ghost, .tooltip = step.tooltip})) {
      scene.dispatch(app::SetTheme{step.next});
    }
    return;
  }
}

struct ConnectionWords {
  std::string text;
  ui::Token color;
  const char* icon;
  std::string tooltip;
};

ConnectionWords connection_words(const app::Model& model) {
  const auto* offline = std::get_if<app::Offline>(&model.connection);
  if (!offline) return {"Connected", ui::Token::success, ui::icon::circle_check, model.api_url};
  return {"Offline", ui::Token::danger, ui::icon::unplug,
          "Since " + app::format_exact_time(offline->since_ms)};
}

void draw_connection(const Scene& scene) {
  const ConnectionWords words = connection_words(scene.model);
  const float height = ui::scaled(ui::size::control);
  ui::show_icon(words.icon, words.color, height);
  ui::beside(ui::size::gap / 2);
  ui::text(words.text, {.style = ui::TextStyle::secondary,
                        .color = words.color,
                        .width = ui::text_width(words.text, ui::TextStyle::secondary) + ui::px(2),
                        .height = height,
                        .tooltip = words.tooltip});
}

}  // namespace

void draw_header(const Scene& scene, const ui::Rect& rect) {
  ui::Pane pane("Keyglass", rect, {.role = ui::Role::banner, .padded_top = false, .border_bottom = true});
  ui::space();
  const float height = ui::scaled(ui::size::control);
  ui::show_icon(ui::icon::key_round, ui::Token::accent, height);
  ui::beside();
  ui::heading("Keyglass", 1, {.style = ui::TextStyle::strong, .width = ui::px(80), .height = height});
  if (rect.width >= medium_width_px) {
    ui::beside(ui::size::padding);
    ui::text(scene.model.api_url, {.style = ui::TextStyle::code_small,
                                   .color = ui::Token::muted,
                                   .width = ui::px(320),
                                   .height = height});
  }
  const float connection_width =
      ui::px(16 + 4 + 2 + 12) + ui::text_width(connection_words(scene.model).text, ui::TextStyle::secondary);
  ui::beside_right(connection_width + ui::icon_button_width());
  draw_connection(scene);
  ui::beside_right(ui::icon_button_width());
  draw_theme_button(scene);
}

float offline_banner_height(float page_width) {
  return page_width < narrow_width_px ? ui::px(64) : ui::px(48);
}

void draw_offline_banner(const Scene& scene, const ui::Rect& rect) {
  const auto* offline = std::get_if<app::Offline>(&scene.model.connection);
  if (!offline) return;
  ui::Pane pane("Connection", rect,
                {.background = ui::Token::raised, .padded_top = false, .border_bottom = true});
  const float height = ui::scaled(ui::size::control);
  const bool is_narrow = rect.width < narrow_width_px;
  ui::space((rect.height - height) / 2 / ui::px(ui::size::body_px));
  ui::show_icon(ui::icon::triangle_alert, ui::Token::danger, height);
  ui::beside();
  const ui::ButtonOptions retry{.icon = ui::icon::refresh_cw};
  const float retry_width = ui::button_width("Retry", retry);
  const std::string line = offline->trouble.what + ". " + offline->trouble.remedy;
  ui::text(is_narrow ? offline->trouble.what + "." : line,
           {.color = ui::Token::danger,
            .wrap = is_narrow,
            .width = ui::width_left() - retry_width - ui::px(16),
            .height = height,
            .tooltip = line});
  ui::beside_right(retry_width);
  if (ui::button("Retry", retry)) scene.dispatch(app::Retry{});
}

}  // namespace keyglass::view
