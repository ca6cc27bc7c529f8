// Drawing primitives of the widgets: tokens and em sizes in, ImGui draw lists out. Private to ui/.
#pragma once

#include <imgui.h>

#include <string_view>

#include "ui/fonts.hpp"
#include "ui/semantics.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui::paint {

ImU32 packed(Color color, float alpha = 1);
ImU32 packed(Token token, float alpha = 1);
ImVec4 vector(Color color, float alpha = 1);
ImVec4 vector(Token token);

Rect rect_of(ImVec2 from, ImVec2 to);
inline ImVec2 from(const Rect& rect) {
  return {rect.x, rect.y};
}
inline ImVec2 to(const Rect& rect) {
  return {rect.x + rect.width, rect.y + rect.height};
}

// Rounding in ems, as everywhere.
void fill(const Rect& rect, ImU32 color, float rounding = 0);
void outline(const Rect& rect, ImU32 color, float rounding = 0, float thickness_px = 1);
// The 2 px ring that shows where the keyboard is.
void focus_ring(const Rect& rect, float rounding = size::radius);

// Size of `shown` (already escaped) in `style`.
ImVec2 measure(std::string_view shown, TextStyle style);

struct Line {
  std::string_view shown;  // already escaped
  TextStyle style = TextStyle::body;
  ImU32 color = 0;
  float width = 0;  // cut with "…" beyond; 0: never
};
// One line with its left centre at (x, middle).
void line(float x, float middle, const Line& line);
void glyph(const char* icon, float x, float middle, ImU32 color);

// Everything drawn while it lives is faded to `alpha`.
class FadeScope {
 public:
  explicit FadeScope(float alpha);
  ~FadeScope();
  FadeScope(const FadeScope&) = delete;
  FadeScope& operator=(const FadeScope&) = delete;
};

}  // namespace keyglass::ui::paint
