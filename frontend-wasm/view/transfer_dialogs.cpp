// What a file would change, how much of it is sent, what came of it.
#include "view/transfer_dialogs.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/copy_curl.hpp"

namespace keyglass::view {
namespace {

constexpr std::string_view mode_names[] = {"Replace existing keys", "Keep existing keys"};
constexpr ui::TextOptions label{.style = ui::TextStyle::secondary, .color = ui::Token::muted};

void draw_file(const app::ChosenFile& file) {
  ui::text(file.name + "  " + app::format_bytes(file.size_bytes), {.style = ui::TextStyle::code});
}

void draw_trouble(const app::Trouble* trouble) {
  if (!trouble) return;
  ui::text(trouble->what + ". " + trouble->why + " " + trouble->remedy,
           {.style = ui::TextStyle::secondary, .color = ui::Token::danger, .wrap = true});
}

void draw_sending(std::uint64_t sent, std::uint64_t size) {
  const double share = size > 0 ? static_cast<double>(sent) / static_cast<double>(size) : 0;
  ui::progress("Progress", share, app::format_bytes(sent) + " of " + app::format_bytes(size) + " sent");
}

// As tall as its lines, up to four of them.
void draw_lines(std::string_view name, std::string lines, std::size_t count) {
  const float height = ui::px(20) * static_cast<float>(std::min<std::size_t>(count, 4)) + ui::px(16);
  ui::text_area(name, lines, {.mono = true, .read_only = true, .height = height});
}

void draw_failed(const Scene& scene, const ImportReport& report) {
  if (report.failed.empty()) return;
  constexpr std::size_t lines_shown = 100;
  std::string lines;
  for (std::size_t at = 0; at < report.failed.size() && at < lines_shown; ++at) {
    const FailedLine& line = report.failed[at];
    lines += (at > 0 ? "\nLine " : "Line ") + app::format_count(line.line) + ": " + line.detail;
  }
  ui::text(app::format_counted(report.failed_count, "broken line"), label);
  draw_lines("Broken lines", std::move(lines), report.failed.size());
  if (ui::button("Save broken lines", {.icon = ui::icon::download})) scene.dispatch(app::SaveFailedLines{});
}

void draw_conflicts(const std::vector<std::string>& keys, std::uint64_t count) {
  if (keys.empty()) return;
  std::string lines;
  for (const std::string& key : keys) lines += (lines.empty() ? "" : "\n") + key;
  ui::text(keys.size() < count ? "The first " + app::format_count(keys.size()) + " that exist already"
                               : std::string("These exist already"),
           label);
  draw_lines("Existing keys", std::move(lines), keys.size());
}

void draw_preview(const Scene& scene, const ImportReport& report) {
  const ImportReport::Preview preview = report.preview.value_or(ImportReport::Preview{});
  ui::detail_row("New", app::format_counted(preview.would_create, "key"));
  ui::detail_row("Existing", app::format_counted(preview.would_replace, "key") + " with another value");
  ui::detail_row("Unchanged", app::format_counted(preview.unchanged, "key"));
  draw_conflicts(preview.conflicts, preview.would_replace);
  draw_failed(scene, report);
}

void draw_result(const Scene& scene, const ImportReport& report) {
  ui::detail_row("Imported", app::format_counted(report.imported, "key"));
  ui::detail_row("Skipped", app::format_counted(report.skipped, "line"));
  ui::detail_row("Failed", app::format_counted(report.failed_count, "line"));
  draw_failed(scene, report);
}

void draw_import_state(const Scene& scene, const app::ImportDialog& state) {
  draw_trouble(app::trouble_of(state.preview));
  draw_trouble(app::trouble_of(state.result));
  const bool is_sending = app::is_loading(state.preview) || app::is_loading(state.result);
  if (is_sending) {
    ui::text(app::is_loading(state.preview) ? "Looking at the file. Nothing is changed yet." : "Importing.",
             label);
    return draw_sending(state.sent_bytes, state.file.size_bytes);
  }
  if (const ImportReport* result = app::shown(state.result)) return draw_result(scene, *result);
  const ImportReport* preview = app::shown(state.preview);
  if (!preview) return;
  draw_preview(scene, *preview);
  const int chosen = state.mode == ImportMode::create ? 1 : 0;
  const int next = ui::tabs("Existing keys", mode_names, chosen);
  if (next != chosen)
    scene.dispatch(app::SetImportMode{next == 1 ? ImportMode::create : ImportMode::replace});
}

struct Step {
  std::string name;
  ui::ButtonOptions options;
  app::Action action;
};

Step import_step(const app::ImportDialog& state) {
  if (app::is_loading(state.preview) || app::is_loading(state.result))
    return {"Stop", {}, app::StopTransfer{}};
  if (app::shown(state.result)) return {"Done", {.kind = ui::ButtonKind::primary}, app::CloseDialog{}};
  std::uint64_t count = 0;
  if (const ImportReport* report = app::shown(state.preview); report && report->preview) {
    count = report->preview->would_create;
    if (state.mode == ImportMode::replace) count += report->preview->would_replace;
  }
  return {"Import " + app::format_counted(count, "key"),
          {.kind = ui::ButtonKind::primary, .enabled = count > 0},
          app::StartImport{}};
}

// The step at the right edge, a button that leaves before it where leaving is something else.
void draw_steps(const Scene& scene, const Step& step, bool can_leave, bool cancelled) {
  const float whole = ui::width_left();
  const float step_width = ui::button_width(step.name, step.options);
  ui::beside_right(step_width + (can_leave ? ui::button_width("Cancel") + ui::px(8) : 0));
  if (can_leave) {
    if (ui::button("Cancel") || cancelled) scene.dispatch(app::CloseDialog{});
    ui::beside();
  }
  if (ui::button(step.name, step.options) || (cancelled && !can_leave)) scene.dispatch(step.action);
  draw_copy_curl(scene, whole, "The request that sends the file");
}

}  // namespace

void draw_import_dialog(const Scene& scene, const app::ImportDialog& state) {
  ui::Dialog dialog("Import", {.title = "Import keys", .width = ui::px(560)});
  draw_file(state.file);
  draw_import_state(scene, state);
  ui::space();
  ui::skip(0, 0);
  const Step step = import_step(state);
  const bool can_leave = !app::shown(state.result) && step.name != "Stop";
  draw_steps(scene, step, can_leave, dialog.cancelled());
}

void draw_upload_dialog(const Scene& scene, const app::UploadDialog& state) {
  ui::Dialog dialog("Upload file", {.title = "Store a file as a value"});
  draw_file(state.file);
  const bool is_sending = app::is_loading(state.upload);
  std::string key = state.key;
  ui::text("Key", label);
  if (ui::text_field("Key of the file", key, {.error = state.key_fault, .mono = true, .enabled = !is_sending})
          .changed)
    scene.dispatch(app::EditUploadKey{key});
  std::string type = state.content_type;
  ui::text("Content type", label);
  if (ui::text_field("Content type", type,
                     {.hint = "told from the value", .mono = true, .enabled = !is_sending})
          .changed)
    scene.dispatch(app::EditUploadType{type});
  const bool replaces = !state.replaces.empty() && state.key == state.replaces;
  if (replaces) ui::text("The value stored now is replaced.", {.color = ui::Token::warning, .wrap = true});
  if (app::is_too_large(state))
    ui::text("This server takes values up to " + app::format_bytes(state.bytes_max) + " (--value-bytes-max).",
             {.color = ui::Token::danger, .wrap = true});
  draw_trouble(app::trouble_of(state.upload));
  if (is_sending) draw_sending(state.sent_bytes, state.file.size_bytes);
  const Step step = is_sending ? Step{"Stop", {}, app::StopTransfer{}}
                               : Step{replaces ? "Replace value" : "Store file",
                                      {.kind = ui::ButtonKind::primary,
                                       .enabled = !state.key.empty() && !app::is_too_large(state)},
                                      app::StartUpload{}};
  ui::space();
  ui::skip(0, 0);
  draw_steps(scene, step, !is_sending, dialog.cancelled());
}

}  // namespace keyglass::view
