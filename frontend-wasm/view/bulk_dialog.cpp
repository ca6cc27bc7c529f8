// Preview, refusal, progress: one at a time.
#include "view/bulk_dialog.hpp"

#include "app/text.hpp"
#include "ui/widgets.hpp"
#include "view/copy_curl.hpp"
#include "view/expiry_field.hpp"

namespace keyglass::view {
namespace {

std::string_view dialog_name(PlanAction action) {
  if (action == PlanAction::restore) return "Restore keys";
  return action == PlanAction::remove ? "Delete keys" : "Expire keys";
}

std::string title_of(const app::BulkDialog& state) {
  const Plan* plan = app::shown(state.plan);
  const std::string keys = plan ? app::format_counted(plan->count, "key") : std::string("keys");
  switch (state.request.action) {
    case PlanAction::restore:
      return "Restore " + keys;
    case PlanAction::remove:
      return "Delete " + keys + "?";
    case PlanAction::set_ttl:
      break;
  }
  return "Change when " + keys + " expire";
}

std::string commit_words(const app::BulkDialog& state, const Plan& plan) {
  const std::string keys = app::format_counted(plan.count, "key");
  if (state.request.action == PlanAction::remove) return "Delete " + keys;
  if (state.request.action == PlanAction::restore) return "Restore " + keys;
  return (plan.ttl_seconds ? "Set expiry of " : "Remove expiry of ") + keys;
}

void draw_keys(std::string_view name, std::string_view title, const std::vector<std::string>& keys) {
  if (keys.empty()) return;
  std::string lines;
  for (const std::string& key : keys) lines += (lines.empty() ? "" : "\n") + key;
  ui::text(title, {.style = ui::TextStyle::secondary, .color = ui::Token::muted});
  const float height = ui::px(20) * static_cast<float>(keys.size() < 7 ? keys.size() : 7) + ui::px(16);
  ui::text_area(name, lines, {.mono = true, .read_only = true, .height = height});
}

std::string first_words(std::size_t shown, std::uint64_t count) {
  if (shown >= count) return "These keys";
  return "The first " + app::format_count(shown) + " of them";
}

void draw_preview(const app::BulkDialog& state, const Plan& plan) {
  const bool is_restore = state.request.action == PlanAction::restore;
  std::string words = app::format_counted(plan.count, "key") + ", " + app::format_bytes(plan.bytes) +
                      ", as of revision " + app::format_count(plan.revision) + ".";
  if (is_restore && plan.deletes > 0) {
    words += " " + app::format_count(plan.puts) + " come back; " + app::format_count(plan.deletes) +
             " that were stored since are removed.";
  }
  ui::text(words, {.wrap = true});
  if (plan.count == 0) return;
  draw_keys("Sample", first_words(plan.sample.size(), is_restore ? plan.puts : plan.count), plan.sample);
  draw_keys("Removed", "Removed", plan.sample_deletes);
}

void draw_moved(const app::BulkDialog& state) {
  const Plan* plan = app::shown(state.plan);
  const std::string keys = app::format_counted(state.moved_count, "key");
  const bool has_begun = plan && plan->done > 0;
  ui::text(keys + " changed since you looked. " +
               (has_begun ? app::format_counted(plan->done, "key") + " were done before that was noticed."
                          : std::string("Nothing was done.")),
           {.color = ui::Token::warning, .wrap = true});
  draw_keys("Changed keys", first_words(state.moved.size(), state.moved_count), state.moved);
}

void draw_trouble(const app::Trouble* trouble) {
  if (!trouble) return;
  ui::text(trouble->what + ". " + trouble->why + " " + trouble->remedy,
           {.style = ui::TextStyle::secondary, .color = ui::Token::danger, .wrap = true});
}

bool has_ended_early(const Plan& plan) {
  return plan.state == PlanState::stopped || plan.state == PlanState::interrupted;
}

void draw_state(const app::BulkDialog& state) {
  const Plan* plan = app::shown(state.plan);
  draw_trouble(app::trouble_of(state.plan));
  draw_trouble(app::trouble_of(state.commit));
  if (app::is_loading(state.plan)) return ui::skeleton_rows("Counting keys", 3);
  if (!plan) return;
  if (app::is_running(state)) {
    const double share =
        plan->count > 0 ? static_cast<double>(plan->done) / static_cast<double>(plan->count) : 0;
    return ui::progress("Progress", share,
                        app::format_count(plan->done) + " of " + app::format_counted(plan->count, "key"));
  }
  if (state.moved_count > 0) return draw_moved(state);
  if (has_ended_early(*plan)) {
    return ui::text(
        "Stopped after " + app::format_counted(plan->done, "key") + ". " + app::sentence(plan->detail),
        {.color = ui::Token::warning, .wrap = true});
  }
  draw_preview(state, *plan);
}

// The one button that goes on, and what it does.
struct Step {
  std::string name;
  ui::ButtonKind kind = ui::ButtonKind::primary;
  bool enabled = true;
  app::Action action;
};

Step next_step(const app::BulkDialog& state) {
  if (app::is_running(state)) {
    return {state.is_cancelling ? "Stopping\u2026" : "Stop", ui::ButtonKind::secondary, !state.is_cancelling,
            app::StopBulk{}};
  }
  const Plan* plan = std::get_if<Plan>(&state.plan);
  const bool wants_time = state.request.action == PlanAction::set_ttl && !plan;
  if (app::is_loading(state.plan) || wants_time)
    return {"Preview", ui::ButtonKind::primary, wants_time && !app::is_loading(state.plan),
            app::PreviewBulk{}};
  const bool looks_again =
      !plan || state.moved_count > 0 || has_ended_early(*plan) || app::trouble_of(state.commit);
  if (looks_again) return {"Look again", ui::ButtonKind::primary, true, app::PreviewBulk{}};
  const bool is_deletion = state.request.action == PlanAction::remove || plan->deletes > 0;
  return {commit_words(state, *plan), is_deletion ? ui::ButtonKind::danger : ui::ButtonKind::primary,
          plan->count > 0, app::CommitBulk{}};
}

void draw_buttons(const Scene& scene, const app::BulkDialog& state, bool cancelled) {
  const bool can_close = !app::is_running(state);
  const Step step = next_step(state);
  const ui::ButtonOptions options{.kind = step.kind, .enabled = step.enabled};
  const float whole = ui::width_left();
  const float close_width = can_close ? ui::button_width("Cancel") + ui::px(8) : 0;
  ui::space();
  ui::skip(0, 0);
  ui::beside_right(close_width + ui::button_width(step.name, options));
  if (can_close) {
    if (ui::button("Cancel") || cancelled) scene.dispatch(app::CloseDialog{});
    ui::beside();
  }
  if (ui::button(step.name, options)) scene.dispatch(step.action);
  draw_copy_curl(scene, whole, "The request that asks what would change");
}

}  // namespace

void draw_bulk_dialog(const Scene& scene, const app::BulkDialog& state) {
  const std::string title = title_of(state);
  ui::Dialog dialog(dialog_name(state.request.action), {.title = title, .width = ui::px(560)});
  ui::text(app::sentence(state.subject), {.color = ui::Token::muted, .wrap = true});
  if (state.request.action == PlanAction::set_ttl && !app::is_running(state)) {
    if (const auto text = draw_expiry_field({state.expiry, state.expiry_fault}))
      scene.dispatch(app::EditBulkExpiry{*text});
  }
  draw_state(state);
  draw_buttons(scene, state, dialog.cancelled());
}

}  // namespace keyglass::view
