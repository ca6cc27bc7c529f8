// Replies arriving, the log of requests, being offline and coming back, time passing.
#include <algorithm>

#include "app/api.hpp"
#include "app/text.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

constexpr std::int64_t first_pause_ms = 1'000;
constexpr std::int64_t pause_ms_max = 30'000;

bool is_probing(const Model& model) {
  return std::any_of(model.pending.begin(), model.pending.end(),
                     [](const auto& item) { return std::holds_alternative<ForProbe>(item.second.purpose); });
}

void send_probe(Turn& turn) {
  auto* offline = std::get_if<Offline>(&turn.model.connection);
  if (!offline) return;
  offline->retry_at_ms = turn.model.now_ms + retry_pause_ms(turn.model, ++offline->attempts);
  if (!is_probing(turn.model)) send(turn, api::probe(), ForProbe{});
}

void go_offline(Turn& turn, Trouble trouble) {
  Model& model = turn.model;
  if (auto* offline = std::get_if<Offline>(&model.connection)) {
    offline->trouble = std::move(trouble);
    return;
  }
  announce(turn, trouble.what + ".");
  model.connection = Offline{model.now_ms, model.now_ms + retry_pause_ms(model, 0), 0, std::move(trouble)};
}

void retry_all(Turn& turn) {
  retry_list(turn);
  retry_editor(turn);
  retry_dialog(turn);
}

void come_back(Turn& turn) {
  turn.model.connection = Online{};
  if (!turn.model.server.told) ask_capabilities(turn);
  toast(turn, ToastKind::success,
        has_unsaved_changes(turn.model) ? "Connected again. Your changes are not saved yet."
                                        : "Connected again.");
  retry_all(turn);
  reconnect_live(turn);
}

void log_request(Model& model, LoggedRequest request, const HttpReply& reply) {
  request.failure = reply.failure;
  request.status = reply.status;
  request.duration_ms = reply.duration_ms;
  request.finished_at_ms = model.now_ms;
  if (const std::string* timing = api::header(reply, "server-timing")) request.timing = *timing;
  model.request_log.push_front(std::move(request));
  if (model.request_log.size() > request_log_max) model.request_log.pop_back();
  // The one that is looked at stays the one.
  auto* dialog = std::get_if<RequestsDialog>(&model.dialog);
  if (dialog && dialog->chosen + 1 < model.request_log.size()) ++dialog->chosen;
}

}  // namespace

std::int64_t retry_pause_ms(const Model& model, int attempts) {
  const std::int64_t base_ms = std::min(first_pause_ms << std::min(attempts, 10), pause_ms_max);
  const std::uint64_t seed = model.last_id + static_cast<std::uint64_t>(model.now_ms);
  const auto spread = static_cast<std::int64_t>(seed * 2'654'435'761U % 256);
  return base_ms + base_ms * spread / 1024;
}

void note_connection(Turn& turn, const Purpose& purpose, const HttpReply& reply) {
  if (reply.failure == HttpFailure::aborted) return;
  Trouble trouble = trouble_in(turn, reply, "The store does not answer");
  const bool success = api::is_success(reply);
  if (!success && may_pass_by_itself(trouble)) return go_offline(turn, std::move(trouble));
  // A probe that finds something else at the address does not prove that the API is back.
  const bool is_back = success || !std::holds_alternative<ForProbe>(purpose);
  if (is_back && std::holds_alternative<Offline>(turn.model.connection)) come_back(turn);
}

void apply(Turn& turn, const RequestFinished& action) {
  Model& model = turn.model;
  const auto found = model.pending.find(action.reply.id);
  if (found == model.pending.end()) return;
  PendingRequest pending = std::move(found->second);
  model.pending.erase(found);
  // What is asked again and again by itself would drive everything else out of the log.
  const auto* largest = std::get_if<ForLargest>(&pending.purpose);
  if (!std::holds_alternative<ForMetrics>(pending.purpose) && (!largest || largest->is_first))
    log_request(model, std::move(pending.sent), action.reply);
  std::visit([&](const auto& purpose) { finish(turn, purpose, action.reply); }, pending.purpose);
  note_access(turn, pending.purpose, action.reply);
  note_connection(turn, pending.purpose, action.reply);
}

void finish(Turn&, const ForProbe&, const HttpReply&) {}

void apply(Turn& turn, const Tick& action) {
  Model& model = turn.model;
  model.now_ms = std::max(model.now_ms, action.now_ms);
  // The wakeup asked for may be what brought this frame, even a moment early: what is still due is asked
  // again.
  model.wakeup_at_ms = 0;
  std::erase_if(model.toasts, [&](const Toast& toast) { return toast.expires_at_ms <= model.now_ms; });
  follow_plan(turn);
  pass_palette_time(turn);
  const auto* offline = std::get_if<Offline>(&model.connection);
  if (offline && offline->retry_at_ms <= model.now_ms) send_probe(turn);
  poll_metrics(turn);
}

void apply(Turn& turn, const Retry&) {
  send_probe(turn);
  retry_all(turn);
}

}  // namespace keyglass::app
