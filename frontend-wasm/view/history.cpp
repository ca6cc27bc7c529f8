// One row a version; a press compares it with what is stored now, a second button with the one looked at.
#include "view/history.hpp"

#include <string>

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/code.hpp"
#include "view/hidden_values.hpp"

namespace keyglass::view {
namespace {

std::string op_words(const KeyVersion& version) {
  if (version.op == "delete") return "Deleted";
  if (version.op == "expire") return "Expired";
  return app::format_bytes(version.size_bytes);
}

std::string time_words(const KeyVersion& version, std::int64_t now_ms) {
  return version.updated_at_ms == 0 ? "" : app::format_relative_time(version.updated_at_ms, now_ms);
}

bool is_value(const KeyVersion& version) {
  return version.op == "put";
}

struct Row {
  const KeyVersion& version;
  bool is_now = false;
  bool is_first = false;
  bool is_last = false;
};

void draw_version(const Scene& scene, const app::KeyOpen& open, const Row& row) {
  const KeyVersion& version = row.version;
  const std::string revision = app::format_count(version.revision);
  const std::uint64_t chosen = open.comparison ? open.comparison->chosen : 0;
  const bool can_compare = open.comparison && is_value(version) && chosen != version.revision && !row.is_now;
  const float compare_width = can_compare ? ui::icon_button_width() + ui::px(4) : 0;
  const std::string label = row.is_now ? "Now" : revision;
  const std::string detail = op_words(version) +
                             (time_words(version, scene.model.now_ms).empty() ? "" : ", ") +
                             time_words(version, scene.model.now_ms);
  const std::string exact =
      version.updated_at_ms == 0 ? std::string() : app::format_exact_time(version.updated_at_ms);
  const bool pressed =
      ui::timeline_button("Revision " + revision, {.label = label,
                                                   .detail = detail,
                                                   .tooltip = exact,
                                                   .enabled = is_value(version) && !row.is_now,
                                                   .selected = chosen == version.revision,
                                                   .first = row.is_first,
                                                   .last = row.is_last,
                                                   .width = ui::width_left() - compare_width});
  if (pressed) scene.dispatch(app::ShowVersion{version.revision});
  if (!can_compare) return;
  ui::beside(ui::size::grid);
  if (ui::icon_button(ui::icon::git_compare, "Compare with revision " + revision,
                      {.kind = ui::ButtonKind::ghost}))
    scene.dispatch(app::CompareWith{version.revision});
}

void draw_end(const Scene& scene, const app::Versions& versions) {
  if (versions.has_more) {
    if (ui::button("Older versions")) scene.dispatch(app::LoadOlderVersions{});
  } else if (!versions.is_complete) {
    ui::text("Older versions are no longer kept.",
             {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .wrap = true});
  }
}

std::string side_words(const app::ComparedVersion& side) {
  return side.revision == 0 ? "now" : "revision " + app::format_count(side.revision);
}

const app::Trouble* comparison_trouble(const app::Comparison& comparison) {
  const app::Trouble* trouble = app::trouble_of(comparison.older.entry);
  return trouble ? trouble : app::trouble_of(comparison.newer.entry);
}

void draw_title(const Scene& scene, const app::KeyOpen& open) {
  const app::Comparison& comparison = *open.comparison;
  const ui::ButtonOptions restore{
      .kind = ui::ButtonKind::primary,
      .icon = ui::icon::rotate_ccw,
      .enabled = app::restorable(open) != nullptr && !app::is_loading(scene.model.editor.save)};
  const std::string name = "Restore " + app::format_count(comparison.chosen);
  const bool may_write = app::may_write(scene.model);
  const float icon = ui::icon_button_width();
  const float restore_width = may_write ? icon + ui::px(4) + ui::button_width(name, restore) + ui::px(8) : 0;
  const float buttons = icon + restore_width;
  ui::heading("From " + side_words(comparison.older) + " to " + side_words(comparison.newer), 2,
              {.style = ui::TextStyle::strong,
               .width = ui::width_left() - buttons - ui::px(8),
               .height = ui::scaled(ui::size::control)});
  ui::beside_right(buttons);
  if (may_write) {
    if (ui::icon_button(ui::icon::terminal, "Copy Restore as curl",
                        {.kind = ui::ButtonKind::ghost,
                         .enabled = restore.enabled,
                         .tooltip = "The request that Restore sends"}))
      scene.dispatch(app::CopyRequest{app::CurlOf::restore});
    ui::beside(ui::size::grid);
    if (ui::button(name, restore)) scene.dispatch(app::RestoreVersion{});
    ui::beside();
  }
  if (ui::icon_button(ui::icon::x, "Back to the value", {.kind = ui::ButtonKind::ghost}))
    scene.dispatch(app::CloseVersion{});
}

// Where there is nothing to compare line by line, the version itself.
void draw_chosen(const Scene& scene, const app::KeyOpen& open) {
  const app::ComparedVersion* side = app::restorable(open);
  if (!side) return ui::text("This version is too large to be shown here.", {.color = ui::Token::muted});
  ui::muted("One of both is too large to compare: the version is shown as bytes.");
  draw_code(scene.state, {"Version", ui::height_left()}, std::get<app::Entry>(side->entry).value,
            app::ValueMode::hex);
}

}  // namespace

void draw_history(const Scene& scene, const app::KeyOpen& open) {
  if (!scene.model.has_history) return;
  ui::space(ui::size::padding);
  ui::heading("History", 2, {.style = ui::TextStyle::strong});
  const app::Versions* versions = app::shown(open.history);
  if (!versions) {
    const app::Trouble* trouble = app::trouble_of(open.history);
    if (!trouble) return ui::skeleton_rows("Loading the history", 3);
    return ui::text(trouble->what + ". " + trouble->why,
                    {.style = ui::TextStyle::secondary, .color = ui::Token::muted, .wrap = true});
  }
  if (versions->known.empty()) return ui::muted("No versions are kept.");
  const bool is_stored = app::shown(open.entry) != nullptr;
  {
    const ui::Region list(ui::Role::group, "Versions");
    for (std::size_t at = 0; at < versions->known.size(); ++at) {
      const KeyVersion& version = versions->known[at];
      const bool is_last = at + 1 == versions->known.size() && !versions->has_more;
      draw_version(scene, open, {version, at == 0 && is_stored && is_value(version), at == 0, is_last});
    }
  }
  draw_end(scene, *versions);
}

void draw_comparison(const Scene& scene, const app::KeyOpen& open) {
  const app::Comparison& comparison = *open.comparison;
  draw_title(scene, open);
  if (const app::Trouble* trouble = comparison_trouble(comparison)) {
    if (ui::error_panel(
            {.what = trouble->what, .why = trouble->why, .remedy = trouble->remedy, .retry = "Try again"}))
      scene.dispatch(app::Retry{});
    return;
  }
  if (app::is_loading(comparison.older.entry) || app::is_loading(comparison.newer.entry))
    return ui::skeleton_rows("Loading the versions", 8);
  if (draw_hidden(scene)) return;
  if (!comparison.is_comparable) return draw_chosen(scene, open);
  ui::muted(change_words(comparison.lines));
  const std::string shown = open.key + " " + std::to_string(comparison.older.revision) + " " +
                            std::to_string(comparison.newer.revision);
  const bool is_new = scene.state.shown_difference != shown;
  if (is_new) scene.state.shown_difference = shown;
  draw_difference(scene.state.difference_view, {"Difference", ui::height_left(), is_new, is_new},
                  comparison.lines);
}

}  // namespace keyglass::view
