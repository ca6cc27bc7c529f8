// Everything that can be done from anywhere, in one table: the shortcuts, the command palette and the sheet
// of shortcuts are made of it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "app/action.hpp"
#include "app/model.hpp"
#include "ui/keys.hpp"

namespace keyglass::view {

struct Command {
  std::string_view name;  // a verb and what it acts on
  const char* icon = nullptr;
  std::string_view words;  // other words to find it by
  std::optional<ui::Chord> chord;
  bool (*is_offered)(const app::Model&);  // it would do something now
  app::Action (*action)(const app::Model&);
};

std::span<const Command> commands();

// Keys that belong to one place, for the sheet: who has the keyboard there acts on them.
struct PlaceKeys {
  std::string_view keys;
  std::string_view what;
  bool command = false;  // with the command key
};
std::span<const PlaceKeys> keys_of_places();

}  // namespace keyglass::view
