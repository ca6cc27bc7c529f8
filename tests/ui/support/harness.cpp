// The harness: ImGui without a window.
#include "harness.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <utility>
#include <vector>

#include "item_check.hpp"
#include "ui/escape.hpp"

namespace keyglass::ui::testing {
namespace {

constexpr std::array role_names{"group",       "banner",   "main",     "navigation", "complementary",
                                "contentinfo", "region",   "heading",  "text",       "button",
                                "textbox",     "grid",     "row",      "gridcell",   "tablist",
                                "tab",         "tabpanel", "dialog",   "alert",      "status",
                                "separator",   "list",     "listitem", "tree",       "treeitem",
                                "progressbar", "combobox", "listbox",  "option"};

constexpr std::array<std::pair<std::uint32_t, const char*>, 10> state_names{{{state_disabled, "disabled"},
                                                                             {state_selected, "selected"},
                                                                             {state_expanded, "expanded"},
                                                                             {state_collapsed, "collapsed"},
                                                                             {state_pressed, "pressed"},
                                                                             {state_read_only, "read only"},
                                                                             {state_busy, "busy"},
                                                                             {state_modal, "modal"},
                                                                             {state_invalid, "invalid"},
                                                                             {state_secret, "secret"}}};

const char* name_of(Role role) {
  return role_names[static_cast<std::size_t>(role)];
}

[[noreturn]] void fail(const std::string& what, const std::string& tree) {
  throw std::runtime_error(what + "\n" + tree);
}

// Stands in for the renderer: takes every texture request as done.
void service_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

// What tree() leaves out.
std::string more_words(const Node& node) {
  std::string words;
  if (node.row_index >= 0) words += " row " + std::to_string(node.row_index);
  if (node.row_count >= 0) words += " of " + std::to_string(node.row_count);
  if (node.level > 0) words += " level " + std::to_string(node.level);
  if (!node.description.empty()) words += " (" + escape_invisible(shorten(node.description, 200)) + ")";
  return words;
}

bool in_dialog(const std::vector<Node>& nodes, const Semantics& semantics, const Node& node) {
  const bool any =
      std::any_of(nodes.begin(), nodes.end(), [](const Node& it) { return it.role == Role::dialog; });
  if (!any) return true;
  for (const Node* at = &node; at != nullptr; at = semantics.find(at->parent)) {
    if (at->role == Role::dialog) return true;
  }
  return false;
}

}  // namespace

Harness::Harness(std::function<void()> draw, const HarnessOptions& options)
    : draw_(std::move(draw)), options_(options) {
  imgui_ = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigInputTrickleEventQueue = false;
  imgui_->TestEngineHookItems = true;
  context_.theme = theme_of(options.scheme);
  make_current(&context_);
  context_.fonts.finish();
  try {
    settle();
  } catch (...) {
    close();
    throw;
  }
}

Harness::~Harness() {
  close();
}

void Harness::close() {
  make_current(nullptr);
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext(imgui_);
}

void Harness::draw_once(float seconds) {
  begin_frame({options_.width, options_.height, options_.scale, seconds});
  forget_drawn_items();  // ImGui's own fallback window had its turn
  draw_();
  end_frame();
  service_textures();
  check_frame();
}

void Harness::check_frame() const {
  const Semantics& semantics = context_.semantics;
  if (semantics.duplicates() > 0) fail("Two widgets share an id", tree());
  for (const NodeId id : drawn_items()) {
    if (semantics.find(id) == nullptr)
      fail("Item " + std::to_string(id) + " was drawn without semantics", tree());
  }
}

void Harness::frame() {
  draw_once(1.0F / 60);
}

void Harness::settle() {
  constexpr int frames_max = 60;
  for (int i = 0; i < frames_max; ++i) {
    frame();
    const bool more =
        context_.wants_frame || context_.focus.requested != 0 || context_.semantics.has_requests();
    if (!more && i >= 1) return;
  }
  fail("The view never comes to rest", tree());
}

void Harness::wait(double milliseconds) {
  draw_once(static_cast<float>(milliseconds / 1000));
  settle();
}

void Harness::resize(float width, float height) {
  options_.width = width;
  options_.height = height;
  settle();
}

const Node& Harness::get(Role role, std::string_view name) const {
  const Node* found = nullptr;
  for (const Node& node : context_.semantics.nodes()) {
    if (node.role != role || node.name != name) continue;
    if (found != nullptr)
      fail(std::string("More than one ") + name_of(role) + " " + std::string(name), tree());
    found = &node;
  }
  if (found == nullptr) fail(std::string("No ") + name_of(role) + " " + std::string(name), tree());
  return *found;
}

bool Harness::has(Role role, std::string_view name) const {
  const std::vector<Node>& nodes = context_.semantics.nodes();
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const Node& node) { return node.role == role && node.name == name; });
}

