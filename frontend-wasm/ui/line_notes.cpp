// Drawn over the box, in step with its lines.
#include "ui/line_notes.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"

namespace keyglass::ui {
namespace {

constexpr float inset_px = 10, gap_px = 6;
constexpr float columns_between = 2;

// Of many characters, for a measure is rounded up to whole pixels.
float column_width() {
  constexpr std::string_view many = "00000000000000000000000000000000";
  return paint::measure(many, TextStyle::code).x / static_cast<float>(many.size());
}

void draw_note(float x, float middle, std::string_view words, Token color) {
  paint::line(x, middle, {.shown = words, .style = TextStyle::code, .color = paint::packed(color)});
}

// Calls `use(line, text of the line)` for the lines [first, last).
template <typename Use>
void each_line(std::string_view text, std::size_t first, std::size_t last, Use use) {
  std::size_t begin = 0;
  for (std::size_t line = 0; line < last; ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (line >= first) use(line, text.substr(begin, end - begin));
    if (end == text.size()) return;
    begin = end + 1;
  }
}

}  // namespace

float margin_width(const LineNotes& notes) {
  if (notes.columns_before == 0) return 0;
  return px(inset_px) + static_cast<float>(notes.columns_before) * column_width() + px(gap_px);
}

void draw_notes(const LineNotes& notes, const DrawnText& drawn) {
  const auto& children = ImGui::GetCurrentWindow()->DC.ChildWindows;
  if (children.empty()) return;
  const ImGuiWindow& inner = *children.back();
  const Rect& rect = drawn.rect;
  const float margin = margin_width(notes);
  const float height = font_size(TextStyle::code);
  const float top = rect.y + ImGui::GetStyle().FramePadding.y - inner.Scroll.y;
  const float text_x = rect.x + ImGui::GetStyle().FramePadding.x - drawn.scrolled_px;
  const auto first = static_cast<std::size_t>(std::max(0.0F, (rect.y - top) / height));
  const auto last =
      static_cast<std::size_t>(std::max(0.0F, std::ceil((rect.y + rect.height - top) / height)));
  const float right = rect.x + rect.width - inner.ScrollbarSizes.x - 1;
  each_line(drawn.text, first, last, [&](std::size_t line, std::string_view text) {
    const LineNote note = notes.of(line);
    const float middle = top + (static_cast<float>(line) + 0.5F) * height;
    const float columns =
        static_cast<float>(std::max<std::size_t>(text.size(), notes.columns)) + columns_between;
    ImGui::PushClipRect({rect.x - margin, rect.y + 1}, {right, rect.y + rect.height - 1}, true);
    draw_note(rect.x - margin + px(inset_px), middle, note.before, note.before_color);
    ImGui::PushClipRect({rect.x, rect.y}, {right, rect.y + rect.height}, true);
    draw_note(text_x + columns * column_width(), middle, note.after, Token::muted);
    ImGui::PopClipRect();
    ImGui::PopClipRect();
  });
}

std::size_t text_area_columns(unsigned columns_before) {
  const LineNotes notes{.columns_before = columns_before, .of = {}};
  const float room = width_left() - margin_width(notes) - 2 * px(inset_px) - ImGui::GetStyle().ScrollbarSize;
  return static_cast<std::size_t>(std::max(0.0F, room / column_width()));
}

}  // namespace keyglass::ui
