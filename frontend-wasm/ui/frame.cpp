// Frame begin and end, ImGui's style from the theme, and the bookkeeping of focus and dialogs.
#include "ui/frame.hpp"

#include <imgui_internal.h>

#include <cassert>
#include <cmath>
#include <utility>

#include "ui/layout.hpp"
#include "ui/paint.hpp"

namespace keyglass::ui {
namespace {

Context* current_context = nullptr;

void apply_metrics(ImGuiStyle& style) {
  style.FontSizeBase = font_size(TextStyle::body);
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowMinSize = {1, 1};
  style.ChildBorderSize = 0;
  style.FramePadding = {px(10), std::floor((scaled(size::control) - style.FontSizeBase) / 2)};
  style.FrameRounding = scaled(size::radius);
  style.ChildRounding = scaled(size::radius);
  style.ItemSpacing = {scaled(size::gap), scaled(size::gap)};
  style.ScrollbarSize = px(10);
  style.ScrollbarRounding = px(5);
  // A control and what is added around it make the size of a touch target.
  const float around = current().touch ? (scaled(size::touch) - scaled(size::control)) / 2 : 0;
  style.TouchExtraPadding = {around, around};
  style.AntiAliasedLinesUseTex = true;
}

void apply_colors(ImGuiStyle& style, const Theme& theme) {
  using enum Token;
  const Color track = theme[surface];
  const ImVec4 clear{0, 0, 0, 0};
  style.Colors[ImGuiCol_Text] = paint::vector(text);
  style.Colors[ImGuiCol_TextDisabled] = paint::vector(muted);
  style.Colors[ImGuiCol_WindowBg] = paint::vector(surface);
  style.Colors[ImGuiCol_ChildBg] = clear;
  style.Colors[ImGuiCol_FrameBg] = clear;
  style.Colors[ImGuiCol_TextSelectedBg] = paint::vector(mix(theme[selection], theme[accent], 0.25F), 1);
  style.Colors[ImGuiCol_ScrollbarBg] = clear;
  style.Colors[ImGuiCol_ScrollbarGrab] = paint::vector(mix(track, theme[muted], 0.35F));
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = paint::vector(mix(track, theme[muted], 0.6F));
  style.Colors[ImGuiCol_ScrollbarGrabActive] = paint::vector(mix(track, theme[muted], 0.8F));
  style.Colors[ImGuiCol_NavCursor] = clear;
  style.Colors[ImGuiCol_InputTextCursor] = current().draws_caret ? paint::vector(accent) : clear;
}

void apply_style() {
  ImGuiStyle& style = ImGui::GetStyle();
  apply_metrics(style);
  apply_colors(style, current().theme);
}

void settle_focus(Context& context) {
  Focus& focus = context.focus;
  const bool is_lost = focus.id != 0 && !focus.seen;
  if (is_lost) focus.id = 0;
  focus.clear = false;
  if (focus.requested == focus.offered) focus.requested = 0;
  // A dialog whose button went keeps the keyboard.
  focus.first = is_lost && focus.requested == 0 && context.dialog_drawn != 0;
  context.wants_frame = context.wants_frame || focus.first;
  const bool dialog_went = context.dialog_open != 0 && context.dialog_drawn == 0;
  if (dialog_went && focus.id == 0 && focus.requested == 0) {
    focus.requested = focus.before_dialog;
    context.wants_frame = context.wants_frame || focus.requested != 0;
  }
  context.dialog_open = std::exchange(context.dialog_drawn, 0);
}

}  // namespace

void make_current(Context* context) {
  current_context = context;
}

Context& current() {
  assert(current_context != nullptr);
  return *current_context;
}

void begin_frame(const FrameSize& size) {
  Context& context = current();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {size.width, size.height};
  io.DisplayFramebufferScale = {size.scale, size.scale};
  io.DeltaTime = size.seconds > 0 ? size.seconds : 1.0F / 1000;
  io.ConfigInputTextCursorBlink = false;
  io.ConfigInputTextEnterKeepActive = true;
  // A window that is not drawn (the text box of another key, a dialog that went) keeps no vertices.
  io.ConfigMemoryCompactTimer = 0;
  context.wants_frame = false;
  context.wake_after_ms = 0;
  context.caret = {};
  context.focus.seen = false;
  context.focus.offered = context.focus.requested;
  if (context.focus.clear) {
    context.focus.id = 0;
    ImGui::ClearActiveID();
  }
  context.semantics.begin_frame();
  apply_style();
  ImGui::NewFrame();
}

void end_frame() {
  Context& context = current();
  settle_focus(context);
  context.semantics.end_frame();
  ImGui::Render();
}

void request_focus(NodeId id) {
  Focus& focus = current().focus;
  focus.requested = id;
  focus.clear = id == 0;
}

float scaled(float ems) {
  return std::round(ems * current().body_px);
}

}  // namespace keyglass::ui
