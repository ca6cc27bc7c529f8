// One row a change: what happened, to which key, when. A press opens the key.
#include "view/activity.hpp"

#include <algorithm>
#include <string>

#include "app/text.hpp"
#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

struct KindWords {
  std::string_view verb;  // before the key
  const char* icon;
  ui::Token color;
};

KindWords words_of(app::ChangeKind kind) {
  switch (kind) {
    case app::ChangeKind::removed:
      return {"Deleted", ui::icon::trash_2, ui::Token::danger};
    case app::ChangeKind::expired:
      return {"Expired", ui::icon::clock, ui::Token::warning};
    case app::ChangeKind::put:
      break;
  }
  return {"Stored", ui::icon::pencil, ui::Token::accent};
}

// The row of the change that the keyboard is on: rows move down as changes arrive.
std::optional<std::uint64_t> selected_row(const Scene& scene) {
  const auto& activity = scene.model.live.activity;
  const std::uint64_t number = scene.state.activity_number;
  if (number == 0 || activity.empty() || activity.front().number < number) return std::nullopt;
  const std::uint64_t row = activity.front().number - number;
  return row < activity.size() ? std::optional(row) : std::nullopt;
}

void draw_row(const Scene& scene, ui::Grid& grid, std::uint64_t index) {
  const app::Activity& change = scene.model.live.activity[static_cast<std::size_t>(index)];
  const KindWords words = words_of(change.kind);
  const std::string name = std::string(words.verb) + " " + change.key;
  grid.begin_row(index, name);
  const float time_width = ui::px(70);
  const float icon_width = ui::scaled(ui::size::icon);
  grid.cell(words.verb, {.color = words.color,
                         .width = icon_width,
                         .icon = words.icon,
                         .icon_only = true,
                         .tooltip = words.verb});
  grid.cell(change.key, {.style = ui::TextStyle::code_small,
                         .width = grid.row_width() - icon_width - time_width - 2 * ui::scaled(ui::size::gap),
                         .tooltip = change.key});
  grid.cell(
      app::format_relative_time(change.at_ms, scene.model.now_ms),
      {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .width = time_width, .right = true});
  grid.end_row();
}

void draw_rows(const Scene& scene) {
  const auto& activity = scene.model.live.activity;
  ui::GridOptions options;
  options.row_count = activity.size();
  options.selected = selected_row(scene);
  ui::Grid grid("Changes", scene.state.activity, options);
  for (std::uint64_t index = grid.first(); index < grid.last(); ++index) draw_row(scene, grid, index);
  const ui::GridResult result = grid.end();
  const auto chosen = result.activated ? result.activated : result.moved_to;
  if (!chosen || *chosen >= activity.size()) return;
  const app::Activity& change = activity[static_cast<std::size_t>(*chosen)];
  scene.state.activity_number = change.number;
  if (result.activated) scene.dispatch(app::OpenKey{change.key});
}

void draw_heading(const Scene& scene) {
  const bool is_paused = scene.model.live.state == app::LiveState::paused;
  const bool is_running = scene.model.live.state != app::LiveState::unavailable;
  ui::heading("Activity", 2,
              {.style = ui::TextStyle::strong,
               .width = ui::width_left() - ui::icon_button_width() - ui::px(8),
               .height = ui::scaled(ui::size::control)});
  ui::beside_right(ui::icon_button_width());
  const ui::ButtonOptions look{.kind = ui::ButtonKind::ghost};
  if (is_running && !is_paused) {
    if (ui::icon_button(ui::icon::pause, "Pause live changes", look)) scene.dispatch(app::PauseLive{});
  } else if (ui::icon_button(ui::icon::play, "Resume live changes", look)) {
    scene.dispatch(app::ResumeLive{});
  }
}

// Why there are no rows; false where there are some.
bool draw_reason(const Scene& scene) {
  const app::Live& live = scene.model.live;
  if (!live.activity.empty()) return false;
  std::string words = "Changes to any key appear here as they happen.";
  if (live.state == app::LiveState::paused) words = "Paused. Nothing changed before that.";
  if (live.state == app::LiveState::unavailable) words = live.trouble.why + " " + live.trouble.remedy;
  ui::text(words, {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .wrap = true});
  return true;
}

}  // namespace

bool has_activity(const app::Model& model) {
  return model.live.state != app::LiveState::off;
}

void draw_activity_content(const Scene& scene) {
  draw_heading(scene);
  if (!draw_reason(scene)) draw_rows(scene);
}

void draw_activity(const Scene& scene, const ui::Rect& rect) {
  const ui::Region region(ui::Role::complementary, "Activity");
  const bool has_rows = !scene.model.live.activity.empty();
  // The rows reach to the pane's edges; words keep their distance.
  const float head = has_rows ? ui::px(56) : rect.height;
  {
    ui::Pane pane("Activity head", {rect.x, rect.y, rect.width, head},
                  {.role = ui::Role::group, .border_left = true, .border_top = true});
    draw_heading(scene);
    if (!has_rows) draw_reason(scene);
  }
  if (!has_rows) return;
  ui::Pane pane("Activity rows", {rect.x, rect.y + head, rect.width, rect.height - head},
                {.role = ui::Role::group, .padding = 0, .border_left = true});
  draw_rows(scene);
}

}  // namespace keyglass::view
