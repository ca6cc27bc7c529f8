// Confirm delete, Conflict, Discard changes.
#include "view/dialogs.hpp"

#include <algorithm>

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/bulk_dialog.hpp"
#include "view/code.hpp"
#include "view/connection.hpp"
#include "view/copy_curl.hpp"
#include "view/hidden_values.hpp"
#include "view/key_settings.hpp"
#include "view/largest.hpp"
#include "view/palette.hpp"
#include "view/requests.hpp"
#include "view/shortcuts.hpp"
#include "view/transfer_dialogs.hpp"

namespace keyglass::view {
namespace {

void draw_key_name(std::string_view key) {
  ui::text(app::shorten(key, 200), {.style = ui::TextStyle::code, .wrap = true});
}

void draw_trouble(const app::Trouble& trouble) {
  ui::text(trouble.what + ". " + trouble.why + " " + trouble.remedy,
           {.style = ui::TextStyle::secondary, .color = ui::Token::danger, .wrap = true});
}

// Puts a row of buttons of these widths at the right edge.
void align_right(std::initializer_list<float> widths) {
  float total = ui::px(8) * static_cast<float>(widths.size() - 1);
  for (const float width : widths) total += width;
  ui::space();
  ui::skip(0, 0);
  ui::beside_right(total);
}

void draw(const Scene& scene, const app::ConfirmDeleteDialog& state) {
  ui::Dialog dialog("Confirm delete", {.title = "Delete this key?"});
  draw_key_name(state.key);
  if (state.has_changed) {
    ui::text("It was changed since you opened it. Look at the new value before you delete it.",
             {.color = ui::Token::warning, .wrap = true});
  } else {
    ui::text("The key and its value are removed from the store.", {.color = ui::Token::muted, .wrap = true});
  }
  if (const app::Trouble* trouble = app::trouble_of(state.deletion)) draw_trouble(*trouble);
  const bool is_running = app::is_loading(state.deletion);
  const ui::ButtonOptions remove{
      .kind = ui::ButtonKind::danger, .icon = ui::icon::trash_2, .enabled = !is_running};
  const float whole = ui::width_left();
  align_right({ui::button_width("Cancel"), ui::button_width("Delete", remove)});
  if (ui::button("Cancel") || dialog.cancelled()) scene.dispatch(app::CloseDialog{});
  ui::beside();
  if (ui::button("Delete", remove)) scene.dispatch(app::DeleteConfirmed{});
  draw_copy_curl(scene, whole, "The request that Delete sends");
}

std::string shown_value(std::string_view value) {
  const bool is_text = app::editable_line_ends(value).has_value();
  return is_text ? app::text_preview(value) : app::hex_preview(value);
}

struct Values {
  std::string mine;
  std::string theirs;
};

constexpr ui::TextOptions column_title{.style = ui::TextStyle::secondary, .color = ui::Token::muted};

void draw_below_each_other(Values values) {
  const ui::TextBoxOptions box{.mono = true, .read_only = true, .height = ui::px(96)};
  ui::text("Mine", column_title);
  ui::text_area("Mine", values.mine, box);
  ui::text("Theirs", column_title);
  ui::text_area("Theirs", values.theirs, box);
}

void draw_beside_each_other(Values values) {
  const float width = (ui::width_left() - ui::px(16)) / 2;
  const ui::TextBoxOptions box{.mono = true, .read_only = true, .width = width, .height = ui::px(240)};
  ui::text("Mine", column_title);
  ui::beside_right(width);
  ui::text("Theirs", column_title);
  ui::text_area("Mine", values.mine, box);
  ui::beside_right(width);
  ui::text_area("Theirs", values.theirs, box);
}

std::string conflict_words(const app::ConflictDialog& state) {
  const app::Theirs* theirs = app::shown(state.theirs);
  if (theirs && !theirs->entry) return "The key was deleted while you edited it.";
  return state.is_new ? "There is already a key with this name. Nothing was overwritten."
                      : "The value was changed while you edited it. Nothing was overwritten.";
}

void draw_conflict_changes(const Scene& scene, const app::ConflictDialog& state) {
  const bool is_mine = state.tab == app::ConflictTab::mine;
  const auto& lines = is_mine ? state.my_changes : state.their_changes;
  ui::text(change_words(lines), column_title);
  draw_difference(scene.state.conflict_view, {is_mine ? "My changes" : "Their changes", ui::px(240)}, lines);
}

void draw_conflict_tabs(const Scene& scene, const app::ConflictDialog& state) {
  const bool has_changes = !state.my_changes.empty() || !state.their_changes.empty();
  if (!has_changes || scene.model.editor.hides_values) return;
  static constexpr std::string_view names[] = {"Both values", "Their changes", "My changes"};
  const int chosen = static_cast<int>(state.tab);
  const int next = ui::tabs("Compare", names, chosen);
  if (next != chosen) scene.dispatch(app::ShowConflictTab{static_cast<app::ConflictTab>(next)});
}

void draw_conflict_values(const Scene& scene, const app::ConflictDialog& state) {
  if (const app::Trouble* trouble = app::trouble_of(state.theirs)) return draw_trouble(*trouble);
  const app::Theirs* theirs = app::shown(state.theirs);
  if (!theirs) return ui::skeleton_rows("Loading the stored value", 4);
  if (draw_hidden_line(scene)) return;
  if (state.tab != app::ConflictTab::values) return draw_conflict_changes(scene, state);
  Values values{shown_value(state.mine), theirs->entry ? shown_value(theirs->entry->value) : std::string()};
  const bool is_narrow = ui::width_left() < ui::px(480);
  is_narrow ? draw_below_each_other(std::move(values)) : draw_beside_each_other(std::move(values));
}

void draw_conflict_buttons(const Scene& scene, const app::ConflictDialog& state) {
  const app::Theirs* theirs = app::shown(state.theirs);
  const bool is_ready = std::holds_alternative<app::Theirs>(state.theirs);
  const bool is_deleted = theirs && !theirs->entry;
  const std::string_view keep_name = is_deleted ? "Store mine again" : "Keep mine (overwrite)";
  const std::string_view take_name = is_deleted ? "Accept the deletion" : "Take theirs";
  ui::ButtonOptions keep{.kind = ui::ButtonKind::danger, .enabled = is_ready};
  ui::ButtonOptions take{.enabled = is_ready};
  ui::ButtonOptions edit{.kind = ui::ButtonKind::primary};
  const float widths[] = {ui::button_width(keep_name, keep), ui::button_width(take_name, take),
                          ui::button_width("Go on editing", edit)};
  const bool stacks = widths[0] + widths[1] + widths[2] + ui::px(16) > ui::width_left();
  if (stacks) {
    ui::space();
    keep.width = take.width = edit.width = ui::width_left();
  } else {
    align_right({widths[0], widths[1], widths[2]});
  }
  if (ui::button(keep_name, keep)) scene.dispatch(app::KeepMine{});
  if (!stacks) ui::beside();
  if (ui::button(take_name, take)) scene.dispatch(app::TakeTheirs{});
  if (!stacks) ui::beside();
  if (ui::button("Go on editing", edit)) scene.dispatch(app::CloseDialog{});
}

void draw(const Scene& scene, const app::ConflictDialog& state) {
  ui::Dialog dialog("Conflict", {.title = state.is_new ? "This key exists already" : "This key has changed",
                                 .width = std::min(ui::px(760), ui::page().width - ui::px(32))});
  draw_key_name(state.key);
  ui::text(conflict_words(state), {.color = ui::Token::muted, .wrap = true});
  draw_conflict_tabs(scene, state);
  draw_conflict_values(scene, state);
  draw_conflict_buttons(scene, state);
  if (dialog.cancelled()) scene.dispatch(app::CloseDialog{});
}

void draw(const Scene& scene, const app::DiscardDialog& state) {
  ui::Dialog dialog("Discard changes", {.title = "Discard your changes?"});
  if (!state.key.empty()) draw_key_name(state.key);
  ui::text("What you typed is not stored anywhere else.", {.color = ui::Token::muted, .wrap = true});
  const ui::ButtonOptions discard{.kind = ui::ButtonKind::danger};
  align_right({ui::button_width("Go on editing"), ui::button_width("Discard", discard)});
  if (ui::button("Go on editing") || dialog.cancelled()) scene.dispatch(app::CloseDialog{});
  ui::beside();
  if (ui::button("Discard", discard)) scene.dispatch(app::DiscardDraft{});
}

void draw(const Scene& scene, const app::BulkDialog& state) {
  draw_bulk_dialog(scene, state);
}

void draw(const Scene& scene, const app::KeySettingsDialog& state) {
  draw_key_settings(scene, state);
}

void draw(const Scene& scene, const app::ImportDialog& state) {
  draw_import_dialog(scene, state);
}

void draw(const Scene& scene, const app::UploadDialog& state) {
  draw_upload_dialog(scene, state);
}

void draw(const Scene& scene, const app::ConnectionDialog&) {
  draw_connection_dialog(scene);
}

void draw(const Scene& scene, const app::RequestsDialog& state) {
  draw_requests(scene, state);
}

void draw(const Scene& scene, const app::PaletteDialog& state) {
  draw_palette(scene, state);
}

void draw(const Scene& scene, const app::LargestDialog& state) {
  draw_largest(scene, state);
}

void draw(const Scene& scene, const app::ShortcutsDialog&) {
  draw_shortcuts(scene);
}

void draw(const Scene&, const app::NoDialog&) {}

}  // namespace

void draw_dialog(const Scene& scene) {
  std::visit([&](const auto& state) { draw(scene, state); }, scene.model.dialog);
}

}  // namespace keyglass::view
