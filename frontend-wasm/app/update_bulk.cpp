// Changing many keys: a plan is made and shown, then carried out and followed, and can be taken back.
#include <algorithm>
#include <utility>

#include "app/duration.hpp"
#include "app/plan_api.hpp"
#include "app/text.hpp"
#include "app/update_parts.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::app {
namespace {

constexpr std::int64_t poll_pause_ms = 300;
constexpr std::int64_t poll_pause_after_trouble_ms = 2'000;
constexpr std::int64_t undo_lasts_ms = 20'000;

BulkDialog* bulk_dialog(Turn& turn) {
  return std::get_if<BulkDialog>(&turn.model.dialog);
}

void choose(PlanRequest& request, const Selection& selection) {
  if (!selection.whole) {
    request.keys.emplace(selection.keys.begin(), selection.keys.end());
  } else if (is_pattern(*selection.whole)) {
    request.glob = *selection.whole;
  } else {
    request.prefix = *selection.whole;
  }
}

std::string subject_of(const Selection& selection) {
  if (!selection.whole) return format_counted(selection.keys.size(), "selected key");
  if (selection.whole->empty()) return "all keys of the store";
  return (is_pattern(*selection.whole) ? "all keys that match " : "all keys that start with ") +
         key_words(*selection.whole);
}

void request_plan(Turn& turn, BulkDialog& dialog) {
  abort_all<ForPlan>(turn);
  dialog.commit = NotAsked{};
  dialog.moved.clear();
  dialog.moved_count = 0;
  dialog.plan = Loading<Plan>{send(turn, *plan_request(dialog), ForPlan{}), {}};
}

void open_bulk(Turn& turn, PlanRequest request, std::string subject) {
  BulkDialog dialog;
  dialog.request = std::move(request);
  dialog.subject = std::move(subject);
  if (dialog.request.action != PlanAction::set_ttl) request_plan(turn, dialog);
  turn.model.dialog = std::move(dialog);
}

void ask_selected(Turn& turn, PlanAction action) {
  const Selection& selection = turn.model.selection;
  if (is_empty(selection)) return;
  PlanRequest request;
  request.action = action;
  choose(request, selection);
  open_bulk(turn, std::move(request), subject_of(selection));
}

std::string result_words(const Plan& plan) {
  const std::string keys = format_counted(plan.done, "key");
  std::string words = "Deleted " + keys;
  if (plan.action == PlanAction::restore) words = "Restored " + keys;
  if (plan.action == PlanAction::set_ttl)
    words = (plan.ttl_seconds ? "Set the expiry of " : "Removed the expiry of ") + keys;
  if (plan.skipped > 0) words += ". " + format_count(plan.skipped) + " had expired before";
  return words;
}

void offer_undo(Turn& turn, const BulkDialog& dialog, const Plan& plan) {
  Model& model = turn.model;
  model.undo.reset();
  model.bulk_undo.reset();
  for (Toast& shown : model.toasts) shown.offers_undo = false;
  if (!model.has_history || plan.done == 0 || plan.action == PlanAction::restore) return;
  BulkUndo undo{dialog.request, dialog.subject};
  undo.request.action = PlanAction::restore;
  undo.request.ttl_seconds.reset();
  undo.request.revision = plan.revision;
  model.bulk_undo = std::move(undo);
  model.toasts.back().offers_undo = true;
  model.toasts.back().expires_at_ms = model.now_ms + undo_lasts_ms;
}

// What was chosen is done with; what is on the screen is asked for again.
void follow_change(Turn& turn, const Plan& plan) {
  Model& model = turn.model;
  const KeyOpen* open = open_key(model);
  const bool was_deleted = open && plan.action == PlanAction::remove &&
                           is_selected(model.selection, open->key) && !open_draft(model);
  model.selection = {};
  if (was_deleted) {
    open_nothing(turn);
    turn.emit(SetLocationHash{"#/"});
  }
  refresh_list(turn);
  reload_open(turn);
  model.focus_wish = Field::list;
}

void take_plan(Turn& turn, Plan plan) {
  BulkDialog& dialog = *bulk_dialog(turn);
  dialog.poll_at_ms = 0;
  if (plan.state == PlanState::running) {
    dialog.poll_at_ms = turn.model.now_ms + poll_pause_ms;
  } else if (plan.state == PlanState::done || plan.state == PlanState::cancelled) {
    const BulkDialog ended = std::move(dialog);
    turn.model.dialog = NoDialog{};
    const bool is_whole = plan.state == PlanState::done;
    toast(
        turn, is_whole ? ToastKind::success : ToastKind::info,
        is_whole ? result_words(plan) : "Stopped. " + result_words(plan) + " of " + format_count(plan.count));
    offer_undo(turn, ended, plan);
    return follow_change(turn, plan);
  } else if (plan.state != PlanState::pending) {
    announce(turn, "Stopped. " + result_words(plan) + ". " + plan.detail);
    dialog.moved = plan.moved;
    dialog.moved_count = plan.moved_count;
    refresh_list(turn);
  }
  dialog.plan = std::move(plan);
}

// The commit was refused because of what others did.
bool take_moved(Turn& turn, BulkDialog& dialog, const HttpReply& reply) {
  if (reply.status != 412) return false;
  auto problem = decode_problem(reply.body);
  if (!problem.ok()) return false;
  dialog.moved = problem.value().moved;
  dialog.moved_count = std::max<std::uint64_t>(problem.value().moved_count.value_or(1), 1);
  announce(turn, "Nothing was changed: " + format_counted(dialog.moved_count, "key") + " changed meanwhile.");
  return true;
}

// A restore that would only bring back what was deleted needs no second question.
bool may_run_at_once(const BulkDialog& dialog, const Plan& plan) {
  return dialog.runs_at_once && plan.deletes == 0 && plan.puts > 0;
}

}  // namespace

