// One toast of the stack at the bottom right.
#include <imgui_internal.h>

#include <algorithm>
#include <string>

#include "ui/button.hpp"
#include "ui/escape.hpp"
#include "ui/feedback.hpp"
#include "ui/frame.hpp"
#include "ui/icons.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"
#include "ui/text.hpp"

namespace keyglass::ui {
namespace {

constexpr ImGuiWindowFlags toast_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                         ImGuiWindowFlags_NoFocusOnAppearing;

const char* glyph_of(Token color) {
  if (color == Token::danger) return icon::circle_alert;
  if (color == Token::warning) return icon::triangle_alert;
  return color == Token::success ? icon::circle_check : icon::info;
}

// Named by its place: a window of its own for every toast would never be given back.
void open_window(int index, const Rect& rect) {
  const std::string label = "toast " + std::to_string(index);
  ImGui::SetNextWindowPos(paint::from(rect));
  ImGui::SetNextWindowSize(ImVec2(rect.width, rect.height));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(14), px(8)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, scaled(size::radius_overlay));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, paint::packed(Token::raised));
  ImGui::PushStyleColor(ImGuiCol_Border, paint::packed(Token::border));
  ImGui::Begin(label.c_str(), nullptr, toast_flags);
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(3);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

}  // namespace

ToastResult toast(std::string_view words, int index, const ToastOptions& options) {
  const float height = px(48);
  const float buttons =
      icon_button_width() + (options.action.empty() ? 0 : button_width(options.action) + px(8));
  const float text_room = std::clamp(text_width(words, TextStyle::body), px(120), px(420));
  const float width = std::min(page().width - px(24), text_room + buttons + px(14 * 2 + 16 + 8 + 8));
  const float up =
      (height + px(8)) * static_cast<float>(index + 1) + scaled(size::status_bar) + px(4) + options.bottom;
  open_window(index, {page().width - width - px(12), page().height - up, width, height});
  ToastResult result = ToastResult::none;
  {
    const Region region(Role::group, "Notification");
    ImGui::SetCursorPosY(px(15));
    show_icon(glyph_of(options.color), options.color);
    beside();
    text(words, {.width = width - buttons - px(14 * 2 + 16 + 8 + 8)});
    beside_right(buttons);
    ImGui::SetCursorPosY(px(8));
    if (!options.action.empty()) {
      if (button(options.action, {.kind = ButtonKind::ghost})) result = ToastResult::acted;
      beside();
    }
    if (icon_button(icon::x, "Dismiss")) result = ToastResult::dismissed;
  }
  ImGui::End();
  return result;
}

}  // namespace keyglass::ui
