// Draws the rows in sight; asks for them when they change.
#include "view/key_list.hpp"

#include <vector>

#include "app/duration.hpp"
#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/list_controls.hpp"
#include "view/list_place.hpp"
#include "view/selection_bar.hpp"

namespace keyglass::view {
namespace {

// Beside a key: that it has unsaved text, how long it still lives, or what it is sorted by.
struct Mark {
  std::string words;
  const char* icon = nullptr;
  float width = 0;  // pixels; 0: there is none
  std::string tooltip = {};
};

Mark mark_with(std::string words, std::string tooltip) {
  const float width = ui::text_width(words, ui::TextStyle::secondary) + ui::px(2);
  return {std::move(words), nullptr, width, std::move(tooltip)};
}

Mark mark_of(const Scene& scene, const KeyMetadata& row) {
  const std::int64_t now_ms = scene.model.now_ms;
  if (scene.model.editor.drafts.count(row.key) > 0)
    return {"", ui::icon::pencil, ui::scaled(ui::size::icon), "Unsaved changes"};
  if (app::shown_order(scene.model.list).by == app::SortBy::changed)
    return mark_with(app::format_relative_time(row.updated_at_ms, now_ms),
                     "Changed " + app::format_exact_time(row.updated_at_ms));
  if (!row.expires_at_ms) return {};
  return mark_with(app::format_time_left(*row.expires_at_ms - now_ms),
                   "Expires " + app::format_relative_time(*row.expires_at_ms, now_ms));
}

void draw_mark(ui::Grid& grid, const Mark& mark) {
  if (mark.width == 0) return;
  grid.cell(mark.words, {.style = ui::TextStyle::secondary,
                         .color = ui::Token::muted,
                         .width = mark.width,
                         .icon = mark.icon,
                         .tooltip = mark.tooltip});
}

// Inside a folder its name is not said again.
std::string_view short_name(const app::TreeRow& row) {
  const std::string_view key = row.metadata->key;
  const bool is_inside = !row.list->delimiter.empty() && row.level > 1;
  return is_inside && key.size() > row.list->filter.size() ? key.substr(row.list->filter.size()) : key;
}

void draw_folder(ui::Grid& grid, const app::TreeRow& row) {
  const float icon_width = ui::scaled(ui::size::icon);
  grid.cell("", {.width = icon_width, .icon = ui::icon::folder});
  grid.cell(short_name(row), {.style = ui::TextStyle::code});
}

void draw_key(const Scene& scene, ui::Grid& grid, const app::TreeRow& row) {
  const KeyMetadata& metadata = *row.metadata;
  const std::string_view name = short_name(row);
  const float gap = ui::scaled(ui::size::gap);
  const float size_width = ui::px(60);
  const Mark mark = mark_of(scene, metadata);
  const float mark_width = mark.width > 0 ? mark.width + gap : 0;
  const float key_width = grid.row_width() - size_width - gap - mark_width;
  const bool is_cut = ui::text_width(name, ui::TextStyle::code) > key_width;
  grid.cell(name, {.style = ui::TextStyle::code,
                   .width = key_width,
                   .tooltip = is_cut ? std::string_view(metadata.key) : std::string_view()});
  draw_mark(grid, mark);
  grid.cell(
      app::format_bytes(metadata.size_bytes),
      {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .width = size_width, .right = true});
}

// Grey bars of lengths that look like text, the same in every frame.
float skeleton_fraction(std::uint64_t row) {
  return 0.35F + 0.09F * static_cast<float>(row * 7 % 6);
}

// The grid counts further than this app can hold; its rows are rows of the list all the same.
std::size_t list_row(std::uint64_t grid_row) {
  return static_cast<std::size_t>(grid_row);
}

bool is_folder(const app::TreeRow& row) {
  return row.metadata && app::is_folder_row(*row.list, row.metadata->key);
}

bool is_open(const app::Model& model, const app::TreeRow& row) {
  return is_folder(row) && model.folders.count(row.metadata->key) > 0;
}

using Spans = std::vector<app::TreeSpan>;

// The keyboard can go faster than pages arrive: the row it went to is selected when its key is there.
void select_wanted(const Scene& scene, const Spans& spans) {
  std::optional<std::uint64_t>& wanted = scene.state.wanted_row;
  if (!wanted) return;
  const std::uint64_t known = app::row_count(spans);
  if (*wanted >= known) wanted = known > 0 ? std::optional(known - 1) : std::nullopt;
  if (!wanted) return;
  app::TreeRow row = app::tree_row(spans, list_row(*wanted));
  // Nothing follows any more: the last row that there is.
  if (!row.metadata && *wanted > 0 && app::is_complete(*row.list) && row.row >= app::row_count(*row.list))
    row = app::tree_row(spans, list_row(--*wanted));
  if (!row.metadata) return;
  wanted.reset();
  scene.dispatch(app::SelectKey{row.metadata->key, is_folder(row)});
}

void open_row(const Scene& scene, const app::TreeRow& row) {
  if (!row.metadata) return;
  const std::string& key = row.metadata->key;
  if (!is_folder(row)) return scene.dispatch(app::OpenKey{key});
  scene.dispatch(app::SelectKey{key, true});
  if (is_open(scene.model, row)) {
    scene.dispatch(app::CloseFolderRow{key});
  } else {
    scene.dispatch(app::OpenFolderRow{key});
  }
}

// Right opens a folder or enters it; left closes it, or goes out to the one around.
void follow_arrows(const Scene& scene, const Spans& spans, const ui::GridResult& result) {
  const app::KeyList& list = scene.model.list;
  const auto at = app::index_of(spans, list.selected, list.selects_folder);
  if (!at || (!result.left_pressed && !result.right_pressed)) return;
  const app::TreeRow row = app::tree_row(spans, *at);
  const bool open = is_open(scene.model, row);
  if (result.right_pressed && is_folder(row)) {
    if (!open) return open_row(scene, row);
    scene.state.wanted_row = *at + 1;
  } else if (result.left_pressed && open) {
    scene.dispatch(app::CloseFolderRow{row.metadata->key});
  } else if (result.left_pressed && row.list != &list) {
    scene.dispatch(app::SelectKey{row.list->filter, true});
  }
}

void follow_choosing(const Scene& scene, const Spans& spans, const ui::GridResult& result) {
  if (result.toggled && list_row(*result.toggled) < app::row_count(spans)) {
    const app::TreeRow row = app::tree_row(spans, list_row(*result.toggled));
    if (row.metadata) scene.dispatch(app::ToggleSelected{row.metadata->key, is_folder(row)});
  }
  if (result.ranged) scene.dispatch(app::SelectUpTo{list_row(*result.ranged)});
  if (result.all_pressed) scene.dispatch(app::SelectAll{});
  if (result.escape_pressed) scene.dispatch(app::ClearSelection{});
}

// What is chosen goes before what the keyboard is on.
void ask_delete(const Scene& scene) {
  const app::KeyList& list = scene.model.list;
  if (!app::is_empty(scene.model.selection)) return scene.dispatch(app::AskDeleteSelected{});
  if (list.selected.empty()) return;
  if (list.selects_folder) return scene.dispatch(app::AskDeleteFolder{list.selected});
  scene.dispatch(app::AskDelete{list.selected});
}

void follow_grid(const Scene& scene, const Spans& spans, const ui::GridResult& result) {
  if (result.activated) {
    scene.state.wanted_row.reset();
    open_row(scene, app::tree_row(spans, list_row(*result.activated)));
  }
  if (result.moved_to) scene.state.wanted_row = result.moved_to;
  follow_arrows(scene, spans, result);
  select_wanted(scene, spans);
  follow_choosing(scene, spans, result);
  if (result.delete_pressed && !scene.state.wanted_row) ask_delete(scene);
}

// The change that the row of `key` flashes for; 0: none.
std::uint64_t change_of(const app::Model& model, std::string_view key) {
  for (const app::Flash& flash : model.live.flashes) {
    if (flash.key == key) return flash.revision;
  }
  return 0;
}

ui::RowOptions row_options(const app::Model& model, const app::TreeRow& row) {
  ui::RowOptions options;
  options.level = row.level;
  options.position = static_cast<std::int64_t>(row.row);
  if (app::is_complete(*row.list)) options.siblings = static_cast<std::int64_t>(app::row_count(*row.list));
  if (is_folder(row)) options.fold = is_open(model, row) ? ui::Fold::open : ui::Fold::closed;
  if (row.metadata)
    options.checked = is_folder(row) ? app::is_folder_selected(model.selection, row.metadata->key)
                                     : app::is_selected(model.selection, row.metadata->key);
  if (row.metadata) options.change = change_of(model, row.metadata->key);
  return options;
}

void draw_grid_row(const Scene& scene, ui::Grid& grid, const app::TreeRow& row, std::uint64_t index) {
  const std::string_view name = row.metadata ? std::string_view(row.metadata->key) : "Loading";
  grid.begin_row(index, name, row_options(scene.model, row));
  if (!row.metadata) {
    grid.skeleton_cell(skeleton_fraction(index));
  } else if (is_folder(row)) {
    draw_folder(grid, row);
  } else {
    draw_key(scene, grid, row);
  }
  grid.end_row();
}

void draw_rows(const Scene& scene, float height) {
  const app::KeyList& list = scene.model.list;
  const Spans spans = app::spans_of(list, scene.model.folders);
  keep_list_place(scene);
  ui::GridOptions options;
  options.row_count = app::row_count(spans);
  if (const auto selected = app::index_of(spans, list.selected, list.selects_folder))
    options.selected = *selected;
  if (scene.state.wanted_row) options.selected = scene.state.wanted_row;
  options.height = height;
  options.busy = app::is_any_page_loading(list);
  options.focus = scene.gives_focus(app::Field::list);
  options.tree = app::shows_tree(scene.model) && app::row_count(list) > 0;
  options.multi = app::row_count(list) > 0;
  options.checks = !app::is_empty(scene.model.selection);
  ui::Grid grid("Keys", scene.state.keys, options);
  const app::RowRange shown{list_row(grid.first()), list_row(grid.last())};
  for (std::uint64_t index = grid.first(); index < grid.last(); ++index)
    draw_grid_row(scene, grid, app::tree_row(spans, list_row(index)), index);
  const ui::GridResult result = grid.end();
  note_list_place(scene, shown, result.under);
  follow_grid(scene, spans, result);
  const bool has_rows = app::row_count(list) > 0;
  if (has_rows && (shown != scene.state.shown_rows || scene.state.shown_count != options.row_count)) {
    scene.state.shown_rows = shown;
    scene.state.shown_count = options.row_count;
    scene.dispatch(app::ShowRows{shown});
  }
}

bool draw_trouble(const Scene& scene) {
  const app::Trouble* trouble = app::list_trouble(scene.model.list);
  if (!trouble || app::row_count(scene.model.list) > 0) return false;
  // The rows reach to the pane's edges; words keep their distance.
  const ui::Pane pane("Trouble", ui::next_place(ui::width_left(), ui::height_left()),
                      {.role = ui::Role::group});
  if (ui::error_panel(
          {.what = trouble->what, .why = trouble->why, .remedy = trouble->remedy, .retry = "Try again"})) {
    scene.dispatch(app::Retry{});
  }
  return true;
}

void draw_empty(const Scene& scene) {
  const std::string& filter = scene.model.list.filter;
  const std::string_view sentence =
      app::is_pattern(filter) ? "No key matches this pattern" : "No key starts with this";
  if (filter.empty()) {
    ui::empty_state("No keys yet", {.icon = ui::icon::inbox, .detail = "What you store appears here."});
  } else if (ui::empty_state(sentence, {.icon = ui::icon::search, .button = "Clear filter"})) {
    scene.dispatch(app::SetFilter{""});
  }
}

void draw_content(const Scene& scene, float height) {
  const app::KeyList& list = scene.model.list;
  if (draw_trouble(scene)) return;
  if (app::row_count(list) > 0) return draw_rows(scene, height);
  if (!app::is_complete(list)) return ui::skeleton_rows("Loading keys", 12);
  draw_rows(scene, ui::scaled(ui::size::row));  // keeps the keyboard, in sight, where the last row went
  draw_empty(scene);
}

}  // namespace

void draw_key_list(const Scene& scene, const ui::Rect& rect) {
  ui::Rect top{rect.x, rect.y, rect.width, ui::px(100)};
  const float chosen = selection_bar_height(scene);
  // On a short page what is done with the list makes room for the list: New key goes up, the palette has the
  // rest, too.
  const bool is_short = rect.height < top.height + chosen + ui::px(64 + 64);
  const float footer = is_short ? 0 : ui::px(64);
  draw_list_controls(scene, top, is_short && app::may_write(scene.model));
  const float titles = is_short ? 0 : sort_titles_height(scene.model);
  draw_sort_titles(scene, {rect.x, rect.y + top.height, rect.width, titles});
  top.height += titles;
  const ui::Rect rows{rect.x, rect.y + top.height, rect.width, rect.height - top.height - footer - chosen};
  const ui::Rect bottom{rect.x, rect.y + rect.height - footer, rect.width, footer};
  {
    ui::Pane pane("List", rows, {.role = ui::Role::group, .padding = 0, .border_right = true});
    draw_content(scene, rows.height);
  }
  draw_selection_bar(scene, {rect.x, rows.y + rows.height, rect.width, chosen});
  if (is_short) return;
  ui::Pane pane("List actions", bottom, {.role = ui::Role::group, .border_right = true, .border_top = true});
  const bool has_rows = app::row_count(scene.model.list) > 0;
  if (!app::may_write(scene.model)) {
    if (ui::button("Export list",
                   {.icon = ui::icon::download, .enabled = has_rows, .width = ui::width_left()}))
      scene.dispatch(app::ExportFiltered{});
    return;
  }
  const float icons = 2 * (ui::icon_button_width() + ui::px(4));
  if (ui::button("New key", {.icon = ui::icon::plus, .shortcut = "N", .width = ui::width_left() - icons}))
    scene.dispatch(app::OpenNewKey{});
  ui::beside(ui::size::grid);
  if (ui::icon_button(ui::icon::upload, "Import\u2026"))
    scene.dispatch(app::ChooseFileFor{app::FileUse::import});
  ui::beside(ui::size::grid);
  if (ui::icon_button(ui::icon::download, "Export list", {.enabled = has_rows}))
    scene.dispatch(app::ExportFiltered{});
}

}  // namespace keyglass::view
