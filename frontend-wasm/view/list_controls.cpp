// A box to type into, a line with the count, and the names of what can be sorted by.
#include "view/list_controls.hpp"

#include <algorithm>
#include <iterator>

#include "app/text.hpp"
#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

void draw_filter(const Scene& scene) {
  std::string filter = scene.model.list.filter;
  const ui::TextBoxResult box = ui::text_field("Filter", filter,
                                               {.hint = "Prefix or *pattern*",
                                                .icon = ui::icon::search,
                                                .mono = true,
                                                .focus = scene.gives_focus(app::Field::filter)});
  if (box.submitted) scene.dispatch(app::FocusField{app::Field::list});
  if (!box.changed) return;
  scene.state.wanted_row.reset();
  scene.dispatch(app::SetFilter{filter});
}

std::string total_words(const app::Model& model) {
  const app::KeyList& list = model.list;
  const std::size_t known = app::row_count(list);
  if (app::is_complete(list) && !app::shows_tree(model)) return app::format_count(known);
  if (const KeyStats* totals = app::shown(model.totals))
    return (totals->exact ? "" : "at least ") + app::format_count(totals->count);
  return app::shows_tree(model) ? "" : app::format_count(known) + "+";
}

std::string count_words(const app::Model& model) {
  const app::KeyList& list = model.list;
  const std::size_t count = app::row_count(list);
  if (list.pages.empty() || (count == 0 && !app::is_complete(list))) return "";
  if (count == 0) return "No keys";
  const std::string total = total_words(model);
  if (app::shows_tree(model)) return total.empty() ? "" : total + (total == "1" ? " key" : " keys");
  const std::size_t end = std::min(list.visible.end, count);
  const std::size_t first = std::min(list.visible.first + 1, end);
  return app::format_count(first) + "\u2013" + app::format_count(end) + " of " + total;
}

// Which character ends a folder's name.
void draw_delimiter(const Scene& scene) {
  static constexpr std::string_view delimiters[] = {":", "/", "."};
  const std::string& chosen = scene.model.delimiter;
  const auto* at = std::find(std::begin(delimiters), std::end(delimiters), chosen);
  const std::string_view next =
      at == std::end(delimiters) || at + 1 == std::end(delimiters) ? delimiters[0] : at[1];
  const std::string name = "Folders end at " + chosen;
  const std::string tooltip = "Folders end at " + chosen + "  Switch to " + std::string(next);
  ui::beside(ui::size::grid);
  if (ui::button(name,
                 {.kind = ui::ButtonKind::ghost, .label = chosen, .tooltip = tooltip, .width = ui::px(32)}))
    scene.dispatch(app::Arrange{std::string(next)});
}

void draw_arrangement(const Scene& scene) {
  const bool is_tree = scene.model.wants_tree;
  if (ui::toggle_button("Folders", {.icon = ui::icon::folder_tree, .on = is_tree}))
    scene.dispatch(app::Arrange{is_tree ? std::string() : scene.model.delimiter});
  if (is_tree) draw_delimiter(scene);
  ui::beside(ui::size::gap);
}

// The count of keys and what is done with the list.
void draw_count(const Scene& scene, bool has_new_key) {
  const float buttons = has_new_key ? 2 * ui::icon_button_width() + ui::px(4) : ui::icon_button_width();
  if (scene.model.can_fold) draw_arrangement(scene);
  const std::string words = count_words(scene.model);
  ui::text(words, {.style = ui::TextStyle::secondary,
                   .color = ui::Token::muted,
                   .width = ui::width_left() - buttons - ui::px(8),
                   .height = ui::scaled(ui::size::control),
                   .semantic = !words.empty()});
  ui::beside_right(buttons);
  if (has_new_key) {
    if (ui::icon_button(ui::icon::plus, "New key", {.kind = ui::ButtonKind::ghost, .shortcut = "N"}))
      scene.dispatch(app::OpenNewKey{});
    ui::beside(ui::size::grid);
  }
  if (ui::icon_button(ui::icon::refresh_cw, "Refresh", {.kind = ui::ButtonKind::ghost}))
    scene.dispatch(app::Refresh{});
}

// What one presses to sort by, as it stands over the rows.
struct Title {
  app::SortBy by;
  std::string_view label;
};

constexpr Title titles[] = {{app::SortBy::key, "Key"},
                            {app::SortBy::changed, "Changed"},
                            {app::SortBy::expiry, "Expires"},
                            {app::SortBy::size, "Size"}};

constexpr float title_height_px = 24;

std::string label_of(app::RowOrder order, const Title& title) {
  std::string label(title.label);
  if (order.by == title.by) label += order.descending ? " \u2193" : " \u2191";
  return label;
}

float title_width(app::RowOrder order, const Title& title) {
  return ui::text_width(label_of(order, title), ui::TextStyle::secondary) + ui::px(24);
}

void draw_title(const Scene& scene, const Title& title) {
  const app::RowOrder order = app::shown_order(scene.model.list);
  const bool is_sorted = order.by == title.by;
  const std::string label = label_of(order, title);
  const std::string name = is_sorted ? "Sorted by " + app::order_words(order)
                                     : "Sort by " + app::order_words(app::next_order(order, title.by));
  const std::string_view fault = app::sort_fault(scene.model, title.by);
  if (ui::button(name, {.kind = ui::ButtonKind::ghost,
                        .enabled = fault.empty(),
                        .label = label,
                        .tooltip = fault.empty() ? std::string_view(name) : fault,
                        .width = title_width(order, title),
                        .height = ui::px(title_height_px),
                        .style = ui::TextStyle::secondary,
                        .color = is_sorted ? ui::Token::text : ui::Token::muted,
                        .id = title.label}))
    scene.dispatch(app::SortRows{title.by});
}

}  // namespace

void draw_list_controls(const Scene& scene, const ui::Rect& rect, bool has_new_key) {
  ui::Pane pane("List controls", rect, {.role = ui::Role::group, .border_right = true});
  draw_filter(scene);
  draw_count(scene, has_new_key);
}

float sort_titles_height(const app::Model& model) {
  return app::shows_tree(model) || app::row_count(model.list) == 0 ? 0 : ui::px(title_height_px + 4);
}

void draw_sort_titles(const Scene& scene, const ui::Rect& rect) {
  if (rect.height == 0) return;
  // Words stand over those of the rows: what a button has around its label reaches into the padding.
  const ui::Pane pane(
      "Order of the list", rect,
      {.role = ui::Role::group, .padding = ui::size::grid, .padded_top = false, .border_right = true});
  const app::RowOrder order = app::shown_order(scene.model.list);
  float right = ui::px(ui::scroll_bar_px);
  for (std::size_t at = 1; at < std::size(titles); ++at) right += title_width(order, titles[at]);
  for (const Title& title : titles) {
    draw_title(scene, title);
    if (title.by != app::SortBy::key) right -= title_width(order, title);
    ui::beside_right(right);
  }
}

}  // namespace keyglass::view
