// The line chart, drawn in place.
#include "ui/line_chart.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

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

// The area below a run, down to `base`. Without smoothing, which would show its joints.
void draw_area(const std::vector<ImVec2>& run, Token color, float base) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImDrawListFlags before = list->Flags;
  list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
  for (std::size_t at = 1; at < run.size(); ++at) {
    const ImVec2 left = run[at - 1];
    const ImVec2 right = run[at];
    list->AddQuadFilled(left, right, {right.x, base}, {left.x, base}, paint::packed(color, 0.12F));
  }
  list->Flags = before;
}

void draw_run(const std::vector<ImVec2>& run, Token color) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (run.size() == 1) list->AddCircleFilled(run[0], line_px, paint::packed(color));
  list->AddPolyline(run.data(), static_cast<int>(run.size()), paint::packed(color), ImDrawFlags_None,
                    line_px);
}

struct Plot {
  Rect rect;
  double most = 0;        // the value at its upper edge
  bool has_area = false;  // one line alone is filled down to 0
};

void draw_line(const ChartLine& line, const Plot& plot) {
  const Rect& rect = plot.rect;
  std::vector<ImVec2> run;
  const auto finish = [&] {
    if (plot.has_area) draw_area(run, line.color, rect.y + rect.height);
    if (!run.empty()) draw_run(run, line.color);
    run.clear();
  };
  for (const ChartPoint& point : line.points) {
    if (!point.value) {
      finish();
      continue;
    }
    const auto up = plot.most > 0 ? static_cast<float>(*point.value / plot.most) : 0;
    run.emplace_back(rect.x + static_cast<float>(point.at) * rect.width, rect.y + rect.height * (1 - up));
  }
  finish();
}

// The largest value, half of it, and 0.
void draw_levels(const Rect& rect) {
  for (const float down : {0.0F, 0.5F, 1.0F}) {
    const float y = std::floor(rect.y + rect.height * down);
    paint::fill({rect.x, y, rect.width, 1}, paint::packed(Token::border, down < 1 ? 0.5F : 1));
  }
}

// From the right: the name of each line behind a mark of its colour.
void draw_names(const std::vector<ChartLine>& lines, float right, float middle) {
  for (const ChartLine& line : lines) {
    if (line.name.empty()) continue;
    right -= std::ceil(paint::measure(line.name, TextStyle::secondary).x);
    paint::line(right, middle,
                {.shown = line.name, .style = TextStyle::secondary, .color = paint::packed(Token::muted)});
    right -= px(16);
    paint::fill({right, middle - 1, px(10), 2}, paint::packed(line.color));
    right -= px(12);
  }
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
    const float foot = card.y + card.height - px(24);
    const float span_width = text_width(options.span, TextStyle::secondary);
    const TextOptions note{
        .style = TextStyle::secondary, .color = Token::muted, .semantic = !options.range.empty()};
    put_text(options.range, {x, foot, inner - span_width - px(8), 0}, note);
    if (!options.range.empty())
      put_text(options.span, {x + inner - span_width, foot, span_width + 1, 0}, note);
    draw_names(lines, x + inner, card.y + px(18));
    const Plot plot{{x, card.y + px(60), inner, card.height - px(92)}, largest(lines), lines.size() == 1};
    draw_levels(plot.rect);
    for (const ChartLine& line : lines) draw_line(line, plot);
  }
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(paint::from(card));
  skip(card.width, card.height);
}

}  // namespace keyglass::ui
