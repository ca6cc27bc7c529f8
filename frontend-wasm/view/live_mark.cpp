// Live, connected, reconnecting, paused or offline, in words and an icon; and the live region that says so.
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

Words live_words(const app::Model& model) {
  const app::Live& live = model.live;
  switch (live.state) {
    case app::LiveState::live:
      return {"Live", ui::Token::success, ui::icon::radio, "Changes are shown as they happen"};
    case app::LiveState::waiting:
      return {"Reconnecting", ui::Token::warning, ui::icon::refresh_cw,
              "No changes arrive since " + app::format_exact_time(live.since_ms)};
    case app::LiveState::paused:
      return {"Paused", ui::Token::warning, ui::icon::pause,
              "Changes are not shown since " + app::format_exact_time(live.since_ms)};
    case app::LiveState::unavailable:
      return {"Not live", ui::Token::muted, ui::icon::circle_check, live.trouble.why};
    case app::LiveState::off:
    case app::LiveState::connecting:
      break;
  }
  return {"Connected", ui::Token::success, ui::icon::circle_check, model.api_url};
}

Words words_of(const app::Model& model) {
  const auto* offline = std::get_if<app::Offline>(&model.connection);
  if (!offline) return live_words(model);
  const std::string since = app::format_exact_time(offline->since_ms);
  return {"Offline since " + since.substr(11, 5) + " UTC", ui::Token::danger, ui::icon::unplug,
          "Since " + since};
}

float text_width(const Words& words) {
  return ui::text_width(words.text, ui::TextStyle::secondary) + ui::px(2);
}

// Heard, not seen: the mark shows the state, the feed each change.
std::string spoken_words(const app::Model& model, const Words& words) {
  const std::string& changes = model.live.words;
  return changes.empty() ? words.text + "." : words.text + ". " + changes;
}

}  // namespace

float live_mark_width(const Scene& scene, bool has_words) {
  return ui::scaled(ui::size::icon) + (has_words ? ui::px(4) + text_width(words_of(scene.model)) : 0);
}

void draw_live_mark(const Scene& scene, bool has_words) {
  const Words words = words_of(scene.model);
  const float height = ui::scaled(ui::size::control);
  ui::say("Live changes", spoken_words(scene.model, words));
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
