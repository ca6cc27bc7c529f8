// Draws the rows in sight; asks for them when they change.
#include "view/key_list.hpp"

#include <algorithm>

#include "app/text.hpp"
#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

void draw_filter(const Scene& scene) {
  std::string filter = scene.model.list.filter;
  const ui::TextBoxResult box = ui::text_field("Filter", filter,
                                               {.hint = "Keys that start with\u2026",
                                                .icon = ui::icon::search,
                                                .mono = true,
                                                .focus = scene.gives_focus(app::Field::filter)});
  if (!box.changed) return;
  scene.state.wanted_row.reset();
  scene.dispatch(app::SetFilter{filter});
}

std::string count_words(const app::KeyList& list) {
  const std::size_t count = app::row_count(list);
  if (list.pages.empty() || (count == 0 && !app::is_complete(list))) return "";
  if (count == 0) return "No keys";
  const std::size_t end = std::min(list.visible.end, count);
  const std::size_t first = std::min(list.visible.first + 1, end);
  const std::string total = app::format_count(count) + (app::is_complete(list) ? "" : "+");
  return app::format_count(first) + "\u2013" + app::format_count(end) + " of " + total;
}

void draw_count(const Scene& scene) {
  const std::string words = count_words(scene.model.list);
  ui::text(words, {.style = ui::TextStyle::secondary,
                   .color = ui::Token::muted,
                   .width = ui::width_left() - ui::icon_button_width() - ui::px(8),
                   .height = ui::scaled(ui::size::control),
                   .semantic = !words.empty()});
  ui::beside_right(ui::icon_button_width());
  if (ui::icon_button(ui::icon::refresh_cw, "Refresh", {.kind = ui::ButtonKind::ghost}))
    scene.dispatch(app::Refresh{});
}

// The sign beside a key: unsaved text, or a time to live.
void draw_mark(const Scene& scene, ui::Grid& grid, const KeyMetadata& row) {
  const float width = ui::scaled(ui::size::icon);
  if (scene.model.editor.drafts.count(row.key) > 0) {
    grid.cell("", {.width = width, .icon = ui::icon::pencil, .tooltip = "Unsaved changes"});
  } else if (row.expires_at_ms) {
    const std::string expires =
        "Expires " + app::format_relative_time(*row.expires_at_ms, scene.model.now_ms);
    grid.cell("", {.width = width, .icon = ui::icon::clock, .tooltip = expires});
  }
}

void draw_row(const Scene& scene, ui::Grid& grid, const KeyMetadata& row) {
  const float gap = ui::scaled(ui::size::gap);
  const float size_width = ui::px(60);
  const bool has_mark = row.expires_at_ms || scene.model.editor.drafts.count(row.key) > 0;
  const float mark_width = has_mark ? ui::scaled(ui::size::icon) + gap : 0;
  const float key_width = grid.row_width() - size_width - gap - mark_width;
  const bool is_cut = ui::text_width(row.key, ui::TextStyle::code) > key_width;
  grid.cell(row.key, {.style = ui::TextStyle::code,
                      .width = key_width,
                      .tooltip = is_cut ? std::string_view(row.key) : std::string_view()});
  draw_mark(scene, grid, row);
  grid.cell(
      app::format_bytes(row.size_bytes),
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

// The keyboard can go faster than pages arrive: the row it went to is selected when its key is there.
void select_wanted(const Scene& scene) {
  const app::KeyList& list = scene.model.list;
  std::optional<std::uint64_t>& wanted = scene.state.wanted_row;
  if (!wanted) return;
  const std::uint64_t known = app::row_count(list);
  if (*wanted >= known && app::is_complete(list))
    wanted = known > 0 ? std::optional(known - 1) : std::nullopt;
  const KeyMetadata* row = wanted ? app::row_at(list, list_row(*wanted)) : nullptr;
  if (!row) return;
  wanted.reset();
  scene.dispatch(app::SelectKey{row->key});
}

void follow_grid(const Scene& scene, const ui::GridResult& result) {
  const app::KeyList& list = scene.model.list;
  if (result.activated) {
    scene.state.wanted_row.reset();
    if (const KeyMetadata* row = app::row_at(list, list_row(*result.activated)))
      scene.dispatch(app::OpenKey{row->key});
  }
  if (result.moved_to) scene.state.wanted_row = result.moved_to;
  select_wanted(scene);
  if (result.delete_pressed && !list.selected.empty() && !scene.state.wanted_row)
    scene.dispatch(app::AskDelete{list.selected});
}

void draw_rows(const Scene& scene, float height) {
  const app::KeyList& list = scene.model.list;
  const std::size_t known = app::row_count(list);
  ui::GridOptions options;
  options.row_count = known + (app::is_complete(list) ? 0 : 1);
  if (const auto selected = app::row_of(list, list.selected)) options.selected = *selected;
  if (scene.state.wanted_row) options.selected = scene.state.wanted_row;
  options.height = height;
  options.busy = app::is_any_page_loading(list);
  options.focus = scene.gives_focus(app::Field::list);
  ui::Grid grid("Keys", scene.state.keys, options);
  for (std::uint64_t index = grid.first(); index < grid.last(); ++index) {
    const KeyMetadata* row = app::row_at(list, list_row(index));
    grid.begin_row(index, row ? std::string_view(row->key) : std::string_view("Loading"));
    if (row) {
      draw_row(scene, grid, *row);
    } else {
      grid.skeleton_cell(skeleton_fraction(index));
    }
    grid.end_row();
  }
  const app::RowRange shown{list_row(grid.first()), list_row(grid.last())};
  follow_grid(scene, grid.end());
  if (known > 0 && shown != list.visible) scene.dispatch(app::ShowRows{shown});
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
  if (scene.model.list.filter.empty()) {
    ui::empty_state("No keys yet", {.icon = ui::icon::inbox, .detail = "What you store appears here."});
  } else if (ui::empty_state("No key starts with this",
                             {.icon = ui::icon::search, .button = "Clear filter"})) {
    scene.dispatch(app::SetFilter{""});
  }
}

void draw_content(const Scene& scene, float height) {
  const app::KeyList& list = scene.model.list;
  if (draw_trouble(scene)) return;
  if (app::row_count(list) > 0) return draw_rows(scene, height);
  if (!app::is_complete(list)) return ui::skeleton_rows("Loading keys", 12);
  draw_rows(scene, ui::px(1));
  draw_empty(scene);
}

}  // namespace

void draw_key_list(const Scene& scene, const ui::Rect& rect) {
  const float footer = ui::px(64);
  const ui::Rect top{rect.x, rect.y, rect.width, ui::px(100)};
  const ui::Rect rows{rect.x, rect.y + top.height, rect.width, rect.height - top.height - footer};
  const ui::Rect bottom{rect.x, rect.y + rect.height - footer, rect.width, footer};
  {
    ui::Pane pane("List controls", top, {.role = ui::Role::group, .border_right = true});
    draw_filter(scene);
    draw_count(scene);
  }
  {
    ui::Pane pane("List", rows, {.role = ui::Role::group, .padding = 0, .border_right = true});
    draw_content(scene, rows.height);
  }
  ui::Pane pane("List actions", bottom, {.role = ui::Role::group, .border_right = true, .border_top = true});
  if (ui::button("New key", {.icon = ui::icon::plus, .shortcut = "N", .width = ui::width_left()})) {
    scene.dispatch(app::OpenNewKey{});
  }
}

}  // namespace keyglass::view
