// Pointer, wheel and key events from web/input.js into Dear ImGui's queue.
#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <string_view>
#include <utility>

#include "ui/frame.hpp"

namespace {

struct KeyRow {
  std::string_view name;  // KeyboardEvent.key, or .code where the key prints something
  ImGuiKey key;
};

constexpr KeyRow named_keys[] = {{"Enter", ImGuiKey_Enter},
                                 {"Escape", ImGuiKey_Escape},
                                 {"Backspace", ImGuiKey_Backspace},
                                 {"Delete", ImGuiKey_Delete},
                                 {"ArrowLeft", ImGuiKey_LeftArrow},
                                 {"ArrowRight", ImGuiKey_RightArrow},
                                 {"ArrowUp", ImGuiKey_UpArrow},
                                 {"ArrowDown", ImGuiKey_DownArrow},
                                 {"Home", ImGuiKey_Home},
                                 {"End", ImGuiKey_End},
                                 {"PageUp", ImGuiKey_PageUp},
                                 {"PageDown", ImGuiKey_PageDown},
                                 {"Insert", ImGuiKey_Insert},
                                 {"Tab", ImGuiKey_Tab},
                                 {" ", ImGuiKey_Space},
                                 {"Space", ImGuiKey_Space},
                                 {"/", ImGuiKey_Slash},
                                 {"?", ImGuiKey_F24},
                                 {"Slash", ImGuiKey_Slash},
                                 {"NumpadEnter", ImGuiKey_KeypadEnter},
                                 {"Control", ImGuiMod_Ctrl},
                                 {"Shift", ImGuiMod_Shift},
                                 {"Alt", ImGuiMod_Alt},
                                 {"Meta", ImGuiMod_Super}};

ImGuiKey offset_key(ImGuiKey first, int offset) {
  return static_cast<ImGuiKey>(first + offset);
}

ImGuiKey key_of(std::string_view name) {
  for (const KeyRow& row : named_keys) {
    if (row.name == name) return row.key;
  }
  if (name.size() == 1) {
    const char letter = name[0];
    if (letter >= 'a' && letter <= 'z') return offset_key(ImGuiKey_A, letter - 'a');
    if (letter >= 'A' && letter <= 'Z') return offset_key(ImGuiKey_A, letter - 'A');
    if (letter >= '0' && letter <= '9') return offset_key(ImGuiKey_0, letter - '0');
  }
  if (name.size() == 4 && name.substr(0, 3) == "Key") return offset_key(ImGuiKey_A, name[3] - 'A');
  if (name.size() == 6 && name.substr(0, 5) == "Digit") return offset_key(ImGuiKey_0, name[5] - '0');
  if (name.size() == 2 && name[0] == 'F') return offset_key(ImGuiKey_F1, name[1] - '1');
  return ImGuiKey_None;
}

}  // namespace

extern "C" {

// Logical pixels; `touch` tells fingers from mice.
EMSCRIPTEN_KEEPALIVE void kg_on_pointer(float x, float y, int touch) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch != 0 ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(x, y);
}

EMSCRIPTEN_KEEPALIVE void kg_on_pointer_left() {
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

EMSCRIPTEN_KEEPALIVE void kg_on_button(int button, int down) {
  ImGui::GetIO().AddMouseButtonEvent(button, down != 0);
}

// Logical pixels; positive scrolls up and left.
EMSCRIPTEN_KEEPALIVE void kg_on_wheel(float x, float y) {
  ImGui::GetIO().AddMouseWheelEvent(x / keyglass::ui::wheel_notch_across_px,
                                    y / keyglass::ui::wheel_notch_px);
}

// `held` has a bit for each of Ctrl, Shift, Alt and Meta: they may have gone down or up while another window
// had the keyboard.
EMSCRIPTEN_KEEPALIVE void kg_on_key(const char* key, const char* code, int down, unsigned held) {
  const ImGuiKey by_key = key_of(key);
  // Signs are where the layout has them: what is at their place elsewhere does not count.
  const bool is_sign_key = key[0] > ' ' && key[0] <= '~' && key[1] == '\0';
  const ImGuiKey found = by_key != ImGuiKey_None || is_sign_key ? by_key : key_of(code);
  if (found == ImGuiKey_None) return;
  ImGuiIO& io = ImGui::GetIO();
  for (const ImGuiKey modifier : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt, ImGuiMod_Super}) {
    io.AddKeyEvent(modifier, (held & 1U) != 0);
    held >>= 1;
  }
  io.AddKeyEvent(found, down != 0);
  // Where both are on one key, Shift may be released before it.
  const bool is_sign = found == ImGuiKey_Slash || found == ImGuiKey_F24;
  if (is_sign && down == 0) io.AddKeyEvent(found == ImGuiKey_F24 ? ImGuiKey_Slash : ImGuiKey_F24, false);
}

EMSCRIPTEN_KEEPALIVE void kg_on_blur() {
  ImGui::GetIO().AddFocusEvent(false);
  ImGui::GetIO().AddFocusEvent(true);
}

}  // extern "C"
