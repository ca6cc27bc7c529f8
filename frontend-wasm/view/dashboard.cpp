// One chart a figure; the table has the same figures, the newest first.
#include "view/dashboard.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/layout.hpp"

namespace keyglass::view {
namespace {

using app::Figure;

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value < 100 ? "%.1f" : "%.0f", value);
  return text;
}
std::string a_second(double value) {
  return number(value) + "/s";
}
std::string seconds(double value) {
  return app::format_duration(value * 1000);
}
std::string count(double value) {
  return app::format_count(static_cast<std::uint64_t>(std::max(value, 0.0)));
}
std::string bytes(double value) {
  return app::format_bytes(static_cast<std::uint64_t>(std::max(value, 0.0)));
}

struct FigureLine {
  Figure figure;
  std::string_view name;  // where a chart has several
  ui::Token color;
};

struct Chart {
  std::string_view name;
  std::string_view none;  // where there is no value now
  std::string (*words)(double);
  std::vector<FigureLine> lines;
};

const std::vector<Chart>& charts() {
  static const std::vector<Chart> table = {
      {"Requests", "Not known yet", a_second, {{Figure::requests, "", ui::Token::accent}}},
      {"Latency",
       "No requests",
       seconds,
       {{Figure::latency_99, "p99", ui::Token::danger},
        {Figure::latency_95, "p95", ui::Token::warning},
        {Figure::latency_median, "p50", ui::Token::accent}}},
      {"Keys", "Not known yet", count, {{Figure::keys, "", ui::Token::accent}}},
      {"Memory of the server", "Not known yet", bytes, {{Figure::memory, "", ui::Token::accent}}},
      {"Watchers", "Not known yet", count, {{Figure::watchers, "", ui::Token::accent}}},
      {"Connections", "Not known yet", count, {{Figure::connections, "", ui::Token::accent}}},
      {"Commits per sync", "No commits", number, {{Figure::commits_per_sync, "", ui::Token::accent}}}};
  return table;
}

bool is_reported(const app::Dashboard& dashboard, Figure figure) {
  return dashboard.is_reported[static_cast<std::size_t>(figure)];
}

std::string value_words(const Chart& chart, const std::optional<double>& value) {
  return value ? chart.words(*value) : std::string(chart.none);
}

std::string latest_words(const app::Dashboard& dashboard, const Chart& chart) {
  if (!is_reported(dashboard, chart.lines[0].figure)) return "Not reported";
  const app::Moment& newest = dashboard.moments.back();
  if (chart.lines.size() == 1 || !newest[chart.lines[0].figure])
    return value_words(chart, newest[chart.lines[0].figure]);
  std::string words;
  for (auto line = chart.lines.rbegin(); line != chart.lines.rend(); ++line) {
    if (!words.empty()) words += " \u00b7 ";
    words += std::string(line->name) + " " + value_words(chart, newest[line->figure]);
  }
  return words;
}

std::string range_words(const app::Dashboard& dashboard, const Chart& chart) {
  std::optional<double> least;
  std::optional<double> most;
  for (const app::Moment& moment : dashboard.moments) {
    for (const FigureLine& line : chart.lines) {
      const auto value = moment[line.figure];
      if (!value) continue;
      least = std::min(least.value_or(*value), *value);
      most = std::max(most.value_or(*value), *value);
    }
  }
  return most ? chart.words(*least) + " to " + chart.words(*most) : "";
}

// What a chart's width stands for: at least a minute, so that the first values do not leap.
std::int64_t span_ms(const app::Dashboard& dashboard) {
  constexpr std::int64_t least_ms = 60'000;
  return std::max(dashboard.moments.back().at_ms - dashboard.moments.front().at_ms, least_ms);
}

