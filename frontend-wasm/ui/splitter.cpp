// The bar between two panes.
#include <imgui_internal.h>

#include <algorithm>
#include <string>

#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"

namespace keyglass::ui {

float splitter_place(std::string_view name, const SplitterOptions& options) {
  auto& places = current().places;
  const auto found = places.emplace(std::string(name), options.initial).first;
  return std::clamp(found->second, options.least, options.most);
}

void splitter(std::string_view name, const Rect& extent, const SplitterOptions& options) {
  const float place = splitter_place(name, options);
  const float grip = px(8);
  const Rect bar{extent.x + extent.width * place - grip / 2, extent.y, grip, extent.height};
  ImGui::SetNextWindowPos(paint::from(bar));
  ImGui::SetNextWindowSize(ImVec2(bar.width, bar.height));
  const std::string label = "splitter " + std::string(name);
  constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;
  if (ImGui::Begin(label.c_str(), nullptr, flags)) {
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    const std::string percent = std::to_string(static_cast<int>(place * 100));
    const Item item =
        add_item(bar, id_of(name), {.role = Role::separator, .name = name, .value = percent, .keys = false});
    // The bar stays under the mouse, also after the mouse was where the bar cannot go.
    const float grabbed = ImGui::GetCurrentContext()->ActiveIdClickOffset.x - grip / 2;
    const float under_mouse = (ImGui::GetIO().MousePos.x - grabbed - extent.x) / extent.width;
    const bool is_dragged = item.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 0);
    float moved = is_dragged ? under_mouse - place : 0;
    constexpr float key_step = 0.02F;
    if (item.focused && ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) moved -= key_step;
    if (item.focused && ImGui::IsKeyPressed(ImGuiKey_RightArrow)) moved += key_step;
    const float next = std::clamp(place + moved, options.least, options.most);
    current().places[std::string(name)] = next;
    if (item.hovered || item.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (item.hovered || item.held || item.ring) {
      paint::fill({bar.x + grip / 2 - 1, bar.y, 2, bar.height}, paint::packed(Token::accent));
    }
    if (next != place) current().wants_frame = true;
  }
  ImGui::End();
}

}  // namespace keyglass::ui
