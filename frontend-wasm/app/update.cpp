// Dispatches an action to its part, then brings what follows from the model as a whole up to date.
#include "app/update.hpp"

#include <algorithm>
#include <type_traits>

#include "app/duration.hpp"
#include "app/text.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

void earliest(std::int64_t& wakeup_ms, std::int64_t candidate_ms) {
  if (wakeup_ms == 0 || candidate_ms < wakeup_ms) wakeup_ms = candidate_ms;
}

void watch_list(const KeyList& list, std::int64_t now_ms, std::int64_t& wakeup_ms) {
  const bool has_ages = shown_order(list).by == SortBy::changed;
  for (std::size_t row = list.visible.first; row < list.visible.end; ++row) {
    const KeyMetadata* metadata = row_at(list, row);
    if (metadata && has_ages)
      earliest(wakeup_ms, now_ms + relative_time_lasts_ms(metadata->updated_at_ms, now_ms));
    if (!metadata || !metadata->expires_at_ms) continue;
    const std::int64_t lasts_ms = time_left_lasts_ms(*metadata->expires_at_ms - now_ms);
    if (lasts_ms > 0) earliest(wakeup_ms, now_ms + lasts_ms);
  }
}

// Rows in sight say how long their keys still live, and sorted by that when they changed.
void watch_rows(const Model& model, std::int64_t& wakeup_ms) {
  watch_list(model.list, model.now_ms, wakeup_ms);
  for (const auto& folder : model.folders) watch_list(folder.second.list, model.now_ms, wakeup_ms);
}

// The open key and its versions say how old they are: all of them step in the frame that is their time.
void watch_open(const Model& model, std::int64_t& wakeup_ms) {
  const KeyOpen* open = open_key(model);
  if (!open) return;
  const auto watch = [&](std::int64_t time_ms) {
    if (time_ms > 0) earliest(wakeup_ms, model.now_ms + relative_time_lasts_ms(time_ms, model.now_ms));
  };
  if (const KeyMetadata* details = shown(open->details)) {
    watch(details->created_at_ms);
    watch(details->updated_at_ms);
    watch(details->expires_at_ms.value_or(0));
  }
  const Versions* versions = shown(open->history);
  if (!versions) return;
  for (const KeyVersion& version : versions->known) watch(version.updated_at_ms);
}

// When something on the screen changes by time alone; 0 if nothing does.
std::int64_t next_wakeup(const Model& model) {
  std::int64_t wakeup_ms = 0;
  for (const Toast& toast : model.toasts) earliest(wakeup_ms, toast.expires_at_ms);
  if (const auto* offline = std::get_if<Offline>(&model.connection))
    earliest(wakeup_ms, offline->retry_at_ms);
  if (const auto* bulk = std::get_if<BulkDialog>(&model.dialog); bulk && bulk->poll_at_ms > 0)
    earliest(wakeup_ms, bulk->poll_at_ms);
  watch_rows(model, wakeup_ms);
  if (const auto* palette = std::get_if<PaletteDialog>(&model.dialog); palette && palette->ask_at_ms > 0)
    earliest(wakeup_ms, palette->ask_at_ms);
  if (const std::int64_t live_ms = live_wakeup_ms(model); live_ms > 0) earliest(wakeup_ms, live_ms);
  if (model.dashboard.poll_at_ms > 0) earliest(wakeup_ms, model.dashboard.poll_at_ms);
  watch_open(model, wakeup_ms);
  return wakeup_ms;
}

void schedule_wakeup(Turn& turn) {
  Model& model = turn.model;
  const std::int64_t wakeup_ms = next_wakeup(model);
  const bool stands = model.wakeup_at_ms != 0 && model.wakeup_at_ms <= wakeup_ms;
  if (wakeup_ms == 0 || stands) return;
  model.wakeup_at_ms = wakeup_ms;
  turn.emit(ScheduleWakeup{wakeup_ms});
}

void retitle(Turn& turn) {
  Model& model = turn.model;
  std::string title = "Keyglass";
  if (const KeyOpen* open = open_key(model)) title = key_words(open->key) + " \u00b7 " + title;
  if (is_new_key_open(model)) title = "New key \u00b7 " + title;
  if (model.dashboard.is_open) title = "Dashboard \u00b7 Keyglass";
  if (title == model.title) return;
  model.title = title;
  turn.emit(SetTitle{std::move(title)});
}

template <typename A, typename... Others>
constexpr bool is_one_of = (std::is_same_v<A, Others> || ...);

// What leads to a change of what is stored: nothing to begin with where that is not allowed.
template <typename A>
constexpr bool changes_keys =
    is_one_of<A, OpenNewKey, EditNewKey, EditValue, Save, FormatJson, RestoreVersion, AskDelete,
              DeleteConfirmed, UndoDelete, KeepMine, AskDeleteSelected, AskExpireSelected, AskDeleteFolder,
              CommitBulk, AskKeySettings, SaveKeySettings, ChooseFileFor, StartImport, StartUpload>;

}  // namespace

Effects update(Model& model, const Action& action) {
  Turn turn{model, {}};
  std::visit(
      [&](const auto& one) {
        if (!changes_keys<std::decay_t<decltype(one)>> || may_write(model)) apply(turn, one);
      },
      action);
  follow_changes(turn);
  keep_order(turn);
  schedule_wakeup(turn);
  retitle(turn);
  return std::move(turn.effects);
}

}  // namespace keyglass::app
