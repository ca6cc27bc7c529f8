// A figure over time: its name, its newest value in words, lines drawn from 0 to the largest value, and the
// range in words. Assistive technology gets the words; who wants every value shows them as a grid beside it.
// UI thread, within a frame.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ui/theme.hpp"

namespace keyglass::ui {

// A point without a value breaks the line: nothing is claimed of the time around it.
struct ChartPoint {
  double at = 0;  // 0 at the left edge, 1 at the right
  std::optional<double> value;
};

struct ChartLine {
  Token color = Token::accent;
  std::string_view name = {};      // beside a mark of its colour, where a chart has several
  std::vector<ChartPoint> points;  // from left to right
};

struct LineChartOptions {
  std::string_view latest = {};  // "128/s"
  std::string_view range = {};   // "12/s to 214/s"
  std::string_view span = {};    // what the width stands for: "last 10 min"
  float width = 0;               // pixels
  float height = 0;
};

void line_chart(std::string_view name, const std::vector<ChartLine>& lines, const LineChartOptions& options);

}  // namespace keyglass::ui
