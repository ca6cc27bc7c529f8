// The status region `Status`, and the last request with its status and time.
#include "view/status_bar.hpp"

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/layout.hpp"

namespace keyglass::view {
namespace {

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

}  // namespace

void draw_status_bar(const Scene& scene, const ui::Rect& rect) {
  const app::Model& model = scene.model;
  ui::Pane pane(
      "Status bar", rect,
      {.role = ui::Role::contentinfo, .background = ui::Token::bg, .padded_top = false, .border_top = true});
  const auto style = ui::TextStyle::code_small;
  const bool shows_request = !model.request_log.empty() && rect.width >= narrow_width_px;
  if (shows_request) {
    const app::LoggedRequest& last = model.request_log.front();
    const std::string words = request_words(last);
    const bool failed = last.failure != app::HttpFailure::none || last.status >= 400;
    ui::beside_right(ui::text_width(words, style) + ui::px(2));
    ui::text(
        words,
        {.style = style, .color = failed ? ui::Token::warning : ui::Token::muted, .tooltip = last.target});
  }
  ui::status("Status", model.announcement);
}

}  // namespace keyglass::view
