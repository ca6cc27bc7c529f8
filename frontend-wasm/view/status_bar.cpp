// The status region `Status`, and the last request with its status and time.
#include "view/status_bar.hpp"

#include <algorithm>

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/layout.hpp"
#include "view/requests.hpp"

namespace keyglass::view {
namespace {

constexpr ui::TextStyle line_style = ui::TextStyle::code_small;

constexpr ui::PaneOptions pane_options{
    .role = ui::Role::group, .background = ui::Token::bg, .padded_top = false, .border_top = true};

std::string last_request_words(const app::Model& model) {
  return model.request_log.empty() ? "" : request_words(model.request_log.front(), 48);
}

// Of the keys that start with the filter.
std::string totals_words(const app::Model& model) {
  const KeyStats* totals = app::shown(model.totals);
  if (!totals) return "";
  return (totals->exact ? "" : "at least ") + app::format_counted(totals->count, "key") + " \u00b7 " +
         app::format_bytes(totals->bytes);
}

// The bar is 28 px high, a line of it 13.
void center_line() {
  ui::space(7 / ui::size::body_px);
}

bool page_is_narrow() {
  return ui::page().width < narrow_width_px;
}

// A press shows all of them.
void draw_last_request(const Scene& scene, const ui::Rect& rect) {
  ui::Pane pane("Last request", rect, pane_options);
  const float height = ui::px(24);
  ui::space((rect.height - height) / 2 / ui::px(ui::size::body_px));
  const std::string words = last_request_words(scene.model);
  const app::LoggedRequest& last = scene.model.request_log.front();
  const bool failed = last.failure != app::HttpFailure::none || last.status >= 400;
  const ui::Token color = failed ? ui::Token::warning : ui::Token::muted;
  const bool pressed = ui::button("Recent requests", {.kind = ui::ButtonKind::ghost,
                                                      .label = words,
                                                      .tooltip = words,
                                                      .width = ui::width_left(),
                                                      .height = height,
                                                      .style = line_style,
                                                      .color = color});
  if (pressed) scene.dispatch(app::OpenRequests{});
}

void draw_totals(const app::Model& model, const ui::Rect& rect) {
  ui::Pane pane("Totals", rect, pane_options);
  ui::text(totals_words(model), {.style = line_style, .color = ui::Token::muted, .height = rect.height});
}

void draw_last_result(const app::Model& model, const ui::Rect& rect) {
  ui::Pane pane("Last result", rect, pane_options);
  center_line();
  ui::status("Status", model.announcement);
}

}  // namespace

void draw_status_bar(const Scene& scene, const ui::Rect& rect) {
  const app::Model& model = scene.model;
  ui::Region region(ui::Role::contentinfo, "Status bar");
  const std::string totals = page_is_narrow() ? "" : totals_words(model);
  const float totals_width = totals.empty() ? 0 : ui::text_width(totals, line_style) + ui::px(34);
  const float wanted = ui::text_width(last_request_words(model), line_style) + ui::px(60);
  // Where there is room for one of both, the newest request fills the line until there is something to say.
  const bool shows_request = !page_is_narrow() || model.announcement.empty();
  const float most = page_is_narrow() ? rect.width - 1 : (rect.width - totals_width) * 0.6F;
  const float request_width = shows_request && !model.request_log.empty() ? std::min(wanted, most) : 0;
  const float result_width = rect.width - request_width - totals_width;
  draw_last_result(model, {rect.x, rect.y, result_width, rect.height});
  if (request_width > 0)
    draw_last_request(scene, {rect.x + result_width, rect.y, request_width, rect.height});
  if (totals_width > 0)
    draw_totals(model, {rect.x + rect.width - totals_width, rect.y, totals_width, rect.height});
}

}  // namespace keyglass::view
