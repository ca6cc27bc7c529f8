// Stands in for imgui_tables.cpp: no widget of ui/ uses the library's tables or columns (grids are drawn from
// a virtual window), but the rest of the library calls into them wherever a window may hold one. Leaving the
// file out saves the app 8 KB of what is sent. There is no BeginTable(), so none of this is ever reached with
// a table.
#include <imgui.h>
#include <imgui_internal.h>

namespace ImGui {

void EndTable() {}
void EndColumns() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}
void TableEndRow(ImGuiTable*) {}
void TableEndCell(ImGuiTable*) {}
void TablePushBackgroundChannel() {}
void TablePopBackgroundChannel() {}
void TablePushColumnChannel(int) {}
void TablePopColumnChannel() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableGcCompactSettings() {}
void TableSettingsAddSettingsHandler() {}

}  // namespace ImGui
