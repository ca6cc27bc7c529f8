// A thumb as large as what is in sight, never too small to be caught.
#include "ui/scroll_bar.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/paint.hpp"

namespace keyglass::ui {

Rect beside_scroll_bar(const Rect& area) {
  return {area.x, area.y, area.width - scroll_bar_px, area.height};
}

bool over_scroll_bar(const Rect& area) {
  const float right = area.x + area.width;
  return ImGui::IsWindowHovered() &&
         ImGui::IsMouseHoveringRect({right - scroll_bar_px, area.y}, {right, area.y + area.height});
}

void scroll_bar(VirtualWindow& window, const Rect& area, const ScrollExtent& extent) {
  const auto total = static_cast<double>(extent.count);
  if (total <= extent.visible) return;
  const float track = area.height;
  const float thumb = std::max(px(28), track * static_cast<float>(extent.visible / total));
  const double place = (static_cast<double>(window.top) + window.offset) / (total - extent.visible);
  const Rect bar{area.x + area.width - scroll_bar_px + 1,
                 area.y + static_cast<float>(place) * (track - thumb), scroll_bar_px - 2, thumb};
  const ImRect reach(ImVec2(bar.x - 1, area.y), ImVec2(bar.x - 1 + scroll_bar_px, area.y + track));
  const NodeId id = id_of("scroll bar");
  ImGui::ItemAdd(reach, id, nullptr, ImGuiItemFlags_NoNav);
  bool hovered = false;
  bool held = false;
  ImGui::ButtonBehavior(reach, id, &hovered, &held, ImGuiButtonFlags_PressedOnClick);
  if (held) {
    const float moved = ImGui::GetIO().MousePos.y - area.y - thumb / 2;
    const double wanted =
        std::clamp(static_cast<double>(moved / (track - thumb)), 0.0, 1.0) * (total - extent.visible);
    const VirtualWindow moved_to{static_cast<std::uint64_t>(wanted), wanted - std::floor(wanted)};
    // What is in sight was drawn before: once more, but not for as long as the button is held.
    current().wants_frame = current().wants_frame || moved_to != window;
    window = moved_to;
  }
  const Theme& theme = current().theme;
  const float strength = held ? 0.8F : hovered ? 0.6F : 0.35F;
  paint::fill(bar, paint::packed(mix(theme[Token::surface], theme[Token::muted], strength)), size::grid);
}

}  // namespace keyglass::ui