const Node* Harness::focused() const {
  return context_.semantics.find(context_.focus.id);
}

void Harness::move_mouse(const Node& node) {
  if (node.rect.width <= 0 || node.rect.height <= 0) fail("Not on the screen: " + node.name, tree());
  ImGui::GetIO().AddMousePosEvent(node.rect.x + node.rect.width / 2, node.rect.y + node.rect.height / 2);
  frame();
}

void Harness::click(Role role, std::string_view name) {
  move_mouse(get(role, name));
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  frame();
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  frame();
  settle();
}

void Harness::hover(Role role, std::string_view name) {
  move_mouse(get(role, name));
  settle();
}

void Harness::wheel(Role role, std::string_view name, float notches) {
  move_mouse(get(role, name));
  ImGui::GetIO().AddMouseWheelEvent(0, notches);
  settle();
}

void Harness::activate(Role role, std::string_view name) {
  context_.semantics.request_activate(get(role, name).id);
  settle();
}

void Harness::type(std::string_view text) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  settle();
}

void Harness::press(ImGuiKey key, int modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  const auto set_modifiers = [&](bool down) {
    for (const ImGuiKey modifier : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt, ImGuiMod_Super}) {
      if ((modifiers & modifier) != 0) io.AddKeyEvent(modifier, down);
    }
  };
  set_modifiers(true);
  io.AddKeyEvent(key, true);
  frame();
  io.AddKeyEvent(key, false);
  set_modifiers(false);
  frame();
  settle();
}

void Harness::tab(bool backwards) {
  const std::vector<Node>& nodes = context_.semantics.nodes();
  std::vector<NodeId> stops;
  for (const Node& node : nodes) {
    if ((node.state & state_focusable) != 0 && in_dialog(nodes, context_.semantics, node))
      stops.push_back(node.id);
  }
  if (stops.empty()) fail("Nothing can have the keyboard", tree());
  if (backwards) std::reverse(stops.begin(), stops.end());
  const auto here = std::find(stops.begin(), stops.end(), context_.focus.id);
  const bool wraps = here == stops.end() || here + 1 == stops.end();
  request_focus(wraps ? stops.front() : *(here + 1));
  settle();
}

void Harness::fill(std::string_view name, std::string_view text) {
  const Node& box = get(Role::textbox, name);
  const std::size_t length = browser_offset(box.value, box.value.size());
  const std::size_t end = browser_offset(text, text.size());
  request_focus(box.id);
  context_.semantics.request_edit(box.id, {.changes_text = true,
                                           .length_before = length,
                                           .first = 0,
                                           .last = length,
                                           .inserted = std::string(text),
                                           .anchor = end,
                                           .caret = end});
  settle();
}

std::string Harness::tree() const {
  return tree_of(false);
}

std::string Harness::full_tree() const {
  return tree_of(true);
}

std::string Harness::tree_of(bool is_full) const {
  const Semantics& semantics = context_.semantics;
  std::string out;
  for (const Node& node : semantics.nodes()) {
    for (const Node* up = semantics.find(node.parent); up != nullptr; up = semantics.find(up->parent))
      out += "  ";
    out.append(name_of(node.role)).append(" \"").append(node.name).append("\"");
    if (!node.value.empty())
      out.append(" = \"").append(escape_invisible(shorten(node.value, 200))).append("\"");
    for (const auto& [state, name] : state_names) {
      if ((node.state & state) != 0) out.append(" [").append(name).append("]");
    }
    const bool is_off = (node.state & state_toggle) != 0 && (node.state & state_pressed) == 0;
    if (is_off) out += " [not pressed]";
    if (is_full) out += more_words(node);
    if (node.id == context_.focus.id) out += " [focused]";
    out += "\n";
  }
  return out;
}

std::string Harness::clipboard() const {
  const char* text = ImGui::GetClipboardText();
  return text != nullptr ? text : "";
}

}  // namespace keyglass::ui::testing
