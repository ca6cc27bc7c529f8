// A list of requests above, the chosen one below.
#include "view/requests.hpp"

#include <string>

#include "app/curl.hpp"
#include "app/text.hpp"
#include "ui/widgets.hpp"

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

bool has_failed(const app::LoggedRequest& request) {
  return request.failure != app::HttpFailure::none || request.status >= 400;
}

void draw_row(ui::Grid& grid, const app::LoggedRequest& request) {
  const float gap = ui::scaled(ui::size::gap);
  const float method = ui::px(56);
  const float status = request.failure == app::HttpFailure::none ? ui::px(32) : ui::px(96);
  const float duration = ui::px(64);
  const float target = grid.row_width() - method - status - duration - 3 * gap;
  grid.cell(request.method, {.style = ui::TextStyle::code_small, .color = ui::Token::muted, .width = method});
  grid.cell(request.target, {.style = ui::TextStyle::code_small, .width = target, .tooltip = request.target});
  const ui::Token color = has_failed(request) ? ui::Token::warning : ui::Token::success;
  grid.cell(outcome_words(request), {.style = ui::TextStyle::code_small, .color = color, .width = status});
  grid.cell(app::format_duration(request.duration_ms),
            {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .width = duration, .right = true});
}

void draw_list(const Scene& scene, std::size_t chosen) {
  const auto& log = scene.model.request_log;
  ui::Grid grid("Requests", scene.state.requests,
                {.row_count = log.size(), .selected = chosen, .height = ui::px(224)});
  for (std::uint64_t index = grid.first(); index < grid.last(); ++index) {
    const app::LoggedRequest& request = log[static_cast<std::size_t>(index)];
    grid.begin_row(index, request_words(request, 200));
    draw_row(grid, request);
    grid.end_row();
  }
  const ui::GridResult result = grid.end();
  const auto next = result.moved_to ? result.moved_to : result.activated;
  if (next) scene.dispatch(app::ChooseRequest{static_cast<std::size_t>(*next)});
}

std::string timing_words(const app::LoggedRequest& request) {
  std::string words = "In all " + app::format_duration(request.duration_ms);
  std::string_view before = ". At the server: ";
  for (const app::TimingPart& part : app::parse_server_timing(request.timing)) {
    words.append(before).append(part.name).append(" ").append(app::format_duration(part.duration_ms));
    before = ", ";
  }
  return words;
}

void draw_chosen(const Scene& scene, const app::LoggedRequest& request) {
  const app::Model& model = scene.model;
  ui::text(timing_words(request), {.style = ui::TextStyle::secondary,
                                   .color = ui::Token::muted,
                                   .tooltip = app::format_exact_time(request.finished_at_ms)});
  app::CurlRequest sent = app::as_curl_request(request);
  if (model.editor.hides_values && !sent.body.empty()) {
    sent.body.clear();
    sent.body_file = "body";
  }
  std::string command = app::curl_command(sent, model.api_url, model.server.has_token);
  ui::text_area("Command", command, {.mono = true, .read_only = true, .height = ui::px(76)});
}

}  // namespace

std::string request_words(const app::LoggedRequest& request, std::size_t target_bytes_max) {
  return request.method + " " + app::shorten(request.target, target_bytes_max) + "  " +
         outcome_words(request) + "  " + app::format_duration(request.duration_ms);
}

void draw_requests(const Scene& scene, const app::RequestsDialog& state) {
  ui::Dialog dialog("Recent requests", {.width = ui::px(760)});
  const auto& log = scene.model.request_log;
  const bool has_chosen = state.chosen < log.size();
  if (has_chosen) {
    draw_list(scene, state.chosen);
    draw_chosen(scene, log[state.chosen]);
  } else {
    ui::muted("Nothing was asked yet.");
  }
  const ui::ButtonOptions copy{
      .kind = ui::ButtonKind::primary, .icon = ui::icon::terminal, .enabled = has_chosen};
  ui::space();
  ui::skip(0, 0);
  ui::beside_right(ui::button_width("Close") + ui::px(8) + ui::button_width("Copy as curl", copy));
  if (ui::button("Close") || dialog.cancelled()) scene.dispatch(app::CloseDialog{});
  ui::beside();
  if (ui::button("Copy as curl", copy)) scene.dispatch(app::CopyLoggedRequest{});
}

}  // namespace keyglass::view
