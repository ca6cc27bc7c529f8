// Product, store, connection, theme.
#include "view/header.hpp"

#include <algorithm>

#include "ui/widgets.hpp"
#include "view/layout.hpp"
#include "view/live_mark.hpp"
#include "view/server_words.hpp"

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

struct Mark {
  std::string words;
  float width = 0;
};

// What a token does not allow is not drawn; this says why.
Mark read_only_mark(const Scene& scene, bool has_words) {
  if (app::may_write(scene.model) || scene.model.server.asks_for_token) return {};
  const std::string words = has_words ? "Read-only" : "";
  const float text = has_words ? ui::px(4) + ui::text_width(words, ui::TextStyle::secondary) : 0;
  return {words, ui::scaled(ui::size::icon) + text + ui::scaled(ui::size::padding)};
}

void draw_read_only(const Mark& mark) {
  const float height = ui::scaled(ui::size::control);
  ui::show_icon(ui::icon::lock, ui::Token::warning, height);
  if (mark.words.empty()) return;
  ui::beside(ui::size::gap / 2);
  ui::text(mark.words, {.style = ui::TextStyle::secondary,
                        .color = ui::Token::warning,
                        .width = ui::text_width(mark.words, ui::TextStyle::secondary) + ui::px(1),
                        .height = height,
                        .tooltip = "The server lets this page read, and nothing else"});
}

ui::ButtonOptions store_chip(const Scene& scene, const std::string& words) {
  return {.kind = ui::ButtonKind::ghost,
          .icon = ui::icon::database,
          .label = words,
          .tooltip = durability_words(scene.model.server)};
}

void draw_store(const Scene& scene, const std::string& words) {
  const bool pressed =
      words.empty() ? ui::icon_button(ui::icon::database, "Connection", {.kind = ui::ButtonKind::ghost})
                    : ui::button("Connection", store_chip(scene, words));
  if (pressed) scene.dispatch(app::OpenConnection{});
}

// Opens the command palette. `right` pixels are kept free beside it.
void draw_search(const Scene& scene, float right, bool is_narrow) {
  constexpr std::string_view name = "Search or jump to a key";
  ui::beside(is_narrow ? ui::size::gap / 2 : ui::size::padding);
  const std::string shortcut = std::string(ui::command_name()) + " K";
  const float room = ui::width_left() - right;
  bool pressed = false;
  if (is_narrow || room < ui::px(160)) {
    pressed = ui::icon_button(ui::icon::search, name, {.kind = ui::ButtonKind::ghost, .shortcut = shortcut});
  } else {
    pressed = ui::button(name, {.icon = ui::icon::search,
                                .label = "Search or jump to a key\u2026",
                                .shortcut = shortcut,
                                .width = std::min(room, ui::px(380)),
                                .field = true});
  }
  if (pressed) scene.dispatch(app::OpenPalette{});
}

void draw_dashboard_button(const Scene& scene) {
  const bool is_open = scene.model.dashboard.is_open;
  if (!ui::toggle_button("Dashboard", {.icon = ui::icon::chart_line, .on = is_open, .shortcut = "D"})) return;
  if (is_open) {
    scene.dispatch(app::CloseDashboard{});
  } else {
    scene.dispatch(app::OpenDashboard{});
  }
}

// From right to left everything has its place; the search takes what the brand leaves.
void draw_right(const Scene& scene, float page_width) {
  const bool is_narrow = page_width < narrow_width_px;
  const bool is_wide = page_width >= medium_width_px;
  const float icon = ui::icon_button_width();
  const float gap = ui::px(8);
  const std::string words = is_wide ? store_words(scene.model.server) : "";
  const Mark mark = read_only_mark(scene, is_wide);
  const float store = words.empty() ? icon : ui::button_width("Connection", store_chip(scene, words));
  const float live = live_mark_width(scene, !is_narrow);
  float left = mark.width + store + gap + live + gap + 3 * icon;
  draw_search(scene, left + gap, is_narrow);
  ui::beside_right(left);
  if (mark.width > 0) draw_read_only(mark);
  ui::beside_right(left -= mark.width);
  draw_store(scene, words);
  ui::beside_right(left -= store + gap);
  draw_live_mark(scene, !is_narrow);
  ui::beside_right(3 * icon);
  draw_dashboard_button(scene);
  ui::beside_right(2 * icon);
  draw_theme_button(scene);
  ui::beside_right(icon);
  if (ui::icon_button(ui::icon::circle_question_mark, "Keyboard shortcuts",
                      {.kind = ui::ButtonKind::ghost, .shortcut = "?"}))
    scene.dispatch(app::OpenShortcuts{});
}

}  // namespace

void draw_header(const Scene& scene, const ui::Rect& rect) {
  ui::Pane pane("Keyglass", rect, {.role = ui::Role::banner, .padded_top = false, .border_bottom = true});
  ui::space();
  const float height = ui::scaled(ui::size::control);
  ui::show_icon(ui::icon::key_round, ui::Token::accent, height);
  ui::beside();
  ui::heading("Keyglass", 1, {.style = ui::TextStyle::strong, .width = ui::px(80), .height = height});
  draw_right(scene, rect.width);
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
