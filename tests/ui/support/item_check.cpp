// Dear ImGui's hooks for test engines (IMGUI_ENABLE_TEST_ENGINE): it calls these for every item.
#include "item_check.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

namespace keyglass::ui::testing {
namespace {

std::vector<NodeId> items;

// Windows and children are items of ImGui too; landmarks stand for them.
bool is_window(ImGuiContext& imgui, ImGuiID id) {
  return std::any_of(imgui.Windows.begin(), imgui.Windows.end(), [id](const ImGuiWindow* window) {
    return window->ID == id || window->ChildId == id || window->MoveId == id;
  });
}

}  // namespace

void forget_drawn_items() {
  items.clear();
}

const std::vector<NodeId>& drawn_items() {
  return items;
}

void record(ImGuiContext& imgui, ImGuiID id, const ImGuiLastItemData* data) {
  const bool is_decoration = data == nullptr || (data->ItemFlags & ImGuiItemFlags_NoNav) != 0;
  const bool is_input = data != nullptr && (data->ItemFlags & ImGuiItemFlags_Inputable) != 0;
  if (id == 0 || (is_decoration && !is_input)) return;
  if (std::find(items.begin(), items.end(), id) != items.end()) return;
  if (!is_input && is_window(imgui, id)) return;
  items.push_back(id);
}

}  // namespace keyglass::ui::testing

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* imgui, ImGuiID id, const ImRect&,
                                 const ImGuiLastItemData* data) {
  keyglass::ui::testing::record(*imgui, id, data);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
  return nullptr;
}
