// The chords of the table of commands: acted on, and listed.
#include "view/shortcuts.hpp"

#include <algorithm>
#include <string>

#include "ui/widgets.hpp"
#include "view/commands.hpp"

namespace keyglass::view {
namespace {

void draw_row(std::string_view keys, std::string_view what) {
  ui::detail_row(what, keys,
                 {.style = ui::TextStyle::code_small,
                  .name_width = std::min(ui::px(260), ui::width_left() - ui::px(124))});
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
  ui::Dialog dialog("Keyboard shortcuts", {.width = ui::px(460)});
  for (const Command& command : commands()) {
    if (command.chord) draw_row(ui::words_of(*command.chord), command.name);
  }
  ui::space();
  ui::hairline();
  for (const PlaceKeys& place : keys_of_places()) {
    const std::string command = place.command ? std::string(ui::command_name()) + " " : "";
    draw_row(command + std::string(place.keys), place.what);
  }
  ui::space();
  ui::skip(0, 0);
  ui::beside_right(ui::button_width("Close"));
  if (ui::button("Close") || dialog.cancelled()) scene.dispatch(app::CloseDialog{});
}

}  // namespace keyglass::view
