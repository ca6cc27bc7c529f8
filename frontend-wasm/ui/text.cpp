// Text that only informs, drawn and registered.
#include "ui/text.hpp"

#include <imgui_internal.h>

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

// Ids of texts come from where they stand in the pane: their words change.
NodeId text_id() {
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImVec2 at{window->DC.CursorPos.x - window->Pos.x,
                  window->DC.CursorPos.y - window->Pos.y + window->Scroll.y};
  const int place[3] = {0x7e87, static_cast<int>(at.x), static_cast<int>(at.y)};
  return ImGui::GetCurrentWindow()->GetID(reinterpret_cast<const char*>(place),
                                          reinterpret_cast<const char*>(place + 3));
}

void register_text(Role role, int level, const std::string& words, const Rect& rect) {
  Node node;
  node.id = text_id();
  node.role = role;
  node.level = level;
  node.name = words;
  node.rect = clipped(rect);
  current().semantics.add(std::move(node));
}

void draw(std::string_view words, const TextOptions& options, Role role, int level) {
  constexpr std::size_t bytes_max = 64 * 1024;
  const std::string shown = options.wrap ? escape_invisible_lines(shorten(words, bytes_max))
                                         : escape_invisible(shorten(words, bytes_max));
  const char* begin = shown.data();
  const char* end = begin + shown.size();
  const float width = options.width > 0 ? options.width : width_left();
  const TextStyleScope style(options.style);
  const ImVec2 wanted = ImGui::CalcTextSize(begin, end, false, options.wrap ? width : -1);
  const ImVec2 extent{std::min(std::ceil(wanted.x), width), std::max(wanted.y, options.height)};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Rect rect{at.x, at.y, extent.x, extent.y};
  const ImU32 color = paint::packed(options.color);
  if (options.wrap) {
    ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, color, begin, end, width);
  } else {
    paint::line(at.x, at.y + extent.y / 2, {shown, options.style, color, width});
  }
  if (options.semantic && !shown.empty()) register_text(role, level, shown, rect);
  ImGui::Dummy(extent);
  Item item;
  item.hovered = !options.tooltip.empty() && ImGui::IsItemHovered();
  tooltip_for(item, options.tooltip);
}

}  // namespace

void text(std::string_view words, const TextOptions& options) {
  draw(words, options, Role::text, 0);
}

void heading(std::string_view words, int level, const TextOptions& options) {
  draw(words, options, Role::heading, level);
}

void show_icon(const char* glyph, Token color, float line_height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float side = scaled(size::icon);
  const float height = std::max(font_size(TextStyle::body), line_height);
  paint::glyph(glyph, at.x, at.y + height / 2, paint::packed(color));
  ImGui::Dummy(ImVec2(side, height));
}

void badge(std::string_view words, Token color) {
  const std::string shown = escape_invisible(words);
  const ImVec2 extent = paint::measure(shown, TextStyle::secondary);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Rect rect{at.x, at.y, std::ceil(extent.x) + 2 * px(8), px(20)};
  const Color tint = mix(current().theme[Token::surface], current().theme[color], 0.14F);
  paint::fill(rect, paint::packed(tint), 10 / size::body_px);
  paint::line(at.x + px(8), at.y + rect.height / 2,
              {.shown = shown, .style = TextStyle::secondary, .color = paint::packed(color)});
  register_text(Role::text, 0, shown, rect);
  ImGui::Dummy(ImVec2(rect.width, rect.height));
}

void detail_row(std::string_view name, std::string_view value, const DetailOptions& options) {
  const float name_width = options.name_width > 0 ? options.name_width : px(88);
  const Region row(Role::group, name);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = px(detail_row_px);
  paint::line(at.x, at.y + height / 2,
              {.shown = name,
               .style = TextStyle::secondary,
               .color = paint::packed(Token::muted),
               .width = name_width});
  const std::string shown = escape_invisible(value);
  const Rect rect{at.x + name_width, at.y, width_left() - name_width, height};
  paint::line(
      rect.x, at.y + height / 2,
      {.shown = shown, .style = options.style, .color = paint::packed(Token::text), .width = rect.width});
  register_text(Role::text, 0, shown, rect);
  ImGui::Dummy(ImVec2(name_width + rect.width, height));
  Item item;
  item.hovered = ImGui::IsItemHovered();
  tooltip_for(item, options.tooltip);
}

float text_width(std::string_view words, TextStyle style) {
  return std::ceil(paint::measure(escape_invisible(words), style).x);
}

}  // namespace keyglass::ui
