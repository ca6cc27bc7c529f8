// The command palette: typing there, and the keys that the server finds.
#include "app/api.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

PaletteDialog* open_palette(Turn& turn) {
  return std::get_if<PaletteDialog>(&turn.model.dialog);
}

}  // namespace

void apply(Turn& turn, const OpenPalette&) {
  if (std::holds_alternative<NoDialog>(turn.model.dialog)) turn.model.dialog = PaletteDialog{};
}

void apply(Turn& turn, const EditPalette& action) {
  PaletteDialog* palette = open_palette(turn);
  if (!palette || palette->query == action.query) return;
  palette->query = action.query;
  abort_all<ForPalette>(turn);
  if (action.query.empty()) {
    palette->keys = NotAsked{};
    palette->ask_at_ms = 0;
    return;
  }
  palette->ask_at_ms = turn.model.now_ms + palette_pause_ms;
}

void pass_palette_time(Turn& turn) {
  PaletteDialog* palette = open_palette(turn);
  if (!palette || palette->ask_at_ms == 0 || palette->ask_at_ms > turn.model.now_ms) return;
  palette->ask_at_ms = 0;
  const api::Listing listing{palette->query, "", "", palette_keys_max};
  start_loading(palette->keys, send(turn, api::list_keys(listing), ForPalette{palette->query}));
}

void finish(Turn& turn, const ForPalette&, const HttpReply& reply) {
  PaletteDialog* palette = open_palette(turn);
  if (!palette || !is_loading(palette->keys, reply.id)) return;
  auto page = api::page_of(reply);
  if (!page) return fail(palette->keys, trouble_in(turn, reply, "Could not look for keys"));
  std::vector<std::string> keys;
  for (KeyMetadata& row : page->keys) keys.push_back(std::move(row.key));
  palette->keys = std::move(keys);
}

void apply(Turn& turn, const OpenShortcuts&) {
  turn.model.dialog = ShortcutsDialog{};
}

}  // namespace keyglass::app
