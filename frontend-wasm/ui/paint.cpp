// Drawing primitives over ImGui's draw lists.
#include "ui/paint.hpp"

#include <imgui_internal.h>

#include <cmath>

#include "ui/frame.hpp"

namespace keyglass::ui::paint {

ImVec4 vector(Color color, float alpha) {
  return {static_cast<float>(color.red) / 255, static_cast<float>(color.green) / 255,
          static_cast<float>(color.blue) / 255, alpha};
}

ImVec4 vector(Token token) {
  return vector(current().theme[token]);
}

ImU32 packed(Color color, float alpha) {
  return ImGui::GetColorU32(vector(color, alpha));
}

ImU32 packed(Token token, float alpha) {
  return packed(current().theme[token], alpha);
}

Rect rect_of(ImVec2 from, ImVec2 to) {
  return {from.x, from.y, to.x - from.x, to.y - from.y};
}

void fill(const Rect& rect, ImU32 color, float rounding) {
  constexpr float large = 40'000;
  const float radius = scaled(rounding);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const bool is_opaque = (color >> IM_COL32_A_SHIFT) == 0xFF;
  if (radius < 0.5F || !is_opaque || rect.width * rect.height < large || rect.height < 4 * radius) {
    list->AddRectFilled(from(rect), to(rect), color, radius);
    return;
  }
  // Its corners by two strips, and the rest as a plain rectangle, which renderers fill without looking at a
  // texture.
  const float strip = std::ceil(radius) + 1, right = rect.x + rect.width, bottom = rect.y + rect.height;
  list->AddRectFilled(from(rect), {right, rect.y + strip}, color, radius, ImDrawFlags_RoundCornersTop);
  list->AddRectFilled({rect.x, bottom - strip}, to(rect), color, radius, ImDrawFlags_RoundCornersBottom);
  list->AddRectFilled({rect.x, rect.y + radius}, {right, bottom - radius}, color);
}

void outline(const Rect& rect, ImU32 color, float rounding, float thickness_px) {
  ImGui::GetWindowDrawList()->AddRect(from(rect), to(rect), color, scaled(rounding), 0, thickness_px);
}

void focus_ring(const Rect& rect, float rounding) {
  const float out = 2;
  const Rect around{rect.x - out, rect.y - out, rect.width + 2 * out, rect.height + 2 * out};
  outline(around, packed(Token::accent), rounding + out / size::body_px, 2);
}

ImVec2 measure(std::string_view shown, TextStyle style) {
  const TextStyleScope scope(style);
  return ImGui::CalcTextSize(shown.data(), shown.data() + shown.size());
}

void line(float x, float middle, const Line& line) {
  if (line.shown.empty()) return;
  const TextStyleScope scope(line.style);
  const char* begin = line.shown.data();
  const char* end = begin + line.shown.size();
  const ImVec2 extent = ImGui::CalcTextSize(begin, end);
  const ImVec2 place{std::floor(x), std::floor(middle - extent.y / 2)};
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (line.width <= 0 || extent.x <= line.width) {
    list->AddText(place, line.color, begin, end);
    return;
  }
  ImGui::PushStyleColor(ImGuiCol_Text, line.color);
  const ImVec2 limit{x + line.width, place.y + extent.y};
  ImGui::RenderTextEllipsis(list, place, limit, limit.x, begin, end, &extent);
  ImGui::PopStyleColor();
}

void glyph(const char* icon, float x, float middle, ImU32 color) {
  line(x, middle, {.shown = icon, .style = TextStyle::icon, .color = color});
}

FadeScope::FadeScope(float alpha) {
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, ImGui::GetStyle().Alpha * alpha);
}

FadeScope::~FadeScope() {
  ImGui::PopStyleVar();
}

}  // namespace keyglass::ui::paint
