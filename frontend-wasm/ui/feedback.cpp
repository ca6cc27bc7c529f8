// Empty, loading, failed and done, in one voice.
#include "ui/feedback.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/button.hpp"
#include "ui/escape.hpp"
#include "ui/frame.hpp"
#include "ui/icons.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"
#include "ui/text.hpp"

namespace keyglass::ui {
namespace {

// Moves the cursor so that `width` pixels stand in the middle of what is left of the line.
void center(float width) {
  const float room = width_left();
  if (room > width) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::floor((room - width) / 2));
}

void centered_text(std::string_view words, TextStyle style, Token color) {
  const float wanted = text_width(words, style);
  const float width = std::min(wanted, width_left());
  center(width);
  text(words, {.style = style, .color = color, .wrap = wanted > width, .width = width});
}

void open_live(Role role, std::string_view name, std::string_view line, const Rect& rect) {
  Node node;
  node.id = id_of(name);
  node.role = role;
  node.name = name;
  node.value = escape_invisible(line);
  node.rect = rect;
  current().semantics.open(std::move(node));
}

}  // namespace

bool empty_state(std::string_view sentence, const EmptyStateOptions& options) {
  const float button_height = options.button.empty() ? 0 : scaled(size::control) + px(16);
  const float height = px(options.icon != nullptr ? 84 : 32) + button_height;
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::max(0.0F, std::floor((height_left() - height) * 0.4F)));
  if (options.icon != nullptr) {
    center(scaled(size::icon));
    show_icon(options.icon, Token::muted);
  }
  centered_text(sentence, TextStyle::strong, Token::text);
  if (!options.detail.empty()) centered_text(options.detail, TextStyle::secondary, Token::muted);
  if (options.button.empty()) return false;
  const ButtonOptions look{.kind = ButtonKind::primary, .icon = options.button_icon};
  space(size::padding);
  center(button_width(options.button, look));
  return button(options.button, look);
}

bool error_panel(const ErrorPanelOptions& options) {
  const IdScope scope("error");
  const Rect place = next_place(width_left(), 0);
  open_live(Role::alert, options.what, "", place);
  ImGui::BeginGroup();
  show_icon(icon::circle_alert, Token::danger);
  beside();
  const float width = width_left();
  ImGui::BeginGroup();
  text(options.what, {.style = TextStyle::strong, .wrap = true, .width = width});
  if (!options.why.empty()) text(options.why, {.color = Token::muted, .wrap = true, .width = width});
  if (!options.remedy.empty()) text(options.remedy, {.wrap = true, .width = width});
  bool acted = false;
  if (!options.retry.empty()) {
    space(size::padding);
    acted = button(options.retry, {.icon = icon::refresh_cw});
  }
  ImGui::EndGroup();
  ImGui::EndGroup();
  current().semantics.close();
  return acted;
}

void progress(std::string_view name, double fraction, std::string_view words) {
  const double share = std::clamp(fraction, 0.0, 1.0);
  Rect bar = next_place(width_left(), px(8));
  Node node;
  node.id = id_of(name);
  node.role = Role::progressbar;
  node.name = name;
  node.value = std::to_string(static_cast<int>(share * 100));
  node.rect = bar;
  current().semantics.add(std::move(node));
  paint::fill(bar, paint::packed(mix(current().theme[Token::surface], current().theme[Token::text], 0.12F)),
              size::radius);
  bar.width *= static_cast<float>(share);
  if (bar.width >= 1) paint::fill(bar, paint::packed(Token::accent), size::radius);
  skip(width_left(), px(8));
  text(words, {.style = TextStyle::secondary, .color = Token::muted});
}

void skeleton_rows(std::string_view name, int count) {
  const IdScope scope(name);
  const Rect place = next_place(width_left(), scaled(size::row) * static_cast<float>(count));
  open_live(Role::status, name, "Loading", place);
  const Color tint = mix(current().theme[Token::surface], current().theme[Token::text], 0.08F);
  constexpr float widths[] = {0.62F, 0.45F, 0.7F, 0.38F, 0.55F};
  for (int i = 0; i < count; ++i) {
    const float width = place.width * widths[i % 5];
    const float y = place.y + scaled(size::row) * static_cast<float>(i) + px(9);
    paint::fill({place.x, y, width, px(10)}, paint::packed(tint), size::grid);
  }
  current().semantics.close();
  skip(place.width, place.height);
}

void say(std::string_view name, std::string_view line) {
  open_live(Role::status, name, line, next_place(1, 1));
  current().semantics.close();
}

void status(std::string_view name, std::string_view line, Token color) {
  const std::string shown = escape_invisible(shorten(line, 500));
  const Rect place = next_place(width_left(), font_size(TextStyle::secondary));
  open_live(Role::status, name, line, place);
  current().semantics.close();
  paint::line(place.x, place.y + place.height / 2,
              {shown, TextStyle::secondary, paint::packed(color), std::max(1.0F, place.width)});
  skip(std::min(place.width, text_width(line, TextStyle::secondary)), place.height);
}

}  // namespace keyglass::ui
