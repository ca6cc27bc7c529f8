// Two places to type the token: a dialog at any time, and the middle of the page when nothing goes without.
#include "view/connection.hpp"

#include <algorithm>

#include "ui/widgets.hpp"
#include "view/server_words.hpp"

namespace keyglass::view {
namespace {

constexpr std::string_view token_help = "Kept in memory only, until this page is closed or reloaded.";

// True if Enter was pressed in it.
bool draw_token_box(const Scene& scene, bool focus) {
  const app::Server& server = scene.model.server;
  std::string token = server.token_text;
  const ui::TextBoxResult box =
      ui::text_field("Token", token,
                     {.label = "Token",
                      .hint = server.has_token ? "In use. Type another one to replace it" : "Paste it here",
                      .help = token_help,
                      .error = server.token_fault,
                      .mono = true,
                      .secret = true,
                      .focus = focus});
  if (box.changed) scene.dispatch(app::EditToken{token});
  return box.submitted;
}

bool draw_url_box(const Scene& scene) {
  const app::Server& server = scene.model.server;
  std::string url = server.is_url_fixed ? scene.model.api_url : server.url_text;
  const std::string_view help =
      server.is_url_fixed ? "Fixed: the page's policy lets it call no other server." : "";
  const ui::TextBoxResult box = ui::text_field("API URL", url,
                                               {.label = "API URL",
                                                .hint = "http://localhost:8000",
                                                .help = help,
                                                .error = server.url_fault,
                                                .mono = true,
                                                .read_only = server.is_url_fixed});
  if (box.changed) scene.dispatch(app::EditApiUrl{url});
  return box.submitted;
}

void draw_rows(const app::Model& model) {
  const app::Server& server = model.server;
  const std::string store = store_words(server);
  ui::detail_row("Store", store.empty() ? std::string_view("Not told") : std::string_view(store));
  ui::detail_row("Durability", durability_words(server), {.tooltip = durability_words(server)});
  ui::detail_row("History", history_words(server));
  const std::string access = access_words(server);
  ui::detail_row("You may", access, {.tooltip = access});
  if (server.told && !server.told->version.empty()) ui::detail_row("Version", server.told->version);
}

void draw_buttons(const Scene& scene, bool is_cancelled, bool is_submitted) {
  const app::Server& server = scene.model.server;
  const ui::ButtonOptions connect{.kind = ui::ButtonKind::primary, .enabled = !server.is_checking};
  const std::string_view name = server.is_checking ? "Connecting\u2026" : "Connect";
  ui::space();
  ui::skip(0, 0);
  if (server.has_token) {
    ui::beside(0);
    if (ui::button("Forget the token", {.kind = ui::ButtonKind::ghost})) scene.dispatch(app::ForgetToken{});
  }
  ui::beside_right(ui::button_width("Cancel") + ui::button_width(name, connect) + ui::px(8));
  if (ui::button("Cancel") || is_cancelled) scene.dispatch(app::CloseDialog{});
  ui::beside();
  if (ui::button(name, connect) || is_submitted) scene.dispatch(app::Connect{});
}

}  // namespace

void draw_connection_dialog(const Scene& scene) {
  ui::Dialog dialog("Connection", {.width = ui::px(520)});
  draw_rows(scene.model);
  ui::space();
  const bool url_submitted = draw_url_box(scene);
  ui::space();
  const bool token_submitted = draw_token_box(scene, scene.gives_focus(app::Field::token));
  draw_buttons(scene, dialog.cancelled(), url_submitted || token_submitted);
}

void draw_sign_in(const Scene& scene, const ui::Rect& rect) {
  const app::Server& server = scene.model.server;
  const ui::Region region(ui::Role::main, "Sign in");
  const ui::Pane around("Sign in page", rect, {.role = ui::Role::group, .background = ui::Token::bg});
  const float width = std::min(ui::px(440), rect.width - ui::px(32));
  const float height = std::min(ui::px(300), rect.height);
  const ui::Rect card{rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) * 0.4F, width,
                      height};
  const ui::Pane pane("Sign in form", card,
                      {.role = ui::Role::group, .background = ui::Token::bg, .scrolls = true});
  ui::show_icon(ui::icon::lock, ui::Token::accent);
  ui::heading("This server asks for a token", 2);
  ui::text(
      "It decides what this page may see and change. Who runs " + scene.model.api_url + " can give you one.",
      {.color = ui::Token::muted, .wrap = true});
  ui::space();
  const bool is_submitted = draw_token_box(scene, scene.gives_focus(app::Field::token));
  ui::space();
  const ui::ButtonOptions options{.kind = ui::ButtonKind::primary, .enabled = !server.is_checking};
  if (ui::button(server.is_checking ? "Checking\u2026" : "Use the token", options) || is_submitted)
    scene.dispatch(app::Connect{});
}

}  // namespace keyglass::view
