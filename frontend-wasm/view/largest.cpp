// How far it is, a list of keys or folders, and what can be done.
#include "view/largest.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "app/key_list.hpp"
#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/copy_curl.hpp"

namespace keyglass::view {
namespace {

constexpr ui::TextOptions aside{.style = ui::TextStyle::secondary, .color = ui::Token::muted, .wrap = true};

std::string subject_words(const app::LargestDialog& state) {
  if (state.filter.empty()) return "Of all keys";
  return (app::is_pattern(state.filter) ? "Of the keys that match " : "Of the keys that start with ") +
         app::shorten(state.filter, 80);
}

std::string seen_words(const app::LargestDialog& state) {
  return app::format_counted(state.sizes.total.keys, "key") + ", " +
         app::format_bytes(state.sizes.total.bytes) + " of values";
}

void draw_progress(const Scene& scene, const app::LargestDialog& state) {
  if (const app::Trouble* trouble = app::trouble_of(state.page))
    return ui::text(trouble->what + ". " + trouble->why + " " + trouble->remedy,
                    {.style = ui::TextStyle::secondary, .color = ui::Token::warning, .wrap = true});
  if (state.is_done) return ui::text(seen_words(state), aside);
  if (!app::is_loading(state.page)) return ui::text("Stopped after " + seen_words(state), aside);
  const KeyStats* totals = app::is_pattern(state.filter) ? nullptr : app::shown(scene.model.totals);
  const std::uint64_t count = totals ? std::max(totals->count, state.sizes.total.keys) : 0;
  const double share =
      count > 0 ? static_cast<double>(state.sizes.total.keys) / static_cast<double>(count) : 0;
  ui::progress("Progress", share, "Looked at " + seen_words(state));
}

void draw_tabs(const Scene& scene, const app::LargestDialog& state) {
  static constexpr std::string_view labels[] = {"Keys", "Folders"};
  const int chosen = state.shows_folders ? 1 : 0;
  const int next = ui::tabs("Largest", labels, chosen);
  if (next == chosen) return;
  scene.state.largest = {};
  scene.state.largest_row.reset();
  scene.dispatch(app::ShowLargestAs{next == 1});
}

void draw_row(ui::Grid& grid, const app::Sized& sized, bool is_folder) {
  const float gap = ui::scaled(ui::size::gap);
  const float bytes = ui::px(72);
  const float keys = is_folder ? ui::px(112) : 0;
  const float name = grid.row_width() - bytes - gap - (is_folder ? keys + gap : 0);
  const ui::CellOptions number{
      .style = ui::TextStyle::secondary, .color = ui::Token::muted, .width = bytes, .right = true};
  grid.cell(sized.name, {.style = ui::TextStyle::code, .width = name, .tooltip = sized.name});
  if (is_folder) {
    ui::CellOptions count = number;
    count.width = keys;
    grid.cell(app::format_counted(sized.keys, "key"), count);
  }
  grid.cell(app::format_bytes(sized.bytes), number);
}

void choose(const Scene& scene, const app::LargestDialog& state, const app::Sized& sized) {
  scene.dispatch(app::CloseDialog{});
  scene.dispatch(app::CloseDashboard{});
  if (!state.shows_folders) return scene.dispatch(app::OpenKey{sized.name});
  scene.dispatch(app::SetFilter{sized.name});
  scene.dispatch(app::FocusField{app::Field::list});
}

void draw_list(const Scene& scene, const app::LargestDialog& state) {
  const std::vector<app::Sized> rows =
      state.shows_folders ? app::largest_folders(state.sizes) : state.sizes.largest;
  const float height = ui::px(280);
  if (rows.empty()) {
    const std::string none = state.shows_folders ? "No key has a folder that ends at " + state.delimiter
                             : state.is_done     ? std::string("There are no keys")
                                                 : std::string("Nothing was looked at yet");
    return ui::text(none, {.color = ui::Token::muted, .height = height});
  }
  ui::Grid grid("Largest", scene.state.largest,
                {.row_count = rows.size(), .selected = scene.state.largest_row, .height = height});
  for (std::uint64_t index = grid.first(); index < grid.last(); ++index) {
    const app::Sized& sized = rows[static_cast<std::size_t>(index)];
    grid.begin_row(index, sized.name);
    draw_row(grid, sized, state.shows_folders);
    grid.end_row();
  }
  const ui::GridResult result = grid.end();
  if (result.moved_to) scene.state.largest_row = result.moved_to;
  if (result.activated) choose(scene, state, rows[static_cast<std::size_t>(*result.activated)]);
}

}  // namespace

void draw_largest(const Scene& scene, const app::LargestDialog& state) {
  ui::Dialog dialog("Largest keys", {.width = ui::px(640)});
  ui::text(subject_words(state), aside);
  draw_progress(scene, state);
  draw_tabs(scene, state);
  draw_list(scene, state);
  ui::space();
  const float whole = ui::width_left();
  const bool is_running = app::is_loading(state.page);
  const std::string_view halt = is_running ? "Stop" : "Go on";
  ui::skip(0, 0);
  ui::beside_right(ui::button_width("Close") + (state.is_done ? 0 : ui::button_width(halt) + ui::px(8)));
  if (!state.is_done) {
    if (ui::button(halt)) {
      if (is_running) {
        scene.dispatch(app::StopLargest{});
      } else {
        scene.dispatch(app::ResumeLargest{});
      }
    }
    ui::beside();
  }
  if (ui::button("Close") || dialog.cancelled()) scene.dispatch(app::CloseDialog{});
  draw_copy_curl(scene, whole, "The request for one page of the keys");
}

}  // namespace keyglass::view
