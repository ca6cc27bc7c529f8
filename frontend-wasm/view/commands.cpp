// The table of commands.
#include "view/commands.hpp"

#include <algorithm>

#include "ui/icons.hpp"

namespace keyglass::view {
namespace {

using app::Action;
using app::Model;
using ui::Chord;
using ui::Key;

bool always(const Model&) {
  return true;
}
bool has_key(const Model& model) {
  return app::open_key(model) != nullptr;
}
bool has_pane(const Model& model) {
  return !std::holds_alternative<app::NothingOpen>(model.editor.open);
}
template <app::ValueMode Mode>
bool can_show_as(const Model& model) {
  const auto value = app::open_value(model);
  if (!value) return false;
  const auto modes = app::modes_of(value->kind, value->bytes);
  return std::find(modes.begin(), modes.end(), Mode) != modes.end();
}
bool can_outline(const Model& model) {
  return !model.editor.outline.is_shown &&
         (can_show_as<app::ValueMode::json>(model) || can_show_as<app::ValueMode::cbor>(model));
}
bool shows_outline(const Model& model) {
  return model.editor.outline.is_shown && has_key(model);
}
bool can_copy_value(const Model& model) {
  const auto value = app::open_value(model);
  return value && app::can_copy(value->kind, value->bytes);
}
bool can_save(const Model& model) {
  return app::can_save(model) && app::may_write(model);
}
bool can_delete(const Model& model) {
  return has_key(model) && app::may_write(model);
}
bool can_set(const Model& model) {
  const app::KeyOpen* open = app::open_key(model);
  return open && app::may_write(model) && app::shown(open->details) && app::shown(open->entry);
}
bool can_restore(const Model& model) {
  return has_key(model) && app::may_write(model) && app::restorable(*app::open_key(model));
}
bool can_undo(const Model& model) {
  return model.undo || model.bulk_undo;
}
bool has_selection(const Model& model) {
  return !app::is_empty(model.selection);
}
bool can_fold(const Model& model) {
  return model.can_fold;
}
bool is_halted(const Model& model) {
  return model.live.state == app::LiveState::paused || model.live.state == app::LiveState::unavailable;
}
bool is_running(const Model& model) {
  return model.live.state != app::LiveState::off && !is_halted(model);
}
bool can_sort(const Model& model) {
  return app::row_count(model.list) > 1 && app::sort_fault(model, app::SortBy::key).empty();
}
bool has_folders(const Model& model) {
  return model.wants_tree;
}

bool hides_values(const Model& model) {
  return model.editor.hides_values;
}
bool shows_values(const Model& model) {
  return !model.editor.hides_values;
}

// An action that is the same whatever the model.
template <typename A>
Action plain(const Model&) {
  return A{};
}
template <app::CurlOf Which>
Action copy_request(const Model&) {
  return app::CopyRequest{Which};
}
template <app::ValueMode Mode>
Action show_as(const Model&) {
  return app::ShowAs{Mode};
}
template <app::ThemeChoice Theme>
Action set_theme(const Model&) {
  return app::SetTheme{Theme};
}
template <app::SortBy By>
Action sort_by(const Model&) {
  return app::SortRows{By};
}
template <char Delimiter>
Action fold(const Model&) {
  return app::Arrange{std::string(1, Delimiter)};
}
Action wrap_lines(const Model& model) {
  return app::WrapLines{!model.editor.wraps_lines};
}
Action open_outline(const Model&) {
  return app::FoldOutline{false};
}
Action show_values(const Model&) {
  return app::HideValues{false};
}
Action focus_filter(const Model&) {
  return app::FocusField{app::Field::filter};
}
Action focus_value(const Model&) {
  return app::FocusField{app::Field::value};
}
Action unfold(const Model&) {
  return app::Arrange{""};
}
Action choose_import(const Model&) {
  return app::ChooseFileFor{app::FileUse::import};
}
Action ask_delete(const Model& model) {
  return app::AskDelete{app::open_key(model)->key};
}

namespace icon = ui::icon;

template <app::ValueMode Mode>
constexpr Command mode_command(std::string_view name, const char* glyph, std::string_view words) {
  return {name, glyph, words, {}, can_show_as<Mode>, show_as<Mode>};
}

const Command table[] = {
    {"Jump to a key", icon::search, "search open find palette command", Chord{.key = Key::k, .command = true},
     always, plain<app::OpenPalette>},
    {"New key", icon::plus, "create add store", Chord{.key = Key::n}, app::may_write, plain<app::OpenNewKey>},
    {"Filter the list", icon::search, "prefix pattern find", Chord{.key = Key::slash}, always, focus_filter},
    {"Go to the value", icon::pencil, "edit text focus", Chord{.key = Key::f2}, has_key, focus_value},
    {"Refresh", icon::refresh_cw, "reload", Chord{.key = Key::r}, always, plain<app::Refresh>},
    {"Save", icon::save, "store write put", Chord{.key = Key::s, .command = true}, can_save,
     plain<app::Save>},
    {"Discard changes", icon::undo_2, "revert undo", {}, app::has_unsaved_changes, plain<app::AskDiscard>},
    {"Delete this key", icon::trash_2, "remove", {}, can_delete, ask_delete},
    {"Copy key", icon::copy, "clipboard", {}, has_key, plain<app::CopyKey>},
    {"Copy value", icon::copy, "clipboard", {}, can_copy_value, plain<app::CopyValue>},
    {"Download value", icon::download, "file", {}, has_key, plain<app::DownloadValue>},
    mode_command<app::ValueMode::text>("Show value as text", icon::pencil, "view mode"),
    mode_command<app::ValueMode::json>("Show value as JSON", icon::braces, "view mode"),
    mode_command<app::ValueMode::hex>("Show value as hex", icon::binary, "view mode bytes"),
    mode_command<app::ValueMode::base64>("Show value decoded from Base64", icon::binary, "view mode decode"),
    mode_command<app::ValueMode::message_pack>("Show value as MessagePack", icon::braces,
                                               "view mode msgpack decode"),
    mode_command<app::ValueMode::cbor>("Show value as CBOR", icon::braces, "view mode decode"),
    {"Show value as outline",
     icon::list_tree,
     "json tree view mode fold",
     {},
     can_outline,
     plain<app::ShowOutline>},
    {"Collapse all of the outline",
     icon::list_tree,
     "json fold close",
     {},
     shows_outline,
     plain<app::FoldOutline>},
    {"Open all of the outline", icon::list_tree, "json unfold expand", {}, shows_outline, open_outline},
    {"Wrap lines", icon::wrap_text, "long word break unwrap", Chord{.key = Key::w}, has_key, wrap_lines},
    {"Hide values", icon::eye_off, "mask secret screen share private", Chord{.key = Key::h}, shows_values,
     plain<app::HideValues>},
    {"Show values", icon::eye, "unmask secret reveal", Chord{.key = Key::h}, hides_values, show_values},
    {"Format JSON", icon::braces, "pretty print indent", {}, can_save, plain<app::FormatJson>},
    {"Close what is open", icon::x, "back list", {}, has_pane, plain<app::CloseEditor>},
    {"Copy curl: list keys", icon::terminal, "request shell", {}, always, copy_request<app::CurlOf::list>},
    {"Copy curl: read this key",
     icon::terminal,
     "request shell get",
     {},
     has_key,
     copy_request<app::CurlOf::read>},
    {"Copy curl: save this value",
     icon::terminal,
     "request shell put",
     {},
     can_save,
     copy_request<app::CurlOf::save>},
    {"Copy curl: delete this key",
     icon::terminal,
     "request shell remove",
     {},
     can_delete,
     copy_request<app::CurlOf::remove>},
    {"Copy curl: export the list",
     icon::terminal,
     "request shell",
     {},
     always,
     copy_request<app::CurlOf::export_list>},
    {"Copy curl: export what is selected",
     icon::terminal,
     "request shell",
     {},
     has_selection,
     copy_request<app::CurlOf::export_selected>},
    {"Copy curl: restore this version",
     icon::terminal,
     "request shell put",
     {},
     can_restore,
     copy_request<app::CurlOf::restore>},
    {"Copy curl: undo", icon::terminal, "request shell", {}, can_undo, copy_request<app::CurlOf::undo>},
    {"Folders that end at :", icon::folder_tree, "tree delimiter colon", {}, can_fold, fold<':'>},
    {"Folders that end at /", icon::folder_tree, "tree delimiter slash", {}, can_fold, fold<'/'>},
    {"Folders that end at .", icon::folder_tree, "tree delimiter dot", {}, can_fold, fold<'.'>},
    {"Flat list", icon::folder_tree, "no folders tree", {}, has_folders, unfold},
    {"Sort by key", icon::arrow_down_up, "order name", {}, can_sort, sort_by<app::SortBy::key>},
    {"Sort by last change",
     icon::arrow_down_up,
     "order time age newest oldest",
     {},
     can_sort,
     sort_by<app::SortBy::changed>},
    {"Sort by size",
     icon::arrow_down_up,
     "order largest smallest bytes",
     {},
     can_sort,
     sort_by<app::SortBy::size>},
    {"Sort by expiry", icon::arrow_down_up, "order ttl soonest", {}, can_sort, sort_by<app::SortBy::expiry>},
    {"Expiry and type", icon::timer, "ttl expire content", {}, can_set, plain<app::AskKeySettings>},
    {"Export the list", icon::download, "ndjson backup file", {}, always, plain<app::ExportFiltered>},
    {"Import a file", icon::upload, "ndjson restore", {}, app::may_write, choose_import},
    {"Dashboard", icon::chart_line, "charts figures metrics latency", Chord{.key = Key::d}, always,
     plain<app::OpenDashboard>},
    {"Largest keys",
     icon::chart_bar_decreasing,
     "biggest size memory bytes folders big",
     {},
     always,
     plain<app::OpenLargest>},
    {"Pause live changes", icon::pause, "watch stream stop", {}, is_running, plain<app::PauseLive>},
    {"Resume live changes", icon::play, "watch stream continue", {}, is_halted, plain<app::ResumeLive>},
    {"Recent requests", icon::history, "log timing curl http", {}, always, plain<app::OpenRequests>},
    {"Connection", icon::settings, "token server url store settings", {}, always, plain<app::OpenConnection>},
    {"Theme: system", icon::monitor, "appearance colours", {}, always, set_theme<app::ThemeChoice::system>},
    {"Theme: light", icon::sun, "appearance colours", {}, always, set_theme<app::ThemeChoice::light>},
    {"Theme: dark", icon::moon, "appearance colours", {}, always, set_theme<app::ThemeChoice::dark>},
    {"Keyboard shortcuts", icon::keyboard, "help keys", Chord{.key = Key::question}, always,
     plain<app::OpenShortcuts>},
};

constexpr PlaceKeys places[] = {
    {"Up  Down", "Go through the list"},         {"Left  Right", "Close or open a folder"},
    {"Enter", "Open the key that is selected"},  {"Enter", "In the filter: go to the list"},
    {"Space", "Choose the row, or not"},         {"Shift Up  Down", "Choose rows in between"},
    {"A", "Choose all that match", true},        {"Delete", "Delete the key that is selected"},
    {"Esc", "Close a dialog, leave a text box"}, {"Tab", "Go to the next control"},
};

}  // namespace

std::span<const Command> commands() {
  return table;
}

std::span<const PlaceKeys> keys_of_places() {
  return places;
}

}  // namespace keyglass::view
