// How the list and the open key follow changes that arrive.
#include <algorithm>

#include "app/update_live_parts.hpp"

namespace keyglass::app {
namespace {

constexpr std::int64_t refresh_after_ms = 250;    // what changes together is read together
constexpr std::int64_t refresh_every_ms = 1'000;  // at most
constexpr std::int64_t follow_every_ms = 250;     // the open key, at most
constexpr std::size_t removals_at_once_max = 32;  // each looks through all rows; more are left to a refresh

void plan_refresh(Turn& turn, std::int64_t after_ms) {
  Live& live = turn.model.live;
  if (live.refresh_at_ms != 0) return;
  live.refresh_at_ms = std::max(turn.model.now_ms + after_ms, live.refreshed_at_ms + refresh_every_ms);
}

// --- the list -------------------------------------------------------------------------------------------

void flash(Live& live, const KeyMetadata& row, std::int64_t now_ms) {
  std::erase_if(live.flashes, [&](const Flash& flash) { return flash.key == row.key; });
  live.flashes.push_back({row.key, row.revision, now_ms});
  if (live.flashes.size() > flashes_max) live.flashes.erase(live.flashes.begin());
}

// Brings the rows of `list` that are in memory up to date; removals are only found.
void update_rows(Turn& turn, KeyList& list, const Changes& changes) {
  for (KeyListPage& page : list.pages) {
    KeyRows* rows = shown<KeyRows>(page.rows);
    if (!rows) continue;
    for (KeyMetadata& row : *rows) {
      const auto found = changes.find(row.key);
      if (found == changes.end() || is_folder_row(list, row.key)) continue;
      Change& change = *found->second;
      change.is_in_list = true;
      if (change.kind != ChangeKind::put || row.revision >= change.metadata.revision) continue;
      row = change.metadata;
      flash(turn.model.live, row, turn.model.now_ms);
    }
  }
}

void note_unlisted(Turn& turn, const std::string& key) {
  Live& live = turn.model.live;
  if (live.unlisted.size() < unlisted_keys_max) {
    live.unlisted.push_back(key);
  } else {
    live.is_list_behind = true;
  }
  plan_refresh(turn, refresh_after_ms);
}

// True if the rows in memory have caught up with everything that was noted, by other ways than a refresh.
bool has_caught_up(const Model& model) {
  const Live& live = model.live;
  return !live.is_list_behind &&
         std::all_of(live.unlisted.begin(), live.unlisted.end(),
                     [&](const auto& key) { return known_row(model, key) != nullptr; });
}

bool is_any_list_loading(const Model& model) {
  return is_any_page_loading(model.list) ||
         std::any_of(model.folders.begin(), model.folders.end(),
                     [](const auto& folder) { return is_any_page_loading(folder.second.list); });
}

// --- the open key ---------------------------------------------------------------------------------------

// As if it had been asked for and was not there.
void show_removed(Turn& turn, KeyOpen& open, ChangeKind kind) {
  stop_loading_open(turn);
  HttpReply reply;
  reply.status = 404;
  Trouble trouble =
      trouble_in(turn, reply, kind == ChangeKind::expired ? "This key has expired" : "This key was deleted");
  open.entry = Failed<Entry>{trouble, {}};
  open.details = Failed<KeyMetadata>{std::move(trouble), {}};
  announce(turn, key_words(open.key) +
                     (kind == ChangeKind::expired ? " has expired." : " was deleted on the server."));
}

}  // namespace

bool is_being_written(const Model& model, std::string_view key) {
  return std::any_of(model.pending.begin(), model.pending.end(), [&](const auto& item) {
    const auto* save = std::get_if<ForSave>(&item.second.purpose);
    const auto* removal = std::get_if<ForDelete>(&item.second.purpose);
    return (save && save->key == key) || (removal && removal->key == key);
  });
}

void update_list(Turn& turn, const Changes& changes) {
  Model& model = turn.model;
  update_rows(turn, model.list, changes);
  for (auto& [prefix, folder] : model.folders) update_rows(turn, folder.list, changes);
  std::size_t removals = 0;
  for (const auto& [key, change] : changes) {
    if (change->kind == ChangeKind::put) {
      if (!change->is_in_list && is_listed(model, key)) note_unlisted(turn, change->metadata.key);
      continue;
    }
    if (!is_listed(model, key)) continue;
    // The row may belong to a newer life of the key already.
    const KeyMetadata* row = change->is_in_list ? known_row(model, key) : nullptr;
    if (row && row->revision < change->metadata.revision && ++removals <= removals_at_once_max)
      drop_row(model, key);
    model.live.is_list_behind = true;
    plan_refresh(turn, refresh_after_ms);
  }
  if (removals > 0) request_missing_pages(turn);
}

void follow_list(Turn& turn) {
  Model& model = turn.model;
  Live& live = model.live;
  if (live.refresh_at_ms == 0 || live.refresh_at_ms > model.now_ms || is_any_list_loading(model)) return;
  const bool has_nothing_to_do = has_caught_up(model);
  live.unlisted.clear();
  live.is_list_behind = false;
  live.refresh_at_ms = 0;
  if (has_nothing_to_do) return;
  live.refreshed_at_ms = model.now_ms;
  refresh_list(turn);
}

void note_open(Turn& turn, const Change& change) {
  Live& live = turn.model.live;
  const std::uint64_t before = live.open_key == change.metadata.key ? live.open_revision : 0;
  if (change.metadata.revision < before) return;
  live.open_key = change.metadata.key;
  live.open_revision = change.metadata.revision;
  live.is_open_removed = change.kind != ChangeKind::put;
  live.open_removal = change.kind;
}

void follow_open(Turn& turn) {
  Model& model = turn.model;
  Live& live = model.live;
  if (live.open_revision == 0) return;
  auto* open = std::get_if<KeyOpen>(&model.editor.open);
  if (!open || open->key != live.open_key) {
    live.open_revision = 0;
    return;
  }
  const bool is_busy = is_loading(open->entry) || is_loading(open->details) || open->comparison ||
                       is_being_written(model, open->key);
  if (is_busy) return;
  const KeyMetadata* details = shown(open->details);
  const Entry* entry = shown(open->entry);
  const bool is_known =
      details && entry && details->revision >= live.open_revision && details->etag == entry->etag;
  if (is_known) {
    live.open_revision = 0;
  } else if (live.is_open_removed) {
    live.open_revision = 0;
    show_removed(turn, *open, live.open_removal);
  } else if (model.now_ms >= live.followed_at_ms + follow_every_ms) {
    // What comes while it is read counts again.
    live.open_revision = 0;
    live.followed_at_ms = model.now_ms;
    reload_open(turn);
  }
}

void fall_behind(Turn& turn) {
  Live& live = turn.model.live;
  live.is_list_behind = true;
  plan_refresh(turn, 0);
  if (const KeyOpen* open = open_key(turn.model)) {
    live.open_key = open->key;
    live.open_revision = UINT64_MAX;
    live.is_open_removed = false;
  }
}

std::int64_t open_wakeup_ms(const Model& model) {
  return model.live.open_revision != 0 ? model.live.followed_at_ms + follow_every_ms : 0;
}

}  // namespace keyglass::app
