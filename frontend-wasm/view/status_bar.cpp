// The status region `Status`, and the last request with its status and time.
#include "view/status_bar.hpp"

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/layout.hpp"

namespace keyglass::view {
namespace {

constexpr ui::TextStyle line_style = ui::TextStyle::code_small;

std::string outcome_words(const app::LoggedRequest& request) {
  switch (request.failure) {
    case app::HttpFailure::network:
      return "no connection";
    case app::HttpFailure::timeout:
      return "timeout";
    case app::HttpFailure::aborted:
      return "stopped";
    case app::HttpFailure::none:
      break;
  }
  return std::to_string(request.status);
}

std::string request_words(const app::LoggedRequest& request) {
  return request.method + " " + app::shorten(request.target, 48) + "  " + outcome_words(request) + "  " +
         app::format_duration(request.duration_ms);
}

constexpr ui::PaneOptions pane_options{
    .role = ui::Role::group, .background = ui::Token::bg, .padded_top = false, .border_top = true};

// The bar is 28 px high, a line of it 13.
void center_line() {
  ui::space(7 / ui::size::body_px);
}

bool page_is_narrow() {
  return ui::page().width < narrow_width_px;
}

void draw_request_line(const app::LoggedRequest& last) {
  const bool failed = last.failure != app::HttpFailure::none || last.status >= 400;
  ui::text(
      request_words(last),
      {.style = line_style, .color = failed ? ui::Token::warning : ui::Token::muted, .tooltip = last.target});
}

void draw_last_request(const app::LoggedRequest& last, const ui::Rect& rect) {
  ui::Pane pane("Last request", rect, pane_options);
  center_line();
  draw_request_line(last);
}

void draw_last_result(const app::Model& model, const ui::Rect& rect) {
  ui::Pane pane("Last result", rect, pane_options);
  center_line();
  ui::status("Status", model.announcement);
  // Where there is room for one of both, the newest request fills the line until there is something to say.
  if (!model.announcement.empty() || model.request_log.empty() || !page_is_narrow()) return;
  ui::beside(0);
  draw_request_line(model.request_log.front());
}

}  // namespace

void draw_status_bar(const Scene& scene, const ui::Rect& rect) {
  const app::Model& model = scene.model;
  ui::Region region(ui::Role::contentinfo, "Status bar");
  const bool shows_request = !model.request_log.empty() && !page_is_narrow();
  if (!shows_request) return draw_last_result(model, rect);
  const app::LoggedRequest& last = model.request_log.front();
  const float request_width = ui::text_width(request_words(last), line_style) + ui::px(34);
  const float result_width = rect.width - request_width;
  draw_last_result(model, {rect.x, rect.y, result_width, rect.height});
  draw_last_request(last, {rect.x + result_width, rect.y, request_width, rect.height});
}

}  // namespace keyglass::view
