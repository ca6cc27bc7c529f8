// The listing: filter, folders, visible rows, refresh, pages and totals arriving.
#include "app/api.hpp"
#include "app/update_parts.hpp"
#include "keyglass/glob.hpp"

namespace keyglass::app {
namespace {

constexpr std::string_view tree_preference = "tree ";

void request_page(Turn& turn, KeyList& list, std::size_t index) {
  KeyListPage& page = list.pages[index];
  const std::string folder = &list == &turn.model.list ? std::string() : list.filter;
  const api::Listing listing{list.filter, list.delimiter, page.after, page_rows};
  start_loading(page.rows, send(turn, api::list_keys(listing), ForPage{folder}));
}

void request_pages(Turn& turn, KeyList& list, const std::vector<std::size_t>& indices) {
  for (const std::size_t index : indices) request_page(turn, list, index);
}

// Every listing in memory, the root first.
template <typename Visit>
void for_each_list(Model& model, Visit visit) {
  visit(model.list);
  for (auto& [prefix, folder] : model.folders) visit(folder.list);
}

KeyList* list_of(Model& model, const std::string& folder) {
  if (folder.empty()) return &model.list;
  const auto found = model.folders.find(folder);
  return found == model.folders.end() ? nullptr : &found->second.list;
}

void abort_folder(Turn& turn, const std::string& prefix) {
  abort_where<ForPage>(turn, [&](const ForPage& page) { return page.folder.starts_with(prefix); });
}

// What was counted before stays until the answer comes, unless another filter is counted now.
enum class Counting { anew, again };

void request_totals(Turn& turn, Counting counting) {
  abort_all<ForStats>(turn);
  Remote<KeyStats>& totals = turn.model.totals;
  const Trouble* trouble = trouble_of(totals);
  const bool is_not_offered = trouble && !may_pass_by_itself(*trouble);
  if (is_not_offered) return;
  if (is_pattern(turn.model.list.filter)) {
    totals = NotAsked{};
    return;
  }
  if (counting == Counting::anew) totals = NotAsked{};
  start_loading(totals, send(turn, api::read_stats(turn.model.list.filter), ForStats{}));
}

// Lists anew from the top, with the filter given and folders as chosen.
void list_anew(Turn& turn, std::string filter) {
  Model& model = turn.model;
  abort_all<ForPage>(turn);
  model.folders.clear();
  const std::string delimiter =
      model.wants_tree && model.can_fold && !is_pattern(filter) ? model.delimiter : std::string();
  if (delimiter != model.list.delimiter) model.list.pages.clear();
  model.list.delimiter = delimiter;
  restart(model.list, std::move(filter));
  request_totals(turn, Counting::anew);
  request_page(turn, model.list, 0);
}

}  // namespace

const KeyMetadata* known_row(const Model& model, std::string_view key) {
  if (const KeyMetadata* row = find_row(model.list, key); row && !is_folder_row(model.list, key)) return row;
  for (const auto& [prefix, folder] : model.folders) {
    if (!key.starts_with(prefix) || is_folder_row(folder.list, key)) continue;
    if (const KeyMetadata* row = find_row(folder.list, key)) return row;
  }
  return nullptr;
}

bool is_listed(const Model& model, std::string_view key) {
  const std::string& filter = model.list.filter;
  return is_pattern(filter) ? glob_matches(filter, key) : key.starts_with(filter);
}

bool shows_tree(const Model& model) {
  return !model.list.delimiter.empty();
}

void note_row(Model& model, const KeyMetadata& metadata) {
  for_each_list(model, [&](KeyList& list) {
    if (!is_folder_row(list, metadata.key)) update_row(list, metadata);
  });
}

void drop_row(Model& model, std::string_view key) {
  for_each_list(model, [&](KeyList& list) {
    if (is_folder_row(list, key) || !row_of(list, key)) return;
    list.selected = model.list.selected;
    remove_row(list, key);
    model.list.selected = list.selected;
    model.list.selects_folder = list.selects_folder;
  });
}

void adopt_arrangement(Model& model, std::string_view preference) {
  model.wants_tree = preference.starts_with(tree_preference) && preference.size() > tree_preference.size();
  if (model.wants_tree) model.delimiter = preference.substr(tree_preference.size());
}

void request_missing_pages(Turn& turn) {
  for_each_list(turn.model, [&](KeyList& list) { request_pages(turn, list, missing_pages(list)); });
}

void refresh_list(Turn& turn) {
  Model& model = turn.model;
  if (model.list.pages.empty()) return list_anew(turn, model.list.filter);
  abort_all<ForPage>(turn);
  request_totals(turn, Counting::again);
  for_each_list(model, [&](KeyList& list) { request_pages(turn, list, pages_to_refresh(list)); });
}

void retry_list(Turn& turn) {
  for_each_list(turn.model, [&](KeyList& list) { request_pages(turn, list, failed_pages(list)); });
  request_missing_pages(turn);
  if (trouble_of(turn.model.totals)) request_totals(turn, Counting::again);
}

void invite_first_key(Turn& turn) {
  Model& model = turn.model;
  if (!may_write(model) || !is_store_empty(model.list) ||
      !std::holds_alternative<NothingOpen>(model.editor.open))
    return;
  model.editor.open = NewKeyOpen{};
  model.editor.save = NotAsked{};
  model.focus_wish = Field::key;
}

void apply(Turn& turn, const SetFilter& action) {
  if (action.prefix != turn.model.list.filter) list_anew(turn, action.prefix);
}

void apply(Turn& turn, const Arrange& action) {
  Model& model = turn.model;
  model.wants_tree = !action.delimiter.empty();
  if (model.wants_tree) model.delimiter = action.delimiter;
  turn.emit(SavePreference{"arrangement", model.wants_tree ? std::string(tree_preference) + model.delimiter
                                                           : std::string("list")});
  list_anew(turn, model.list.filter);
}

void apply(Turn& turn, const OpenFolderRow& action) {
  Model& model = turn.model;
  if (!shows_tree(model) || model.folders.count(action.prefix) > 0) return;
  OpenFolder& folder = open_folder(model.list, model.folders, action.prefix);
  request_page(turn, folder.list, 0);
}

void apply(Turn& turn, const CloseFolderRow& action) {
  Model& model = turn.model;
  if (action.prefix.empty()) return;
  abort_folder(turn, action.prefix);
  close_folder(model.folders, action.prefix);
  const bool holds_selection = model.list.selected.starts_with(action.prefix);
  if (!holds_selection) return;
  model.list.selected = action.prefix;
  model.list.selects_folder = true;
}

void apply(Turn& turn, const ShowRows& action) {
  Model& model = turn.model;
  show_tree_rows(model.list, model.folders, action.rows);
  for_each_list(model, [](KeyList& list) {
    for (std::size_t row = list.visible.first; row < list.visible.end; row += page_rows)
      touch_page(list, row);
    if (list.visible.end > list.visible.first) touch_page(list, list.visible.end - 1);
  });
  request_missing_pages(turn);
}

void apply(Turn& turn, const SelectKey& action) {
  turn.model.list.selected = action.key;
  turn.model.list.selects_folder = action.is_folder;
}

void apply(Turn& turn, const Refresh&) {
  refresh_list(turn);
  reload_open(turn);
}

void finish(Turn& turn, const ForPage& purpose, const HttpReply& reply) {
  Model& model = turn.model;
  KeyList* list = list_of(model, purpose.folder);
  if (!list) return;
  if (auto page = api::page_of(reply)) {
    take_page(*list, reply.id, std::move(*page));
    place_folders(model.list, model.folders, *list);
    request_missing_pages(turn);
    invite_first_key(turn);
    return;
  }
  Trouble trouble = trouble_in(turn, reply, "Could not list the keys");
  const bool cannot_fold = trouble.field == "delimiter" || (reply.status == 501 && shows_tree(model));
  if (cannot_fold) {
    model.can_fold = false;
    toast(turn, ToastKind::info, "This store cannot show folders. All keys are listed.");
    return list_anew(turn, model.list.filter);
  }
  fail_page(*list, reply.id, std::move(trouble));
}

void finish(Turn& turn, const ForStats&, const HttpReply& reply) {
  Remote<KeyStats>& totals = turn.model.totals;
  if (!is_loading(totals, reply.id)) return;
  if (auto stats = api::stats_of(reply)) {
    totals = *stats;
  } else {
    Trouble trouble = trouble_in(turn, reply, "Could not count the keys");
    if (!may_pass_by_itself(trouble)) totals = NotAsked{};
    fail(totals, std::move(trouble));
  }
}

}  // namespace keyglass::app
