// The chords of the table of commands: acted on, and listed.
#include "view/shortcuts.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "ui/column.hpp"
#include "ui/widgets.hpp"
#include "view/commands.hpp"

namespace keyglass::view {
namespace {

constexpr float row_px = 28;
constexpr float column_px = 360;
constexpr float column_gap_px = 32;

struct Row {
  std::string keys;
  std::string_view what;
};

struct Place {
  std::string_view name;
  std::vector<Row> rows;
};

// Of commands that share a chord the one that it runs now.
bool is_listed(const Command& command, const app::Model& model) {
  if (!command.chord) return false;
  return command.is_offered(model) ||
         std::none_of(commands().begin(), commands().end(), [&](const Command& other) {
           return other.name != command.name && other.chord == command.chord && other.is_offered(model);
         });
}

Place anywhere(const app::Model& model) {
  Place place{"Anywhere", {}};
  for (const Command& command : commands()) {
    if (is_listed(command, model)) place.rows.push_back({ui::words_of(*command.chord), command.name});
  }
  return place;
}

Place where_the_keyboard_is() {
  Place place{"Where the keyboard is", {}};
  for (const PlaceKeys& keys : keys_of_places()) {
    const std::string command = keys.command ? std::string(ui::command_name()) + " " : "";
    place.rows.push_back({command + std::string(keys.keys), keys.what});
  }
  return place;
}

void draw_place(const Place& place, float width) {
  const ui::Region region(ui::Role::group, place.name);
  const ui::Column column(width);
  ui::heading(place.name, 3, {.style = ui::TextStyle::strong});
  for (const Row& row : place.rows) {
    ui::detail_row(row.what, row.keys,
                   {.style = ui::TextStyle::code_small,
                    .name_width = std::min(ui::px(232), ui::width_left() - ui::px(124))});
    ui::space((row_px - ui::detail_row_px) / ui::size::body_px - ui::size::gap);
  }
}

}  // namespace

void follow_shortcuts(const Scene& scene) {
  const bool is_shut = scene.model.server.asks_for_token;
  for (const Command& command : commands()) {
    if (!command.chord || is_shut || !ui::pressed(*command.chord)) continue;
    if (command.is_offered(scene.model)) scene.dispatch(command.action(scene.model));
  }
}

void draw_shortcuts(const Scene& scene) {
  // Side by side all of it fits a low window; where that is too wide, one below the other.
  ui::Dialog dialog("Keyboard shortcuts", {.width = ui::px(2 * column_px + column_gap_px + 48)});
  const bool is_wide = ui::width_left() >= ui::px(2 * column_px + column_gap_px);
  const float width = is_wide ? ui::px(column_px) : ui::width_left();
  draw_place(anywhere(scene.model), width);
  if (is_wide) ui::beside(column_gap_px / ui::size::body_px);
  draw_place(where_the_keyboard_is(), width);
  ui::space();
  ui::skip(0, 0);
  ui::beside_right(ui::button_width("Close"));
  if (ui::button("Close") || dialog.cancelled()) scene.dispatch(app::CloseDialog{});
}

}  // namespace keyglass::view
