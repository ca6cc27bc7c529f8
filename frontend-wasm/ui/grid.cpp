// The virtual grid: keyboard, wheel, rows, cells and a scroll bar, drawn in place.
#include "ui/grid.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "ui/escape.hpp"
#include "ui/frame.hpp"
#include "ui/icons.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"
#include "ui/scroll_bar.hpp"

namespace keyglass::ui {
namespace {

constexpr float cell_padding_px = 16;
constexpr float fold_px = 20;    // before the first cell of a tree's row
constexpr float indent_px = 16;  // a level
constexpr float check_px = 24;   // before it, where rows can be chosen

bool repeated(ImGuiKey key) {
  return ImGui::IsKeyPressed(key, true);
}

Node node_of(NodeId id, Role role, std::string_view name, const Rect& rect) {
  Node node;
  node.id = id;
  node.role = role;
  node.name = escape_invisible(name);
  node.rect = clipped(rect);
  return node;
}

// A row of a tree is one item: what stands in it beside its name is its value.
void add_words(NodeId row, std::string_view text, bool is_value) {
  Semantics& semantics = current().semantics;
  const Node* node = semantics.find(row);
  const std::string words = escape_invisible(text);
  if (node == nullptr || words.empty() || (!is_value && node->name.ends_with(words))) return;
  semantics.set_value(row, node->value.empty() ? words : node->value + ", " + words);
}

// Where the selection goes from `at` by the key that is down; nullopt for none.
std::optional<std::uint64_t> keyed_move(std::optional<std::uint64_t> at, std::uint64_t count,
                                        std::uint64_t page_rows) {
  const std::uint64_t last = count - 1;
  const std::uint64_t here = at.value_or(0);
  const auto down = [&](std::uint64_t rows) { return last - here < rows ? last : here + rows; };
  const auto up = [&](std::uint64_t rows) { return here < rows ? 0 : here - rows; };
  if (repeated(ImGuiKey_DownArrow)) return at ? down(1) : 0;
  if (repeated(ImGuiKey_UpArrow)) return at ? up(1) : last;
  if (repeated(ImGuiKey_PageDown)) return down(page_rows);
  if (repeated(ImGuiKey_PageUp)) return up(page_rows);
  if (repeated(ImGuiKey_Home)) return 0;
  if (repeated(ImGuiKey_End)) return last;
  return std::nullopt;
}

std::uint32_t state_of(Fold fold) {
  if (fold == Fold::none) return 0;
  return fold == Fold::open ? state_expanded : state_collapsed;
}

}  // namespace

Grid::Grid(std::string_view name, GridState& state, const GridOptions& options)
    : state_(state), options_(options) {
  rect_ = next_place(width_left(), options.height > 0 ? options.height : height_left());
  row_height_ = scaled(current().touch ? std::max(options.row_height, size::touch) : options.row_height);
  inner_width_ = beside_scroll_bar(rect_).width;
  id_ = id_of(name);
  ImGui::ItemSize(ImVec2(rect_.width, rect_.height));
  const Item item = add_item(beside_scroll_bar(rect_), id_,
                             {.role = options.tree ? Role::tree : Role::grid,
                              .name = name,
                              .state = (options.busy ? std::uint32_t{state_busy} : 0U) |
                                       (options.multi ? std::uint32_t{state_multiselectable} : 0U),
                              .focus = options.focus,
                              .press_on_down = true,
                              .keys = false});
  hovered_ = item.hovered;
  has_focus_ = item.focused;
  result_.focused = item.focused;
  pressed_ = item.pressed && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  ring_ = item.ring;
  current().semantics.reopen(id_,
                             static_cast<std::int64_t>(options.row_count_total.value_or(options.row_count)));
  if (has_focus_ && options.row_count > 0) take_keys();
  if (hovered_ || over_scroll_bar(rect_)) take_wheel();
  reveal_target();
  state_.window.scroll(0, options.row_count, visible_rows());
  const auto reach = static_cast<std::uint64_t>(std::ceil(visible_rows() + state_.window.offset));
  last_ = std::min(options.row_count, state_.window.top + reach);
  ImGui::PushClipRect(paint::from(rect_), paint::to(rect_), true);
}

void Grid::take_choosing_keys(bool command) {
  if (ImGui::IsKeyPressed(ImGuiKey_Space, false)) result_.toggled = options_.selected;
  result_.all_pressed = command && ImGui::IsKeyPressed(ImGuiKey_A, false);
  result_.escape_pressed = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

void Grid::take_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  const bool command = io.KeyCtrl || io.KeySuper;
  if (io.KeyAlt) return;
  if (options_.multi) take_choosing_keys(command);
  if (command) return;
  const auto page_rows = static_cast<std::uint64_t>(std::max(1.0, std::floor(visible_rows()) - 1));
  const auto moved = keyed_move(options_.selected, options_.row_count, page_rows);
  (options_.multi && io.KeyShift ? result_.ranged : result_.moved_to) = moved;
  const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
                     (!options_.multi && ImGui::IsKeyPressed(ImGuiKey_Space, false));
  if (enter && options_.selected) result_.activated = options_.selected;
  result_.left_pressed = options_.tree && repeated(ImGuiKey_LeftArrow);
  result_.right_pressed = options_.tree && repeated(ImGuiKey_RightArrow);
  result_.delete_pressed = ImGui::IsKeyPressed(ImGuiKey_Delete, false);
  if (moved) current().focus.visible = true;
}

void Grid::take_wheel() {
  const float wheel = ImGui::GetIO().MouseWheel;
  if (wheel == 0) return;
  state_.window.scroll(-static_cast<double>(wheel * wheel_notch_px / row_height_), options_.row_count,
                       visible_rows());
  ImGui::SetKeyOwner(ImGuiKey_MouseWheelY, id_);
}

// Who scrolled the row out of sight keeps his place; a banner that makes the list lower must not hide it.
void Grid::reveal_target() {
  const double before = std::exchange(state_.visible_rows, visible_rows());
  const auto moved = result_.moved_to ? result_.moved_to : result_.ranged;
  const auto target = moved ? moved : options_.selected;
  if (!options_.reveal_selected || !target) return;
  const bool loses_sight = before != visible_rows() && state_.window.shows(*target, before);
  if (target == state_.revealed && !loses_sight) return;
  state_.window.reveal(*target, options_.row_count, visible_rows());
  state_.revealed = target;
}

float Grid::row_width() const {
  return inner_width_ - 2 * px(cell_padding_px) - indent_;
}

// A finger has no Ctrl key: once one row is chosen, it chooses.
void Grid::take_press(std::uint64_t index) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool on_check = options_.checks && io.MousePos.x < rect_.x + px(cell_padding_px + check_px);
  if (options_.multi && io.KeyShift) {
    result_.ranged = index;
  } else if (options_.multi &&
             (io.KeyCtrl || io.KeySuper || on_check || (options_.checks && current().touch))) {
    result_.toggled = index;
  } else {
    result_.activated = index;
  }
}

