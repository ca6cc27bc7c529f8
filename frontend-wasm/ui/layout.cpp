// Panes as ImGui windows, and the flow inside them.
#include "ui/layout.hpp"

#include <imgui_internal.h>

#include <cmath>
#include <string>

#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/paint.hpp"

namespace keyglass::ui {
namespace {

constexpr ImGuiWindowFlags pane_flags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav |
    ImGuiWindowFlags_NoScrollWithMouse;

void open_node(Role role, std::string_view name, NodeId id, const Rect& rect) {
  Node node;
  node.id = id;
  node.role = role;
  node.name = name;
  node.rect = rect;
  current().semantics.open(std::move(node));
}

void draw_borders(const Rect& rect, const PaneOptions& options) {
  const ImU32 color = paint::packed(Token::border);
  // At the page's edge there is nothing to divide.
  const bool has_right = options.border_right && rect.x + rect.width < page().width;
  if (has_right) paint::fill({rect.x + rect.width - 1, rect.y, 1, rect.height}, color);
  if (options.border_left) paint::fill({rect.x, rect.y, 1, rect.height}, color);
  if (options.border_top) paint::fill({rect.x, rect.y, rect.width, 1}, color);
  if (options.border_bottom) paint::fill({rect.x, rect.y + rect.height - 1, rect.width, 1}, color);
}

bool inside_window() {
  return ImGui::GetCurrentContext()->CurrentWindowStack.Size > 1;
}

}  // namespace

Rect page() {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  return {0, 0, size.x, size.y};
}

IdScope::IdScope(std::string_view name) {
  ImGui::PushID(name.data(), name.data() + name.size());
}

IdScope::~IdScope() {
  ImGui::PopID();
}

Region::Region(Role role, std::string_view name) {
  const IdScope scope("region");
  open_node(role, name, id_of(name), {});
}

Region::~Region() {
  current().semantics.close();
}

Pane::Pane(std::string_view name, const Rect& rect, const PaneOptions& options) : child_(inside_window()) {
  ImGuiWindowFlags flags = pane_flags;
  if (options.scrolls) {
    flags &= ~(ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  }
  const std::string label = "pane " + std::string(name);
  const float pad = scaled(options.padding);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, options.padded_top ? pad : 0));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, paint::packed(options.background));
  ImGui::PushStyleColor(ImGuiCol_ChildBg, paint::packed(options.background));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  if (child_) {
    ImGui::SetCursorScreenPos(paint::from(rect));
    ImGui::BeginChild(label.c_str(), ImVec2(rect.width, rect.height), ImGuiChildFlags_AlwaysUseWindowPadding,
                      flags);
  } else {
    ImGui::SetNextWindowPos(paint::from(rect));
    ImGui::SetNextWindowSize(ImVec2(rect.width, rect.height));
    ImGui::Begin(label.c_str(), nullptr, flags);
  }
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(2);
  open_node(options.role, name, ImGui::GetCurrentWindow()->ID, rect);
  draw_borders(rect, options);
}

Pane::~Pane() {
  scroll_by_keys();
  current().semantics.close();
  if (child_) {
    ImGui::EndChild();
  } else {
    ImGui::End();
  }
}

void beside(float ems) {
  ImGui::SameLine(0, scaled(ems));
}

void beside_or_below(float width, float ems) {
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (window->DC.CursorPosPrevLine.x + scaled(ems) + width <= window->WorkRect.Max.x) beside(ems);
}

void beside_right(float width) {
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  ImGui::SameLine(window->WorkRect.Max.x - window->Pos.x - width);
}

void space(float ems) {
  // The flow already adds one gap before the next widget.
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + scaled(ems) - ImGui::GetStyle().ItemSpacing.y);
  ImGui::Dummy(ImVec2(0, 0));
}

void hairline() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  paint::fill({at.x, at.y, width_left(), 1}, paint::packed(Token::border));
  ImGui::Dummy(ImVec2(0, 1));
}

float width_left() {
  return std::floor(ImGui::GetContentRegionAvail().x);
}

float height_left() {
  return std::floor(ImGui::GetContentRegionAvail().y);
}

Rect next_place(float width, float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  return {at.x, at.y, width, height};
}

void skip(float width, float height) {
  ImGui::Dummy(ImVec2(width, height));
}

}  // namespace keyglass::ui
