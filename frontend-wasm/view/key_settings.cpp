// How long a key lives and what it is.
#include "view/key_settings.hpp"

#include "app/duration.hpp"
#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/copy_curl.hpp"
#include "view/expiry_field.hpp"

namespace keyglass::view {
namespace {

struct Preset {
  std::string_view name;
  std::string_view text;
};

constexpr Preset presets[] = {{"Never", "never"}, {"1 hour", "1 h"}, {"1 day", "1 d"}, {"7 days", "7 d"}};

std::string an_hour_more(std::string_view text) {
  const auto lifetime = app::parse_lifetime(text);
  const double seconds = lifetime && lifetime->seconds ? *lifetime->seconds : 0;
  return app::lifetime_words({seconds + 3600});
}

}  // namespace

std::optional<std::string> draw_expiry_field(const ExpiryField& field) {
  std::optional<std::string> changed;
  std::string text(field.text);
  ui::text("Expires in", {.style = ui::TextStyle::secondary, .color = ui::Token::muted});
  if (ui::text_field("Expires in", text, {.hint = "15 min, 7 days, never", .error = field.fault}).changed)
    changed = text;
  bool is_first = true;
  for (const Preset& preset : presets) {
    if (!is_first) ui::beside_or_below(ui::button_width(preset.name), ui::size::grid);
    is_first = false;
    if (ui::button(preset.name, {.kind = ui::ButtonKind::ghost})) changed = preset.text;
  }
  if (!field.offers_longer) return changed;
  ui::beside_or_below(ui::button_width("1 hour more"), ui::size::grid);
  if (ui::button("1 hour more", {.kind = ui::ButtonKind::ghost})) changed = an_hour_more(field.text);
  return changed;
}

void draw_key_settings(const Scene& scene, const app::KeySettingsDialog& state) {
  ui::Dialog dialog("Expiry and type", {.title = "Expiry and type"});
  ui::text(app::shorten(state.key, 200), {.style = ui::TextStyle::code, .wrap = true});
  ui::space(ui::size::grid);
  if (const auto text = draw_expiry_field({state.expiry, state.expiry_fault, true}))
    scene.dispatch(app::EditExpiry{*text});
  ui::space(ui::size::grid);
  std::string type = state.content_type;
  ui::text("Content type", {.style = ui::TextStyle::secondary, .color = ui::Token::muted});
  if (ui::text_field(
          "Content type", type,
          {.hint = "application/json, text/plain, image/png", .error = state.type_fault, .mono = true})
          .changed)
    scene.dispatch(app::EditContentType{type});
  const float whole = ui::width_left();
  const ui::ButtonOptions save{.kind = ui::ButtonKind::primary};
  ui::space();
  ui::skip(0, 0);
  ui::beside_right(ui::button_width("Cancel") + ui::button_width("Apply", save) + ui::px(8));
  if (ui::button("Cancel") || dialog.cancelled()) scene.dispatch(app::CloseDialog{});
  ui::beside();
  if (ui::button("Apply", save)) scene.dispatch(app::SaveKeySettings{});
  draw_copy_curl(scene, whole, "The request that Apply sends");
}

}  // namespace keyglass::view