std::optional<HttpRequest> plan_request(const BulkDialog& dialog) {
  PlanRequest request = dialog.request;
  if (request.action == PlanAction::set_ttl) {
    const auto lifetime = parse_lifetime(dialog.expiry);
    if (!lifetime) return std::nullopt;
    request.ttl_seconds = lifetime->seconds;
  }
  return api::create_plan(request);
}

bool is_running(const BulkDialog& dialog) {
  const Plan* plan = shown(dialog.plan);
  return is_loading(dialog.commit) || (plan && plan->state == PlanState::running);
}

void ask_expire(Turn& turn, PlanRequest request, std::string subject) {
  request.action = PlanAction::set_ttl;
  open_bulk(turn, std::move(request), std::move(subject));
}

void apply(Turn& turn, const AskDeleteSelected&) {
  ask_selected(turn, PlanAction::remove);
}

void apply(Turn& turn, const AskExpireSelected&) {
  ask_selected(turn, PlanAction::set_ttl);
}

void apply(Turn& turn, const AskDeleteFolder& action) {
  if (action.prefix.empty()) return;
  turn.model.selection = {};
  turn.model.selection.whole = action.prefix;
  ask_selected(turn, PlanAction::remove);
}

void apply(Turn& turn, const EditBulkExpiry& action) {
  BulkDialog* dialog = bulk_dialog(turn);
  if (!dialog || is_running(*dialog)) return;
  abort_all<ForPlan>(turn);
  dialog->expiry = action.text;
  dialog->expiry_fault.clear();
  dialog->plan = NotAsked{};
}

void apply(Turn& turn, const PreviewBulk&) {
  BulkDialog* dialog = bulk_dialog(turn);
  if (!dialog || is_running(*dialog)) return;
  const bool is_clear = plan_request(*dialog).has_value();
  dialog->expiry_fault = is_clear ? "" : std::string(lifetime_fault);
  is_clear ? request_plan(turn, *dialog) : announce(turn, dialog->expiry_fault);
}

