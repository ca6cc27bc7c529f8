// Type, size, revision, times: each with its exact form in the tooltip.
#include "view/details.hpp"

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/history.hpp"

namespace keyglass::view {
namespace {

void draw_time(std::string_view name, std::int64_t time_ms, std::int64_t now_ms) {
  // Engines that do not keep a time leave it at 0.
  if (time_ms == 0) return ui::detail_row(name, "Not kept by this store");
  const std::string exact = app::format_exact_time(time_ms);
  ui::detail_row(name, app::format_relative_time(time_ms, now_ms), {.tooltip = exact});
}

void draw_rows(const KeyMetadata& details, std::int64_t now_ms) {
  ui::detail_row("Type", details.content_type.empty() ? "None" : details.content_type,
                 {.tooltip = details.content_type});
  const std::string exact_size = app::format_bytes_exact(details.size_bytes);
  ui::detail_row("Size", app::format_bytes(details.size_bytes), {.tooltip = exact_size});
  ui::detail_row("Revision",
                 details.revision == 0 ? "Not kept by this store" : app::format_count(details.revision));
  draw_time("Created", details.created_at_ms, now_ms);
  draw_time("Updated", details.updated_at_ms, now_ms);
  if (details.expires_at_ms) {
    draw_time("Expires", *details.expires_at_ms, now_ms);
  } else {
    ui::detail_row("Expires", "Never");
  }
}

void draw_metadata(const Scene& scene, const app::KeyOpen& open) {
  if (const KeyMetadata* details = app::shown(open.details)) return draw_rows(*details, scene.model.now_ms);
  const app::Trouble* trouble = app::trouble_of(open.details);
  if (!trouble) return ui::skeleton_rows("Loading details", 6);
  ui::text(trouble->status == 404 ? std::string("Nothing is stored under this key.") : trouble->what + ".",
           {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .wrap = true});
}

}  // namespace

void draw_details_content(const Scene& scene, const app::KeyOpen& open) {
  draw_metadata(scene, open);
  if (app::may_write(scene.model) && app::shown(open.details) && app::shown(open.entry)) {
    if (ui::button("Expiry and type\u2026", {.icon = ui::icon::timer})) scene.dispatch(app::AskKeySettings{});
    ui::space(ui::size::grid);
  }
  draw_history(scene, open);
}

void draw_details(const Scene& scene, const ui::Rect& rect) {
  ui::Pane pane("Details", rect, {.role = ui::Role::complementary, .scrolls = true, .border_left = true});
  const app::KeyOpen* open = app::open_key(scene.model);
  if (!open) return;
  ui::heading("Details", 2, {.style = ui::TextStyle::strong});
  ui::space(ui::size::grid);
  draw_details_content(scene, *open);
}

}  // namespace keyglass::view
