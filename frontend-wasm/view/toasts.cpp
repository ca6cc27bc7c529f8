// The newest toast is the lowest.
#include "view/toasts.hpp"

#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

ui::Token color_of(app::ToastKind kind) {
  switch (kind) {
    case app::ToastKind::success:
      return ui::Token::success;
    case app::ToastKind::error:
      return ui::Token::danger;
    case app::ToastKind::info:
      break;
  }
  return ui::Token::accent;
}

}  // namespace

void draw_toasts(const Scene& scene) {
  if (scene.model.toasts.empty()) return;
  const ui::Region region(ui::Role::region, "Notifications");
  int index = 0;
  const auto& toasts = scene.model.toasts;
  for (auto toast = toasts.rbegin(); toast != toasts.rend(); ++toast, ++index) {
    const ui::ToastResult result =
        ui::toast(toast->text, index,
                  {.action = toast->offers_undo ? std::string_view("Undo") : std::string_view(),
                   .color = color_of(toast->kind),
                   .bottom = ui::px(64)});
    if (result == ui::ToastResult::acted) scene.dispatch(app::UndoDelete{});
    if (result == ui::ToastResult::dismissed) scene.dispatch(app::DismissToast{toast->id});
  }
}

}  // namespace keyglass::view