void apply(Turn& turn, const CommitBulk&) {
  BulkDialog* dialog = bulk_dialog(turn);
  const Plan* plan = dialog ? std::get_if<Plan>(&dialog->plan) : nullptr;
  const bool is_ready = plan && plan->state == PlanState::pending && plan->count > 0;
  if (!is_ready || is_running(*dialog) || dialog->moved_count > 0) return;
  dialog->commit = Loading<Done>{send(turn, api::commit_plan(plan->id), ForPlanCommit{}), {}};
}

void apply(Turn& turn, const StopBulk&) {
  BulkDialog* dialog = bulk_dialog(turn);
  const Plan* plan = dialog ? shown(dialog->plan) : nullptr;
  if (!plan || !is_running(*dialog) || dialog->is_cancelling) return;
  dialog->is_cancelling = true;
  abort_all<ForPlanProgress>(turn);
  send(turn, api::cancel_plan(plan->id), ForPlanProgress{});
}

void leave_bulk(Turn& turn) {
  BulkDialog* dialog = bulk_dialog(turn);
  if (!dialog) return;
  abort_all<ForPlan>(turn);
  const Plan* plan = shown(dialog->plan);
  // The server keeps few plans: one that will not be used makes room.
  if (plan && plan->state == PlanState::pending && !is_running(*dialog))
    send(turn, api::cancel_plan(plan->id), ForPlanProgress{});
}

void finish(Turn& turn, const ForPlan&, const HttpReply& reply) {
  BulkDialog* dialog = bulk_dialog(turn);
  if (!dialog || !is_loading(dialog->plan, reply.id)) return;
  auto plan = api::plan_of(reply);
  if (!plan) {
    Trouble trouble = trouble_in(turn, reply, "Could not find out what would change");
    announce(turn, trouble.what + ". " + trouble.why);
    return fail(dialog->plan, std::move(trouble));
  }
  const bool runs = may_run_at_once(*dialog, *plan);
  announce(turn, format_counted(plan->count, "key") + " as of revision " + format_count(plan->revision));
  dialog->plan = std::move(*plan);
  if (runs) apply(turn, CommitBulk{});
}

void finish(Turn& turn, const ForPlanCommit&, const HttpReply& reply) {
  BulkDialog* dialog = bulk_dialog(turn);
  if (!dialog || !is_loading(dialog->commit, reply.id)) return;
  dialog->commit = NotAsked{};
  if (auto plan = api::plan_of(reply)) return take_plan(turn, std::move(*plan));
  dialog->is_cancelling = false;
  if (take_moved(turn, *dialog, reply)) return;
  Trouble trouble = trouble_in(turn, reply, "Could not change the keys");
  announce(turn, trouble.what + ". " + trouble.why);
  fail(dialog->commit, std::move(trouble));
}

void finish(Turn& turn, const ForPlanProgress&, const HttpReply& reply) {
  BulkDialog* dialog = bulk_dialog(turn);
  if (!dialog || !is_running(*dialog)) return;
  if (auto plan = api::plan_of(reply)) return take_plan(turn, std::move(*plan));
  // It goes on without us: its progress is asked for again, however often that fails.
  dialog->is_cancelling = false;
  if (!is_loading(dialog->commit)) dialog->poll_at_ms = turn.model.now_ms + poll_pause_after_trouble_ms;
}

void follow_plan(Turn& turn) {
  BulkDialog* dialog = bulk_dialog(turn);
  if (!dialog || dialog->poll_at_ms == 0 || dialog->poll_at_ms > turn.model.now_ms) return;
  dialog->poll_at_ms = 0;
  if (const Plan* plan = shown(dialog->plan)) send(turn, api::read_plan(plan->id), ForPlanProgress{});
}

void undo_bulk(Turn& turn) {
  Model& model = turn.model;
  const BulkUndo undo = *std::exchange(model.bulk_undo, {});
  std::erase_if(model.toasts, [](const Toast& shown) { return shown.offers_undo; });
  open_bulk(turn, undo.request, undo.subject);
  if (BulkDialog* dialog = bulk_dialog(turn)) dialog->runs_at_once = true;
}

}  // namespace keyglass::app