void Grid::draw_row_state(const Rect& row, bool checked, bool under) {
  const Theme& theme = current().theme;
  const bool selected = options_.selected == row_;
  if (selected || checked) {
    paint::fill(row, paint::packed(Token::selection, selected ? 1 : 0.6F));
    if (selected && has_focus_) paint::fill({row.x, row.y, 3, row.height}, paint::packed(Token::accent));
  } else if (under) {
    paint::fill(row, paint::packed(mix(theme[Token::surface], theme[Token::text], 0.05F)));
  }
  if (!options_.checks) return;
  paint::glyph(checked ? icon::circle_check : icon::circle, row.x + px(cell_padding_px),
               row.y + row.height / 2, paint::packed(checked ? Token::accent : Token::muted));
}

void Grid::draw_fold(Fold fold) {
  if (fold == Fold::none) return;
  const char* sign = fold == Fold::open ? icon::chevron_down : icon::chevron_right;
  paint::glyph(sign, cell_x_ - px(fold_px), row_y_ + row_height_ / 2, paint::packed(Token::muted));
}

void Grid::draw_flash(const Rect& row, std::uint64_t change) {
  constexpr double lasts_seconds = 0.12;
  RowFlash& flash = state_.flashes[row_id_];
  flash.seen = true;
  const double now = ImGui::GetTime();
  if (flash.change != change) {
    flash.change = change;
    flash.began = now;
  }
  const double left = 1 - (now - flash.began) / lasts_seconds;
  if (left <= 0 || current().reduced_motion) return;
  paint::fill(row, paint::packed(Token::accent, static_cast<float>(left * left) * 0.35F));
  current().wants_frame = true;
}

