// Behaviour that all interactive widgets share.
#include "ui/item.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <string>
#include <utility>

#include "ui/escape.hpp"
#include "ui/frame.hpp"
#include "ui/paint.hpp"

namespace keyglass::ui {
namespace {

// Below an open dialog nothing takes the keyboard.
bool reachable() {
  const Context& context = current();
  return context.dialog_open == 0 || context.dialog_depth > 0;
}

bool key_pressed() {
  return ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false) ||
         ImGui::IsKeyPressed(ImGuiKey_Space, false);
}

void register_node(const Item& item, const ItemOptions& options) {
  Node node;
  node.id = item.id;
  node.role = options.role;
  node.state = options.state | (options.enabled ? state_focusable : state_disabled);
  node.name = escape_invisible(options.name);
  node.value = options.value;
  node.description = escape_invisible(options.description);
  node.rect = clipped(item.rect);
  current().semantics.add(std::move(node));
}

}  // namespace

NodeId id_of(std::string_view name) {
  // Outside of every pane (a Region around panes) ImGui's own fallback window must not count as written to.
  return ImGui::GetCurrentWindowRead()->GetID(name.data(), name.data() + name.size());
}

Rect clipped(const Rect& rect) {
  ImRect area(paint::from(rect), paint::to(rect));
  area.ClipWithFull(ImGui::GetCurrentWindow()->ClipRect);
  return paint::rect_of(area.Min, area.Max);
}

bool hold_focus(NodeId id, bool wanted) {
  Focus& focus = current().focus;
  const bool asked = wanted || focus.requested == id || (focus.first && current().dialog_depth > 0);
  if (asked && reachable()) {
    if (focus.id != id && ImGui::GetActiveID() != id) ImGui::ClearActiveID();
    focus.id = id;
    focus.visible = true;
    focus.first = false;
    focus.moved = true;
    if (focus.requested == id || wanted) focus.requested = 0;
  }
  if (focus.id != id) return false;
  focus.seen = true;
  focus.window = ImGui::GetCurrentWindow()->ID;
  return true;
}

void reveal_focus(const Rect& rect) {
  Focus& focus = current().focus;
  if (!std::exchange(focus.moved, false)) return;
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (window->ScrollMax.y <= 0 || window->InnerClipRect.Contains(ImRect(paint::from(rect), paint::to(rect))))
    return;
  ImGui::ScrollToRect(ImGui::GetCurrentWindow(), ImRect(paint::from(rect), paint::to(rect)),
                      ImGuiScrollFlags_KeepVisibleEdgeY);
  current().wants_frame = true;
}

void scroll_by_keys() {
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const Context& context = current();
  if (window->ScrollMax.y <= 0 || context.focus.window != window->ID) return;
  const Node* node = context.semantics.find(context.focus.id);
  const bool has_own_use = node == nullptr || (node->role != Role::button && node->role != Role::tab);
  if (has_own_use) return;
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, true) ? 1.0F : 0.0F; };
  const float lines = pressed(ImGuiKey_DownArrow) - pressed(ImGuiKey_UpArrow);
  const float pages = pressed(ImGuiKey_PageDown) - pressed(ImGuiKey_PageUp);
  const float ends = pressed(ImGuiKey_End) - pressed(ImGuiKey_Home);
  const float by =
      lines * 3 * size::line_px + pages * window->InnerRect.GetHeight() * 0.9F + ends * window->ScrollMax.y;
  if (by == 0) return;
  ImGui::SetScrollY(std::clamp(window->Scroll.y + by, 0.0F, window->ScrollMax.y));
  current().wants_frame = true;
}

void focus_by_mouse(NodeId id) {
  Focus& focus = current().focus;
  focus.id = id;
  focus.visible = false;
  focus.seen = true;
  focus.window = ImGui::GetCurrentWindow()->ID;
  focus.requested = 0;
}

Item add_item(const Rect& rect, NodeId id, const ItemOptions& options) {
  Item item;
  item.id = id;
  item.rect = rect;
  const ImRect area(paint::from(rect), paint::to(rect));
  item.visible = ImGui::ItemAdd(area, id);
  register_node(item, options);
  if (!options.enabled) {
    item.hovered = item.visible && ImGui::ItemHoverable(area, id, ImGuiItemFlags_None);
    return item;
  }
  item.focused = hold_focus(id, options.focus);
  reveal_focus(rect);
  const ImGuiButtonFlags flags =
      options.press_on_down ? ImGuiButtonFlags_PressedOnClick : ImGuiButtonFlags_PressedOnClickRelease;
  item.pressed = ImGui::ButtonBehavior(area, id, &item.hovered, &item.held, flags);
  if (item.held || item.pressed) {
    focus_by_mouse(id);
    item.focused = true;
  }
  if (item.focused && options.keys && key_pressed()) item.pressed = true;
  if (current().semantics.take_activate(id)) item.pressed = true;
  item.ring = item.focused && current().focus.visible;
  return item;
}

Item place_item(float width, float height, const ItemOptions& options) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Rect rect{at.x, at.y, width, height};
  ImGui::ItemSize(ImVec2(width, height));
  return add_item(rect, id_of(options.id.empty() ? options.name : options.id), options);
}

void tooltip_for(const Item& item, std::string_view text, std::string_view detail) {
  if (text.empty() || !item.hovered) return;
  constexpr float delay_seconds = 0.45F;
  const ImGuiContext& imgui = *ImGui::GetCurrentContext();
  if (imgui.HoveredIdTimer < delay_seconds) {
    const double left_ms = static_cast<double>(delay_seconds - imgui.HoveredIdTimer) * 1000 + 1;
    double& wake_ms = current().wake_after_ms;
    wake_ms = wake_ms > 0 ? std::min(wake_ms, left_ms) : left_ms;
    return;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(10), px(6)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, scaled(size::radius));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleColor(ImGuiCol_PopupBg, paint::packed(Token::raised));
  ImGui::PushStyleColor(ImGuiCol_Border, paint::packed(Token::border));
  if (ImGui::BeginTooltip()) {
    {
      const TextStyleScope style(TextStyle::secondary);
      for (const std::string_view line : {text, detail}) {
        const std::string shown = escape_invisible(shorten(line, 300));
        if (!shown.empty()) ImGui::TextUnformatted(shown.data(), shown.data() + shown.size());
      }
    }
    ImGui::EndTooltip();
  }
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(3);
}

}  // namespace keyglass::ui
