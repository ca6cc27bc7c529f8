// Starting up, the browser's address, the theme, and where the keyboard goes.
#include "app/update_parts.hpp"
#include "keyglass/key_rules.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::app {
namespace {

constexpr std::string_view key_location = "#/kv/";
constexpr std::string_view new_key_location = "#/new";

constexpr std::pair<ThemeChoice, std::string_view> theme_names[] = {
    {ThemeChoice::system, "system"}, {ThemeChoice::light, "light"}, {ThemeChoice::dark, "dark"}};

void follow_location(Turn& turn, std::string_view hash) {
  Model& model = turn.model;
  // What was open stays open behind it.
  if (hash == dashboard_location) return show_dashboard(turn);
  leave_dashboard(turn);
  if (hash.starts_with(key_location)) {
    auto key = decode_percent(hash.substr(key_location.size()));
    if (key.ok() && check_key(key.value()).ok()) return open_existing(turn, std::move(key).value());
    toast(turn, ToastKind::error, "The address of this page does not name a key.");
    return;
  }
  if (hash == new_key_location && may_write(model)) {
    model.editor.open = NewKeyOpen{};
    model.editor.save = NotAsked{};
    model.focus_wish = Field::key;
    return;
  }
  open_nothing(turn);
}

}  // namespace

std::string location_of_key(std::string_view key) {
  return std::string(key_location) + encode_percent(key);
}

void apply(Turn& turn, const Start& action) {
  Model& model = turn.model;
  model.now_ms = action.now_ms;
  model.api_url = action.api_url;
  model.version = action.version;
  for (const auto& [theme, name] : theme_names) {
    if (name == action.theme_preference) model.theme = theme;
  }
  model.server.is_url_fixed = action.is_api_url_fixed;
  adopt_arrangement(model, action.arrangement_preference);
  ask_capabilities(turn);
  refresh_list(turn);
  if (!action.location_hash.empty()) follow_location(turn, action.location_hash);
}

void apply(Turn& turn, const LocationChanged& action) {
  follow_location(turn, action.hash);
  invite_first_key(turn);
}

void apply(Turn& turn, const OpenKey& action) {
  const KeyOpen* open = open_key(turn.model);
  const bool is_shown = open && open->key == action.key && !turn.model.dashboard.is_open;
  if (is_shown) return;
  leave_dashboard(turn);
  turn.emit(SetLocationHash{location_of_key(action.key)});
  open_existing(turn, action.key);
}

void apply(Turn& turn, const OpenNewKey&) {
  turn.model.focus_wish = Field::key;
  if (is_new_key_open(turn.model) && !turn.model.dashboard.is_open) return;
  leave_dashboard(turn);
  turn.emit(SetLocationHash{std::string(new_key_location)});
  turn.model.announcement.clear();
  turn.model.editor.open = NewKeyOpen{};
  turn.model.editor.save = NotAsked{};
}

void apply(Turn& turn, const CloseEditor&) {
  if (std::holds_alternative<NothingOpen>(turn.model.editor.open)) return;
  leave_dashboard(turn);
  turn.emit(SetLocationHash{"#/"});
  open_nothing(turn);
  turn.model.focus_wish = Field::list;
}

void apply(Turn& turn, const SetTheme& action) {
  turn.model.theme = action.theme;
  for (const auto& [theme, name] : theme_names) {
    if (theme == action.theme) turn.emit(SavePreference{"theme", std::string(name)});
  }
}

void apply(Turn& turn, const FocusField& action) {
  turn.model.focus_wish = action.field;
  if (action.field == Field::value) turn.model.editor.tab = EditorTab::value;
}

void apply(Turn& turn, const FocusGiven&) {
  turn.model.focus_wish.reset();
}

void apply(Turn& turn, const ShowTab& action) {
  turn.model.editor.tab = action.tab;
}

void apply(Turn& turn, const DismissToast& action) {
  std::erase_if(turn.model.toasts, [&](const Toast& toast) { return toast.id == action.id; });
}

}  // namespace keyglass::app
