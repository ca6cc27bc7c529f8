// Buttons and tabs.
#include "ui/button.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/escape.hpp"
#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"

namespace keyglass::ui {
namespace {

struct Look {
  Color fill;
  Color text;
  bool filled = true;
  bool outlined = false;
};

Look look_of(const ButtonOptions& options, const Item& item) {
  const Theme& theme = current().theme;
  Look look;
  if (!options.enabled) {
    // The colours of a kind would promise what a press does not do, and faded they cannot be read.
    look.outlined = look.filled = options.kind != ButtonKind::ghost;
    look.fill = mix(theme[Token::surface], theme[Token::text], 0.06F);
    look.text = mix(theme[Token::surface], theme[Token::muted], 0.8F);
    return look;
  }
  const bool strong = options.kind == ButtonKind::primary || options.kind == ButtonKind::danger;
  if (strong) {
    look.fill = theme[options.kind == ButtonKind::primary ? Token::accent : Token::danger];
    look.text = theme[Token::on_accent];
    look.fill = mix(look.fill, look.text, item.held ? 0.16F : item.hovered ? 0.08F : 0);
    return look;
  }
  const bool active = item.held || item.hovered;
  if (options.field) {
    look.outlined = true;
    look.text = theme[Token::muted];
    look.fill = mix(theme[Token::raised], theme[Token::text], active ? 0.05F : 0);
    return look;
  }
  look.outlined = options.kind == ButtonKind::secondary;
  const bool is_on = options.on.value_or(false);
  look.filled = active || is_on || look.outlined;
  look.text = theme[is_on ? Token::accent : options.color];
  look.fill = mix(theme[Token::raised], theme[Token::text], item.held ? 0.12F : active ? 0.07F : 0);
  if (is_on) look.fill = theme[Token::selection];
  return look;
}

void draw_frame(const Item& item, const Look& look) {
  if (look.filled) paint::fill(item.rect, paint::packed(look.fill), size::radius);
  if (look.outlined) paint::outline(item.rect, paint::packed(Token::border), size::radius);
  if (item.ring) paint::focus_ring(item.rect);
}

struct Content {
  std::string label;
  std::string shortcut;
  float label_width = 0;
  float shortcut_width = 0;
  float icon_width = 0;
  float width = 0;
};

Content content_of(std::string_view name, const ButtonOptions& options) {
  Content content;
  content.label = escape_invisible(options.label.empty() ? name : options.label);
  if (!current().touch) content.shortcut = options.shortcut;
  const float gap = scaled(size::gap);
  content.label_width = std::ceil(paint::measure(content.label, options.style).x);
  content.width = content.label_width;
  if (options.icon != nullptr) {
    content.icon_width = scaled(size::icon) + gap;
    content.width += content.icon_width;
  }
  if (!content.shortcut.empty()) {
    content.shortcut_width = std::ceil(paint::measure(content.shortcut, TextStyle::secondary).x);
    content.width += content.shortcut_width + gap;
  }
  return content;
}

std::uint32_t state_of(const ButtonOptions& options) {
  if (!options.on) return 0;
  return state_toggle | (*options.on ? std::uint32_t{state_pressed} : 0U);
}

ItemOptions item_options(std::string_view name, const ButtonOptions& options) {
  return {.role = Role::button,
          .name = name,
          .id = options.id,
          .description = options.tooltip == name ? std::string_view() : options.tooltip,
          .state = state_of(options),
          .enabled = options.enabled,
          .focus = options.focus};
}

void draw_content(const Item& item, const ButtonOptions& options, const Content& content, const Look& look) {
  const float middle = item.rect.y + item.rect.height / 2;
  float x = item.rect.x +
            (options.field ? px(10) : std::max(px(10), std::floor((item.rect.width - content.width) / 2)));
  if (options.icon != nullptr) {
    paint::glyph(options.icon, x, middle, paint::packed(look.text));
    x += content.icon_width;
  }
  const float end = item.rect.x + item.rect.width - px(10);
  const float shortcut_room = content.shortcut.empty() ? 0 : content.shortcut_width + scaled(size::gap);
  const float room = std::max(1.0F, end - x - shortcut_room);
  const bool is_cut = options.field || content.width > item.rect.width - 2 * px(10);
  paint::line(x, middle,
              {.shown = content.label,
               .style = options.style,
               .color = paint::packed(look.text),
               .width = is_cut ? room : 0});
  if (!content.shortcut.empty()) {
    const float right =
        options.field ? end - content.shortcut_width : x + content.label_width + scaled(size::gap);
    const ImU32 faded = paint::packed(look.text, 0.75F);
    paint::line(right, middle, {.shown = content.shortcut, .style = TextStyle::secondary, .color = faded});
  }
}

void pointer_over(const Item& item, bool enabled) {
  if (item.hovered) ImGui::SetMouseCursor(enabled ? ImGuiMouseCursor_Hand : ImGuiMouseCursor_Arrow);
}

}  // namespace

bool button(std::string_view name, const ButtonOptions& options) {
  const Content content = content_of(name, options);
  const float width = options.width > 0 ? options.width : content.width + 2 * px(12);
  const float height = options.height > 0 ? options.height : scaled(size::control);
  const Item item = place_item(width, height, item_options(name, options));
  if (!item.visible) return item.pressed;
  const Look look = look_of(options, item);
  draw_frame(item, look);
  draw_content(item, options, content, look);
  pointer_over(item, options.enabled);
  tooltip_for(item, options.tooltip);
  return item.pressed;
}

bool icon_button(const char* icon, std::string_view name, const ButtonOptions& options) {
  const float side = scaled(size::control);
  const Item item = place_item(options.width > 0 ? options.width : side, side, item_options(name, options));
  if (!item.visible) return item.pressed;
  ButtonOptions look_options = options;
  if (look_options.kind == ButtonKind::secondary) look_options.kind = ButtonKind::ghost;
  const Look look = look_of(look_options, item);
  draw_frame(item, look);
  const float x = item.rect.x + std::floor((item.rect.width - scaled(size::icon)) / 2);
  paint::glyph(icon, x, item.rect.y + item.rect.height / 2, paint::packed(look.text));
  pointer_over(item, options.enabled);
  std::string tip(name);
  if (!options.shortcut.empty()) tip.append("  ").append(options.shortcut);
  tooltip_for(item, tip, options.tooltip);
  return item.pressed;
}

bool toggle_button(std::string_view name, const ToggleOptions& options) {
  const char* icon = options.on && options.icon_on != nullptr ? options.icon_on : options.icon;
  return icon_button(icon, name,
                     {.kind = ButtonKind::ghost,
                      .enabled = options.enabled,
                      .on = options.on,
                      .shortcut = options.shortcut,
                      .tooltip = options.tooltip});
}

bool timeline_button(std::string_view name, const TimelineOptions& options) {
  const float width = options.width > 0 ? options.width : width_left();
  const float height = px(44);
  const Item item = place_item(width, height,
                               {.role = Role::button,
                                .name = name,
                                .description = options.detail,
                                .state = options.selected ? std::uint32_t{state_pressed} : 0U,
                                .enabled = options.enabled});
  if (!item.visible) return item.pressed;
  const Theme& theme = current().theme;
  if (options.selected) {
    paint::fill(item.rect, paint::packed(Token::selection), size::radius);
  } else if (item.hovered && options.enabled) {
    paint::fill(item.rect, paint::packed(mix(theme[Token::surface], theme[Token::text], 0.05F)),
                size::radius);
  }
  const float dot_x = item.rect.x + px(12);
  const float gap = ImGui::GetStyle().ItemSpacing.y;
  const float dot = px(8);
  const float dot_y = item.rect.y + px(14);
  const float top = options.first ? dot_y : item.rect.y - gap / 2;
  const float bottom = options.last ? dot_y : item.rect.y + height + gap / 2;
  paint::fill({dot_x - 1, top, 2, bottom - top}, paint::packed(Token::border));
  const Token dot_color = options.selected ? Token::accent : Token::muted;
  paint::fill({dot_x - dot / 2, dot_y - dot / 2, dot, dot}, paint::packed(dot_color),
              dot / 2 / px(size::body_px));
  const float text_x = item.rect.x + px(28);
  const std::string label = escape_invisible(options.label);
  const float room = width - px(32);
  paint::line(text_x, item.rect.y + px(14),
              {.shown = label, .color = paint::packed(Token::text), .width = room});
  const ImU32 muted = paint::packed(Token::muted);
  paint::line(text_x, item.rect.y + px(32),
              {.shown = options.detail, .style = TextStyle::secondary, .color = muted, .width = room});
  if (item.ring) paint::focus_ring(item.rect);
  pointer_over(item, options.enabled);
  tooltip_for(item, options.tooltip);
  return item.pressed;
}

float button_width(std::string_view name, const ButtonOptions& options) {
  return options.width > 0 ? options.width : content_of(name, options).width + 2 * px(12);
}

float icon_button_width() {
  return scaled(size::control);
}

int tabs(std::string_view name, std::span<const std::string_view> labels, int chosen) {
  const IdScope scope(name);
  const Region list(Role::tablist, name);
  constexpr float inset_px = 8;  // of the line below a label
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() - px(inset_px));
  int shown = chosen;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float width = std::ceil(paint::measure(labels[i], TextStyle::body).x) + 2 * px(inset_px);
    if (i > 0) beside_or_below(width);
    const bool selected = static_cast<int>(i) == chosen;
    const std::uint32_t state = state_selectable | (selected ? std::uint32_t{state_selected} : 0U);
    const Item item =
        place_item(width, scaled(size::control), {.role = Role::tab, .name = labels[i], .state = state});
    if (item.pressed) shown = static_cast<int>(i);
    if (!item.visible) continue;
    const Token color = selected || item.hovered ? Token::text : Token::muted;
    paint::line(item.rect.x + px(inset_px), item.rect.y + item.rect.height / 2,
                {.shown = labels[i], .color = paint::packed(color)});
    const float base = item.rect.y + item.rect.height - 2;
    if (selected)
      paint::fill({item.rect.x + px(inset_px), base, width - 2 * px(inset_px), 2},
                  paint::packed(Token::accent), 0);
    if (item.ring) paint::focus_ring(item.rect);
    pointer_over(item, true);
  }
  return shown;
}

}  // namespace keyglass::ui
