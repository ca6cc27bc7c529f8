// The line chart, drawn in place.
#include "ui/line_chart.hpp"

#include <imgui_internal.h>

#include <algorithm>

#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"
#include "ui/text.hpp"

namespace keyglass::ui {
namespace {

constexpr float line_px = 1.5F;

double largest(const std::vector<ChartLine>& lines) {
  double most = 0;
  for (const ChartLine& line : lines) {
    for (const ChartPoint& point : line.points) most = std::max(most, point.value.value_or(0));
  }
  return most;
}

void draw_run(const std::vector<ImVec2>& run, Token color) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (run.size() == 1) list->AddCircleFilled(run[0], line_px, paint::packed(color));
  list->AddPolyline(run.data(), static_cast<int>(run.size()), paint::packed(color), ImDrawFlags_None,
                    line_px);
}

void draw_line(const ChartLine& line, const Rect& plot, double most) {
  std::vector<ImVec2> run;
  for (const ChartPoint& point : line.points) {
    if (!point.value) {
      if (!run.empty()) draw_run(run, line.color);
      run.clear();
      continue;
    }
    const auto up = most > 0 ? static_cast<float>(*point.value / most) : 0;
    run.emplace_back(plot.x + static_cast<float>(point.at) * plot.width, plot.y + plot.height * (1 - up));
  }
  if (!run.empty()) draw_run(run, line.color);
}

// Words at a place of the chart's own.
void put_text(std::string_view words, const Rect& place, const TextOptions& options) {
  ImGui::SetCursorScreenPos(paint::from(place));
  TextOptions placed = options;
  placed.width = place.width;
  text(words, placed);
}

}  // namespace

void line_chart(std::string_view name, const std::vector<ChartLine>& lines, const LineChartOptions& options) {
  const Rect card = next_place(options.width, options.height);
  ImGui::BeginGroup();
  {
    const Region region(Role::group, name);
    paint::fill(card, paint::packed(Token::surface), size::radius);
    paint::outline(card, paint::packed(Token::border), size::radius);
    const float inner = card.width - px(24);
    const float x = card.x + px(12);
    put_text(name, {x, card.y + px(10), inner, 0}, {.style = TextStyle::secondary, .color = Token::muted});
    put_text(options.latest, {x, card.y + px(30), inner, 0}, {.style = TextStyle::strong, .height = px(20)});
    put_text(options.range, {x, card.y + card.height - px(24), inner, 0},
             {.style = TextStyle::secondary, .color = Token::muted, .semantic = !options.range.empty()});
    const Rect plot{x, card.y + px(60), inner, card.height - px(92)};
    paint::fill({plot.x, plot.y + plot.height, plot.width, 1}, paint::packed(Token::border));
    const double most = largest(lines);
    for (const ChartLine& line : lines) draw_line(line, plot, most);
  }
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(paint::from(card));
  skip(card.width, card.height);
}

}  // namespace keyglass::ui