std::string span_words(const app::Dashboard& dashboard) {
  return "last " + app::format_count(static_cast<std::uint64_t>((span_ms(dashboard) + 30'000) / 60'000)) +
         " min";
}

double place_of(const app::Dashboard& dashboard, std::int64_t at_ms) {
  const std::int64_t newest_ms = dashboard.moments.back().at_ms;
  return 1 - static_cast<double>(newest_ms - at_ms) / static_cast<double>(span_ms(dashboard));
}

std::vector<ui::ChartLine> lines_of(const app::Dashboard& dashboard, const Chart& chart) {
  std::vector<ui::ChartLine> lines;
  for (const FigureLine& wanted : chart.lines) {
    ui::ChartLine line;
    line.color = wanted.color;
    line.name = wanted.name;
    const app::Moment* before = nullptr;
    for (const app::Moment& moment : dashboard.moments) {
      if (before && app::is_gap(*before, moment)) line.points.push_back({});
      line.points.push_back({place_of(dashboard, moment.at_ms), moment[wanted.figure]});
      before = &moment;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

void draw_chart(const app::Dashboard& dashboard, const Chart& chart, float width) {
  ui::line_chart(chart.name, lines_of(dashboard, chart),
                 {.latest = latest_words(dashboard, chart),
                  .range = range_words(dashboard, chart),
                  .span = span_words(dashboard),
                  .width = std::floor(width),
                  .height = ui::px(176)});
}

void draw_charts(const app::Dashboard& dashboard) {
  const float gap = ui::px(16);
  const float room = ui::width_left();
  const std::size_t columns = std::max(static_cast<std::size_t>(room / ui::px(440)),
                                       static_cast<std::size_t>(room >= ui::px(560) ? 2 : 1));
  std::size_t next = 0;
  for (const std::size_t in_row : chart_rows(charts().size(), columns)) {
    // In whole pixels, and every row as wide as the others.
    const auto edge = [&](std::size_t column) {
      return std::floor(static_cast<float>(column) * (room + gap) / static_cast<float>(in_row));
    };
    for (std::size_t column = 0; column < in_row; ++column) {
      if (column > 0) ui::beside(gap / ui::px(ui::size::body_px));
      draw_chart(dashboard, charts()[next++], edge(column + 1) - edge(column) - gap);
    }
    ui::space(ui::size::padding);
  }
}

// "Requests", "Latency p50", …: a column each.
template <typename Visit>
void for_each_figure(Visit visit) {
  for (const Chart& chart : charts()) {
    for (const FigureLine& line : chart.lines)
      visit(chart, line, std::string(chart.name) + (line.name.empty() ? "" : " " + std::string(line.name)));
  }
}

void draw_table_row(const app::Dashboard& dashboard, ui::Grid& grid, std::uint64_t index) {
  const bool is_head = index == 0;
  const std::size_t at = dashboard.moments.size() - static_cast<std::size_t>(index);
  const std::string time =
      is_head ? "Time (UTC)" : app::format_exact_time(dashboard.moments[at].at_ms).substr(11, 8);
  grid.begin_row(index, time);
  const float width = std::floor(grid.row_width() / static_cast<float>(app::figure_count + 1)) - ui::px(8);
  const ui::CellOptions look{.style = ui::TextStyle::secondary,
                             .color = is_head ? ui::Token::muted : ui::Token::text,
                             .width = width,
                             .right = true};
  grid.cell(time, {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .width = width});
  for_each_figure([&](const Chart& chart, const FigureLine& line, const std::string& name) {
    const std::string words = is_head ? name
                              : !is_reported(dashboard, line.figure)
                                  ? "Not reported"
                                  : value_words(chart, dashboard.moments[at][line.figure]);
    ui::CellOptions cell = look;
    cell.tooltip = words;
    grid.cell(words, cell);
  });
  grid.end_row();
}

void draw_table(const Scene& scene) {
  const app::Dashboard& dashboard = scene.model.dashboard;
  ui::GridOptions options;
  options.row_count = dashboard.moments.size() + 1;
  options.reveal_selected = false;
  ui::Grid grid("Figures", scene.state.figures, options);
  for (std::uint64_t index = grid.first(); index < grid.last(); ++index)
    draw_table_row(dashboard, grid, index);
  grid.end();
}

void draw_head(const Scene& scene) {
  static constexpr std::string_view labels[] = {"Charts", "Table"};
  ui::heading("Dashboard", 2,
              {.style = ui::TextStyle::title,
               .width = ui::width_left() - ui::icon_button_width() - ui::px(8),
               .height = ui::scaled(ui::size::control)});
  ui::beside_right(ui::icon_button_width());
  if (ui::icon_button(ui::icon::x, "Close dashboard", {.kind = ui::ButtonKind::ghost}))
    scene.dispatch(app::CloseDashboard{});
  const int chosen = scene.model.dashboard.shows_table ? 1 : 0;
  const int next = ui::tabs("Figures as", labels, chosen);
  if (next != chosen) scene.dispatch(app::ShowFiguresAs{next == 1});
  const ui::ButtonOptions largest{.icon = ui::icon::chart_bar_decreasing};
  ui::beside();
  ui::beside_right(ui::button_width("Largest keys", largest));
  if (ui::button("Largest keys", largest)) scene.dispatch(app::OpenLargest{});
  ui::space(ui::size::grid);
}

}  // namespace

std::vector<std::size_t> chart_rows(std::size_t count, std::size_t columns) {
  columns = std::clamp<std::size_t>(columns, 1, std::max<std::size_t>(count, 1));
  const std::size_t rows = (count + columns - 1) / columns;
  const std::size_t last = count - (rows - 1) * columns;
  std::vector<std::size_t> in_row(rows, columns);
  if (last == 1 && rows > 1 && (rows > 2 || columns == 2)) {
    in_row.front() = 1;
  } else {
    for (std::size_t row = 0; row < rows; ++row) in_row[row] = count / rows + (row < count % rows ? 1 : 0);
  }
  return in_row;
}

void draw_dashboard(const Scene& scene, const ui::Rect& rect) {
  const app::Dashboard& dashboard = scene.model.dashboard;
  ui::Pane pane("Dashboard", rect,
                {.role = ui::Role::main, .background = ui::Token::bg, .scrolls = !dashboard.shows_table});
  draw_head(scene);
  if (dashboard.trouble) {
    const app::Trouble& trouble = *dashboard.trouble;
    ui::text(trouble.what + ". " + trouble.why + " " + trouble.remedy,
             {.style = ui::TextStyle::secondary, .color = ui::Token::warning, .wrap = true});
  }
  if (dashboard.moments.empty()) {
    if (!dashboard.trouble) ui::skeleton_rows("Loading figures", 6);
    return;
  }
  if (dashboard.shows_table) {
    draw_table(scene);
  } else {
    draw_charts(dashboard);
  }
}

}  // namespace keyglass::view
