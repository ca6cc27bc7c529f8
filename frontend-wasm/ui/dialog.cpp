// A scrim over the page and one window on it.
#include "ui/dialog.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/escape.hpp"
#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"
#include "ui/text.hpp"

namespace keyglass::ui {
namespace {

constexpr ImGuiWindowFlags overlay_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                           ImGuiWindowFlags_NoFocusOnAppearing;
// What does not fit the page is scrolled to.
constexpr ImGuiWindowFlags dialog_flags =
    (overlay_flags & ~ImGuiWindowFlags_NoScrollbar) | ImGuiWindowFlags_AlwaysAutoResize;

// Darkens the page and keeps the mouse away from it. True when it was clicked.
bool draw_scrim() {
  const Rect whole = page();
  ImGui::SetNextWindowPos(paint::from(whole));
  ImGui::SetNextWindowSize(paint::to(whole));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ImVec4(0, 0, 0, is_dark(current().theme.scheme) ? 0.6F : 0.35F));
  ImGui::Begin("scrim", nullptr, overlay_flags);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  const bool clicked = ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  ImGui::End();
  ImGui::PopStyleColor();
  return clicked;
}

void open_window(const std::string& label, float width, bool at_top) {
  const Rect whole = page();
  const float middle = std::floor(whole.height * 0.42F);
  const ImGuiWindow* before = ImGui::FindWindowByName(label.c_str());
  // A tall one begins at the top instead of above it.
  const bool is_tall = before != nullptr && middle - before->Size.y / 2 < px(16);
  const float top = at_top ? std::floor(std::min(px(96), whole.height * 0.1F)) : px(16);
  const bool hangs = at_top || is_tall;
  ImGui::SetNextWindowPos(ImVec2(whole.width / 2, hangs ? top : middle), ImGuiCond_Always,
                          ImVec2(0.5F, hangs ? 0 : 0.5F));
  ImGui::SetNextWindowSizeConstraints(ImVec2(width, 0), ImVec2(width, whole.height - px(32)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(24), px(20)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, scaled(size::radius_overlay));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, paint::packed(Token::raised));
  ImGui::PushStyleColor(ImGuiCol_Border, paint::packed(Token::border));
  ImGui::Begin(label.c_str(), nullptr, dialog_flags);
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(3);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

}  // namespace

Dialog::Dialog(std::string_view name, const DialogOptions& options) {
  Context& context = current();
  const bool scrim_clicked = draw_scrim();
  const float wanted = options.width > 0 ? options.width : px(480);
  open_window("dialog " + std::string(name), std::min(wanted, page().width - px(24)), options.at_top);
  const NodeId id = ImGui::GetCurrentWindow()->ID;
  if (context.dialog_open == 0) {
    context.focus.before_dialog = context.focus.id;
    context.focus.requested = 0;
  }
  if (context.dialog_open != id) {
    context.focus.first = true;
    context.wants_frame = true;  // the window measures itself in its first frame
    ImGui::SetScrollY(0);
  }
  context.dialog_drawn = id;
  ++context.dialog_depth;
  cancelled_ = ImGui::IsKeyPressed(ImGuiKey_Escape, false) || (scrim_clicked && context.dialog_open == id);
  Node node;
  node.id = id;
  node.role = Role::dialog;
  node.name = escape_invisible(name);
  node.description = escape_invisible(options.description);
  node.state = state_modal;
  const ImVec2 at = ImGui::GetWindowPos();
  const ImVec2 extent = ImGui::GetWindowSize();
  node.rect = {at.x, at.y, extent.x, extent.y};
  context.semantics.open(std::move(node));
  if (options.has_title) heading(options.title.empty() ? name : options.title, 2);
  if (!options.description.empty()) text(options.description, {.color = Token::muted, .wrap = true});
}

Dialog::~Dialog() {
  Context& context = current();
  scroll_by_keys();
  context.semantics.close();
  --context.dialog_depth;
  ImGui::End();
}

bool dialog_open() {
  return current().dialog_open != 0;
}

}  // namespace keyglass::ui
