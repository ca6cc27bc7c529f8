// The browser app's composition root: model, update and views from their layers, the world from platform/.
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "app/update.hpp"
#include "platform/clock.hpp"
#include "platform/environment.hpp"
#include "platform/inbox.hpp"
#include "platform/page.hpp"
#include "platform/redraw.hpp"
#include "platform/stream.hpp"
#include "platform/transport.hpp"
#include "platform/web/host.hpp"
#include "ui/frame.hpp"
#include "view/app_view.hpp"

namespace keyglass {
namespace {

struct App {
  app::Model model;
  view::State view;
  ui::Context ui;
  std::vector<app::Action> actions;  // asked for by the views of this frame
};

App& the_app() {
  static App app;
  return app;
}

void carry_out(const app::SendRequest& effect) {
  platform::send(effect.request);
}
void carry_out(const app::AbortRequest& effect) {
  platform::abort(effect.id);
}
void carry_out(const app::CopyText& effect) {
  platform::copy_text(effect.text);
}
void carry_out(const app::Download& effect) {
  platform::download(effect.target, effect.file_name);
}
void carry_out(const app::UseServer& effect) {
  platform::set_api_url(effect.api_url);
  platform::set_token(effect.token);
}
void carry_out(const app::SetLocationHash& effect) {
  platform::set_location_hash(effect.hash);
}
void carry_out(const app::SetTitle& effect) {
  platform::set_title(effect.title);
}
void carry_out(const app::SavePreference& effect) {
  platform::set_preference(effect.name, effect.value);
}
void carry_out(const app::SaveText& effect) {
  platform::save_text(effect.file_name, effect.text);
}
void carry_out(const app::ChooseFile& effect) {
  platform::choose_file(effect.use);
}
void carry_out(const app::ForgetFile& effect) {
  platform::forget_file(effect.id);
}
void carry_out(const app::OpenStream& effect) {
  platform::open_stream(effect.id, effect.target);
}
void carry_out(const app::CloseStream&) {
  platform::close_stream();
}
void carry_out(const app::ScheduleWakeup& effect) {
  const std::int64_t left_ms = effect.at_ms - platform::utc_ms();
  platform::wake_after(left_ms > 0 ? static_cast<double>(left_ms) : 0);
}

void apply(const app::Action& action) {
  for (const app::Effect& effect : app::update(the_app().model, action)) {
    std::visit([](const auto& wanted) { carry_out(wanted); }, effect);
  }
}

void take(platform::StreamNews news) {
  if (news.is_opened) apply(app::StreamOpened{news.id});
  apply(app::StreamArrived{news.id, std::move(news.events), std::move(news.last_id), news.has_gap});
  if (news.end) apply(app::StreamEnded{std::move(*news.end)});
}

// Colours that the system forces go before the choice made here.
ui::Scheme scheme_for(const platform::Environment& environment, app::ThemeChoice choice) {
  const bool chooses = choice != app::ThemeChoice::system && !environment.forced_colors;
  const bool dark = chooses ? choice == app::ThemeChoice::dark : environment.dark;
  if (environment.forced_colors || environment.more_contrast)
    return dark ? ui::Scheme::contrast_dark : ui::Scheme::contrast_light;
  return dark ? ui::Scheme::dark : ui::Scheme::light;
}

void follow_environment() {
  const platform::Environment environment = platform::environment();
  the_app().ui.theme = ui::theme_of(scheme_for(environment, the_app().model.theme));
  the_app().ui.touch = environment.touch;
  the_app().ui.reduced_motion = environment.reduced_motion;
}

void start() {
  const std::string api_url = platform::setting("api_url");
  platform::set_api_url(api_url);
  apply(app::Start{.api_url = api_url.empty() ? platform::setting("origin") : api_url,
                   .version = platform::setting("version"),
                   .location_hash = platform::location_hash(),
                   .theme_preference = platform::preference("theme"),
                   .now_ms = platform::utc_ms(),
                   .arrangement_preference = platform::preference("arrangement"),
                   .is_api_url_fixed = platform::setting("any_api").empty()});
}

void update() {
  apply(app::Tick{platform::utc_ms()});
  platform::Inbox inbox = platform::take_inbox();
  for (const app::FileSent& sent : inbox.files_sent) apply(sent);
  for (app::FileChosen& chosen : inbox.files) apply(std::move(chosen));
  for (app::HttpReply& reply : inbox.replies) apply(app::RequestFinished{std::move(reply)});
  for (const int status : inbox.downloads) apply(app::DownloadFinished{status});
  if (inbox.stream) take(std::move(*inbox.stream));
  if (inbox.location_hash) apply(app::LocationChanged{std::move(*inbox.location_hash)});
  follow_environment();
}

void draw() {
  view::draw_app(the_app().model, the_app().view,
                 [](app::Action action) { the_app().actions.push_back(std::move(action)); });
}

void settle() {
  const std::vector<app::Action> actions = std::exchange(the_app().actions, {});
  for (const app::Action& action : actions) apply(action);
  if (!actions.empty()) platform::request_redraw("actions");
  platform::warn_on_unload(app::has_any_draft(the_app().model));
}

}  // namespace
}  // namespace keyglass

int main() {
  using namespace keyglass;
  platform::run({.start = start, .update = update, .draw = draw, .settle = settle}, the_app().ui);
  return 0;
}
