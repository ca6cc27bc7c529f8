// Shortcuts: ImGui key state, with our rules about who may hear it.
#include "ui/keys.hpp"

#include <imgui_internal.h>

#include <array>

#include "ui/frame.hpp"

namespace keyglass::ui {
namespace {

struct KeyRow {
  ImGuiKey key;
  const char* name;
};

// In the order of Key. The platform tells characters and not places on the keyboard, so that `/` and `?` are
// found on every layout; F24, which no keyboard has, stands for `?`.
constexpr std::array keys{
    KeyRow{ImGuiKey_A, "A"},        KeyRow{ImGuiKey_D, "D"},         KeyRow{ImGuiKey_H, "H"},
    KeyRow{ImGuiKey_K, "K"},        KeyRow{ImGuiKey_N, "N"},         KeyRow{ImGuiKey_R, "R"},
    KeyRow{ImGuiKey_S, "S"},        KeyRow{ImGuiKey_Slash, "/"},     KeyRow{ImGuiKey_F24, "?"},
    KeyRow{ImGuiKey_Escape, "Esc"}, KeyRow{ImGuiKey_Enter, "Enter"}, KeyRow{ImGuiKey_Delete, "Delete"},
    KeyRow{ImGuiKey_F2, "F2"},      KeyRow{ImGuiKey_W, "W"}};

const KeyRow& row_of(Key key) {
  return keys[static_cast<std::size_t>(key)];
}

}  // namespace

bool typing() {
  // A box that is not drawn any more, as a dialog's that its Enter closed, has the keyboard no longer.
  const NodeId box = current().text_before_id;
  return ImGui::GetIO().WantTextInput || (box != 0 && box == ImGui::GetActiveID());
}

bool pressed(const Chord& chord) {
  const Context& context = current();
  if (context.dialog_open != 0 && context.dialog_depth == 0) return false;
  const ImGuiIO& io = ImGui::GetIO();
  const bool command = io.KeyCtrl || io.KeySuper;
  if (command != chord.command || io.KeyAlt) return false;
  const bool is_sign = chord.key == Key::slash || chord.key == Key::question;
  if (!is_sign && io.KeyShift != chord.shift) return false;
  if (!chord.command && chord.key != Key::escape && typing()) return false;
  return ImGui::IsKeyPressed(row_of(chord.key).key, false);
}

std::string words_of(const Chord& chord) {
  std::string words = chord.command ? std::string(command_name()) + " " : "";
  if (chord.shift) words += "Shift ";
  return words + row_of(chord.key).name;
}

const char* command_name() {
  return ImGui::GetIO().ConfigMacOSXBehaviors ? "Cmd" : "Ctrl";
}

}  // namespace keyglass::ui
