// One icon.
#include "view/copy_curl.hpp"

#include "ui/widgets.hpp"

namespace keyglass::view {

void draw_copy_curl(const Scene& scene, float whole, std::string_view tooltip) {
  ui::beside_right(whole);
  if (ui::icon_button(ui::icon::terminal, "Copy as curl",
                      {.kind = ui::ButtonKind::ghost, .tooltip = tooltip}))
    scene.dispatch(app::CopyRequest{app::CurlOf::dialog});
}

}  // namespace keyglass::view
