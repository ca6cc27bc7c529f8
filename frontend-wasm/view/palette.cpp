// One text box, one list: the commands that fit best, the keys the server found, the way to the list.
#include "view/palette.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "app/fuzzy.hpp"
#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/commands.hpp"

namespace keyglass::view {
namespace {

constexpr std::size_t typed_commands_max = 5;  // beside keys

// A command, or what is done with a text. No action is kept: sorting variants of so many types takes a lot of
// code.
struct Entry {
  ui::ListOption option;
  const Command* command = nullptr;
  std::string key = {};  // to be opened; "" where it is no command: what is typed becomes the filter
  int score = 0;
};

using Entries = std::vector<Entry>;

// Letters scattered over a name are no match.
bool fits(int score, std::string_view query) {
  const auto letters = std::count_if(query.begin(), query.end(), [](char byte) { return byte != ' '; });
  return score >= 7 * static_cast<int>(letters);
}

void add_commands(Entries& entries, const app::Model& model, std::string_view query) {
  for (const Command& command : commands()) {
    const bool is_this = command.chord && command.chord->key == ui::Key::k;
    if (is_this || !command.is_offered(model)) continue;
    const int by_name = app::fuzzy_score(query, command.name).value_or(-1);
    const int by_words = app::fuzzy_score(query, command.words).value_or(-1) / 2;
    const int score = std::max(by_name, by_words);
    if (score < 0 || !fits(score, query)) continue;
    const std::string keys = command.chord ? ui::words_of(*command.chord) : "";
    entries.push_back({{std::string(command.name), command.icon, keys}, &command, "", score});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& one, const Entry& other) { return one.score > other.score; });
  if (!query.empty() && entries.size() > typed_commands_max) entries.resize(typed_commands_max);
}

void add_keys(Entries& entries, const app::PaletteDialog& palette) {
  const auto* keys = app::shown(palette.keys);
  if (!keys) return;
  for (const std::string& key : *keys)
    entries.push_back({{key, ui::icon::key_round, "", true}, nullptr, key});
}

Entries entries_of(const app::Model& model, const app::PaletteDialog& palette) {
  Entries entries;
  add_commands(entries, model, palette.query);
  add_keys(entries, palette);
  if (!palette.query.empty())
    entries.push_back({{"List keys that begin with " + palette.query, ui::icon::search}});
  return entries;
}

std::string_view key_words(const app::PaletteDialog& palette) {
  if (palette.query.empty()) return "Type to find a command, or a key by its beginning.";
  if (app::trouble_of(palette.keys)) return "Could not look for keys.";
  const auto* keys = std::get_if<std::vector<std::string>>(&palette.keys);
  if (!keys) return "Looking for keys\u2026";
  return keys->empty() ? "No key begins with this." : "Up and Down choose, Enter opens, Esc closes.";
}

void run(const Scene& scene, const Entry& entry) {
  scene.dispatch(app::CloseDialog{});
  if (entry.command) return scene.dispatch(entry.command->action(scene.model));
  if (entry.key.empty()) {
    scene.dispatch(app::SetFilter{scene.state.palette.query});
  } else {
    scene.dispatch(app::OpenKey{entry.key});
  }
  scene.dispatch(app::FocusField{app::Field::list});
}

}  // namespace

void draw_palette(const Scene& scene, const app::PaletteDialog& palette) {
  PaletteState& state = scene.state.palette;
  if (state.query != palette.query) state = {palette.query, 0, {}};
  const Entries entries = entries_of(scene.model, palette);
  ui::Dialog dialog("Command palette", {.width = ui::px(620), .has_title = false, .at_top = true});
  std::string query = palette.query;
  const ui::TextBoxResult box = ui::text_field(
      "Command or key", query,
      {.hint = "Command, or the beginning of a key", .icon = ui::icon::search, .combobox = true});
  if (box.changed) scene.dispatch(app::EditPalette{query});
  std::vector<ui::ListOption> options;
  for (const Entry& entry : entries) options.push_back(entry.option);
  const ui::ListBoxResult list =
      ui::list_box("Results", state.list, options, {.owner = box.id, .chosen = state.chosen});
  state.chosen = list.chosen;
  ui::status("Results found", key_words(palette));
  const auto chosen = list.activated                      ? list.activated
                      : box.submitted && !entries.empty() ? std::optional(list.chosen)
                                                          : std::nullopt;
  if (chosen) return run(scene, entries[*chosen]);
  if (dialog.cancelled()) scene.dispatch(app::CloseDialog{});
}

}  // namespace keyglass::view
