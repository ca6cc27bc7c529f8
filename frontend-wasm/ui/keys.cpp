// Shortcuts: ImGui key state, with our rules about who may hear it.
#include "ui/keys.hpp"

#include <imgui_internal.h>

#include <array>

#include "ui/frame.hpp"

namespace keyglass::ui {
namespace {

// In the order of Key. `?` and `/` share a key on some layouts, so `question` is asked with shift.
constexpr std::array keys{ImGuiKey_A,     ImGuiKey_K,      ImGuiKey_N,     ImGuiKey_S,      ImGuiKey_Slash,
                          ImGuiKey_Slash, ImGuiKey_Escape, ImGuiKey_Enter, ImGuiKey_Delete, ImGuiKey_F2};

}  // namespace

bool typing() {
  return ImGui::GetIO().WantTextInput || current().text_before_id != 0;
}

bool pressed(const Chord& chord) {
  const Context& context = current();
  if (context.dialog_open != 0 && context.dialog_depth == 0) return false;
  const ImGuiIO& io = ImGui::GetIO();
  const bool command = io.KeyCtrl || io.KeySuper;
  if (command != chord.command || io.KeyAlt) return false;
  if (io.KeyShift != (chord.shift || chord.key == Key::question)) return false;
  if (!chord.command && chord.key != Key::escape && typing()) return false;
  return ImGui::IsKeyPressed(keys[static_cast<std::size_t>(chord.key)], false);
}

const char* command_name() {
  return ImGui::GetIO().ConfigMacOSXBehaviors ? "Cmd" : "Ctrl";
}

}  // namespace keyglass::ui
