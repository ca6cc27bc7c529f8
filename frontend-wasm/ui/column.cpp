// A group of Dear ImGui whose right edge is its own.
#include "ui/column.hpp"

#include <imgui_internal.h>

namespace keyglass::ui {

Column::Column(float width) {
  ImGui::BeginGroup();
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  content_right_ = window->ContentRegionRect.Max.x;
  work_right_ = window->WorkRect.Max.x;
  window->ContentRegionRect.Max.x = window->WorkRect.Max.x = window->DC.CursorPos.x + width;
}

Column::~Column() {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  window->ContentRegionRect.Max.x = content_right_;
  window->WorkRect.Max.x = work_right_;
  ImGui::EndGroup();
}

}  // namespace keyglass::ui
