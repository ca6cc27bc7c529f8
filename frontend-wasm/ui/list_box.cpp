// One item for the mouse, one node for each option in sight.
#include "ui/list_box.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/escape.hpp"
#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {
namespace {

std::size_t moved(std::size_t chosen, std::size_t count, std::size_t page_rows) {
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, true); };
  if (pressed(ImGuiKey_DownArrow)) return chosen + 1 < count ? chosen + 1 : 0;
  if (pressed(ImGuiKey_UpArrow)) return chosen > 0 ? chosen - 1 : count - 1;
  if (pressed(ImGuiKey_PageDown)) return std::min(chosen + page_rows, count - 1);
  if (pressed(ImGuiKey_PageUp)) return chosen - std::min(chosen, page_rows);
  return chosen;
}

// Whole rows that the wheel or a finger went on by; what is left of one waits for more.
int turned_rows(ListBoxState& state, float row_height) {
  state.rest -= ImGui::GetIO().MouseWheel * wheel_notch_px / row_height;
  const float whole = std::trunc(state.rest);
  state.rest -= whole;
  return static_cast<int>(whole);
}

// Scrolls by the wheel, or as little as needed to show a choice that moved.
void scroll(ListBoxState& state, std::size_t count, std::size_t rows, std::optional<std::size_t> reveal) {
  if (reveal) state.first = std::clamp(state.first, *reveal + 1 - std::min(*reveal + 1, rows), *reveal);
  state.first = std::min(state.first, count - rows);
}

void register_option(NodeId id, const ListOption& option, const Rect& rect, bool is_chosen) {
  Node node;
  node.id = id;
  node.role = Role::option;
  node.name = escape_invisible(option.name);
  node.description = escape_invisible(option.detail);
  node.state = state_selectable | (is_chosen ? std::uint32_t{state_selected} : 0U);
  node.rect = clipped(rect);
  current().semantics.add(std::move(node));
}

void draw_option(const ListOption& option, const Rect& rect, bool is_chosen, bool is_hovered) {
  const Theme& theme = current().theme;
  if (is_chosen) {
    paint::fill(rect, paint::packed(Token::selection), size::radius);
  } else if (is_hovered) {
    paint::fill(rect, paint::packed(mix(theme[Token::raised], theme[Token::text], 0.06F)), size::radius);
  }
  const float middle = rect.y + rect.height / 2;
  float x = rect.x + px(10);
  if (option.icon != nullptr) paint::glyph(option.icon, x, middle, paint::packed(Token::muted));
  x += px(24);
  const std::string detail = escape_invisible(option.detail);
  const float detail_width = std::ceil(paint::measure(detail, TextStyle::secondary).x);
  const float detail_x = rect.x + rect.width - px(10) - detail_width;
  const std::string shown = escape_invisible(shorten(option.name, 400));
  const TextStyle style = option.mono ? TextStyle::code : TextStyle::body;
  paint::line(
      x, middle,
      {.shown = shown, .style = style, .color = paint::packed(Token::text), .width = detail_x - x - px(12)});
  paint::line(detail_x, middle,
              {.shown = detail, .style = TextStyle::secondary, .color = paint::packed(Token::muted)});
}

}  // namespace

ListBoxResult list_box(std::string_view name, ListBoxState& state, std::span<const ListOption> options,
                       const ListBoxOptions& look) {
  ListBoxResult result{std::min(look.chosen, options.empty() ? 0 : options.size() - 1), {}};
  if (options.empty()) return result;
  const IdScope scope(name);
  const std::size_t rows = std::min(options.size(), look.rows_max);
  const float row_height = scaled(current().touch ? size::touch : size::control);
  const Rect rect = next_place(width_left(), row_height * static_cast<float>(rows));
  const std::size_t before = result.chosen;
  result.chosen = moved(before, options.size(), rows);
  const NodeId id = id_of("options");
  ImGui::ItemSize(ImVec2(rect.width, rect.height));
  const ImRect area(paint::from(rect), paint::to(rect));
  bool hovered = false;
  bool held = false;
  const bool pressed = ImGui::ItemAdd(area, id) && ImGui::ButtonBehavior(area, id, &hovered, &held);
  for (int turns = hovered ? turned_rows(state, row_height) : 0; turns != 0; turns += turns < 0 ? 1 : -1) {
    if (turns > 0) ++state.first;
    if (turns < 0 && state.first > 0) --state.first;
  }
  const bool has_moved = before != result.chosen;
  scroll(state, options.size(), rows, has_moved ? std::optional(result.chosen) : std::nullopt);
  Node box;
  box.id = id;
  box.role = Role::listbox;
  box.name = name;
  box.rect = clipped(rect);
  current().semantics.open(std::move(box));
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t at = state.first + row;
    const Rect place{rect.x, rect.y + row_height * static_cast<float>(row), rect.width, row_height};
    // A key may be called like a command.
    const NodeId option_id = id_of(std::to_string(at) + options[at].name);
    const bool under_mouse =
        hovered && ImGui::GetIO().MousePos.y >= place.y && ImGui::GetIO().MousePos.y < place.y + place.height;
    register_option(option_id, options[at], place, at == result.chosen);
    if (at == result.chosen) current().semantics.set_active(look.owner, option_id);
    draw_option(options[at], place, at == result.chosen, under_mouse);
    if ((pressed && under_mouse) || current().semantics.take_activate(option_id)) result.activated = at;
  }
  current().semantics.close();
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return result;
}

}  // namespace keyglass::ui
