// Finds where the rows of the last frame stand now, and scrolls by as much.
#include "view/list_place.hpp"

#include <algorithm>

namespace keyglass::view {
namespace {

// The row that the keyboard is on may move as it likes: only going elsewhere scrolls to it.
void follow_cursor(const app::KeyList& list, const ListPlace& place, ui::GridState& grid) {
  const bool is_seen = place.cursor_row && grid.revealed == place.cursor_row;
  if (!is_seen || place.cursor != list.selected) return;
  if (const auto row = app::row_of(list, list.selected)) grid.revealed = *row;
}

// How far the rows that did not change themselves have moved.
std::int64_t rows_moved(const app::KeyList& list, const ListPlace& place) {
  std::size_t before = place.first_row;
  for (const KeyMetadata& seen : place.rows) {
    const auto row = app::row_of(list, seen.key);
    if (row && app::row_at(list, *row)->revision == seen.revision)
      return static_cast<std::int64_t>(*row) - static_cast<std::int64_t>(before);
    ++before;
  }
  return 0;
}

}  // namespace

void keep_list_place(const Scene& scene) {
  const app::KeyList& list = scene.model.list;
  ListPlace& place = scene.state.list_place;
  ui::GridState& grid = scene.state.keys;
  if (app::shows_tree(scene.model) || place.filter != list.filter) return;
  if (place.order != app::shown_order(list)) {
    grid.window = {};
    grid.revealed = app::row_of(list, list.selected);
    return;
  }
  follow_cursor(list, place, grid);
  const bool is_at_top = grid.window.top == 0 && grid.window.offset == 0;
  if (is_at_top) return;
  const auto top = static_cast<std::int64_t>(grid.window.top) + rows_moved(list, place);
  grid.window.top = static_cast<std::uint64_t>(std::max<std::int64_t>(top, 0));
}

void note_list_place(const Scene& scene, app::RowRange rows, std::optional<std::uint64_t> under) {
  const app::KeyList& list = scene.model.list;
  ListPlace& place = scene.state.list_place;
  place.filter = list.filter;
  place.order = app::shown_order(list);
  place.cursor = list.selected;
  place.cursor_row = app::row_of(list, list.selected);
  place.rows.clear();
  place.first_row = under ? static_cast<std::size_t>(*under) : rows.first;
  for (std::size_t row = place.first_row; row < rows.end; ++row) {
    const KeyMetadata* metadata = app::row_at(list, row);
    place.rows.push_back(metadata ? *metadata : KeyMetadata());
  }
}

}  // namespace keyglass::view