void Grid::begin_row(std::uint64_t index, std::string_view name, const RowOptions& options) {
  row_ = index;
  const double rows_down = static_cast<double>(index - state_.window.top) - state_.window.offset;
  row_y_ = rect_.y + static_cast<float>(std::round(rows_down * static_cast<double>(row_height_)));
  const Rect row{rect_.x, row_y_, inner_width_, row_height_};
  ImGui::PushID(name.data(), name.data() + name.size());
  ImGui::PushID(static_cast<int>(index & 0x7FFFFFFFU));
  row_id_ = id_of("row");
  const bool selected = options_.selected == index;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool under =
      hovered_ && mouse.y >= row.y && mouse.y < row.y + row.height && mouse.x < row.x + row.width;
  if (under) result_.under = index;
  if (under && pressed_) take_press(index);
  if (current().semantics.take_activate(row_id_)) result_.activated = index;
  Node node = node_of(row_id_, options_.tree ? Role::treeitem : Role::row, name, row);
  node.row_index = options_.tree ? options.position : static_cast<std::int64_t>(index);
  if (options_.tree) {
    node.row_count = options.siblings;
    node.level = options.level;
  }
  const bool is_chosen = options_.checks ? options.checked : selected;
  node.state = state_selectable | (is_chosen ? std::uint32_t{state_selected} : 0U) | state_of(options.fold);
  current().semantics.open(std::move(node));
  if (selected) active_row_ = row_id_;
  draw_row_state(row, options.checked, under);
  if (options.change != 0) draw_flash(row, options.change);
  if (under) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  indent_ = options_.tree ? px(fold_px) + px(indent_px) * static_cast<float>(options.level - 1) : 0;
  if (options_.checks) indent_ += px(check_px);
  indent_ = std::min(indent_, inner_width_ / 2);
  cell_x_ = row.x + px(cell_padding_px) + indent_;
  cell_ = 0;
  draw_fold(options.fold);
}

void Grid::cell(std::string_view text, const CellOptions& options) {
  const float right_edge = rect_.x + inner_width_ - px(cell_padding_px);
  const float width =
      options.width > 0 ? std::min(options.width, right_edge - cell_x_) : right_edge - cell_x_;
  const std::string shown = escape_invisible(shorten(text, 2048));
  const float middle = row_y_ + row_height_ / 2;
  float x = cell_x_;
  if (options.icon != nullptr) {
    const Token color = options.icon_only ? options.color : Token::muted;
    paint::glyph(options.icon, x, middle, paint::packed(color));
    x += scaled(size::icon) + px(6);
  }
  const float room = cell_x_ + width - x;
  if (options.right) x += std::max(0.0F, room - std::ceil(paint::measure(shown, options.style).x));
  if (!options.icon_only) paint::line(x, middle, {shown, options.style, paint::packed(options.color), room});
  const NodeId id = ImGui::GetCurrentWindow()->GetID(static_cast<int>(++cell_));
  if (options_.tree) {
    add_words(row_id_, text, options.is_value);
  } else {
    current().semantics.add(node_of(id, Role::gridcell, text, {cell_x_, row_y_, width, row_height_}));
  }
  Item item;
  item.id = id;
  item.hovered = hovered_ && !options.tooltip.empty() &&
                 ImGui::IsMouseHoveringRect({cell_x_, row_y_}, {cell_x_ + width, row_y_ + row_height_});
  tooltip_for(item, options.tooltip);
  cell_x_ += width + scaled(size::gap);
}

void Grid::skeleton_cell(float fraction) {
  const Color tint = mix(current().theme[Token::surface], current().theme[Token::text], 0.08F);
  const float height = px(10);
  const float width = row_width() * fraction;
  paint::fill({cell_x_, row_y_ + (row_height_ - height) / 2, width, height}, paint::packed(tint), size::grid);
  if (options_.tree) return;
  const NodeId id = ImGui::GetCurrentWindow()->GetID(static_cast<int>(++cell_));
  current().semantics.add(node_of(id, Role::gridcell, "Loading", {cell_x_, row_y_, width, row_height_}));
}

void Grid::end_row() {
  ImGui::PopID();
  ImGui::PopID();
  current().semantics.close();
}

GridResult Grid::end() {
  current().semantics.close();
  std::erase_if(state_.flashes, [](const auto& flash) { return !flash.second.seen; });
  for (auto& [row, flash] : state_.flashes) flash.seen = false;
  current().semantics.set_active(id_, active_row_);
  scroll_bar(state_.window, rect_, {options_.row_count, visible_rows()});
  ImGui::PopClipRect();
  if (ring_ && active_row_ == 0) paint::outline(rect_, paint::packed(Token::accent), size::grid, 2);
  return result_;
}

}  // namespace keyglass::ui
