// The dashboard: opening, closing, and asking for its figures while it is looked at.
#include <algorithm>

#include "app/api.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

std::string location_of_open(const Model& model) {
  if (const KeyOpen* open = open_key(model)) return location_of_key(open->key);
  return is_new_key_open(model) ? "#/new" : "#/";
}

bool is_asking(const Model& model) {
  return std::any_of(model.pending.begin(), model.pending.end(), [](const auto& item) {
    return std::holds_alternative<ForMetrics>(item.second.purpose);
  });
}

}  // namespace

void show_dashboard(Turn& turn) {
  Dashboard& dashboard = turn.model.dashboard;
  if (dashboard.is_open) return;
  dashboard.is_open = true;
  dashboard.poll_at_ms = turn.model.now_ms;
  poll_metrics(turn);
}

void leave_dashboard(Turn& turn) {
  turn.model.dashboard.is_open = false;
  turn.model.dashboard.poll_at_ms = 0;
  abort_all<ForMetrics>(turn);
}

void poll_metrics(Turn& turn) {
  Dashboard& dashboard = turn.model.dashboard;
  const bool is_due = dashboard.poll_at_ms != 0 && dashboard.poll_at_ms <= turn.model.now_ms;
  if (!dashboard.is_open || !is_due || is_asking(turn.model)) return;
  dashboard.poll_at_ms = turn.model.now_ms + poll_every_ms;
  send(turn, api::read_metrics(), ForMetrics{});
}

void finish(Turn& turn, const ForMetrics&, const HttpReply& reply) {
  Dashboard& dashboard = turn.model.dashboard;
  dashboard.trouble.reset();
  if (api::is_success(reply)) return take_metrics(dashboard, reply.body, turn.model.now_ms);
  dashboard.trouble = trouble_in(turn, reply, "Could not read the server's figures");
  // Where it is refused, asking again changes nothing.
  if (!may_pass_by_itself(*dashboard.trouble)) dashboard.poll_at_ms = 0;
}

void apply(Turn& turn, const OpenDashboard&) {
  if (turn.model.dashboard.is_open) return;
  turn.emit(SetLocationHash{std::string(dashboard_location)});
  show_dashboard(turn);
}

void apply(Turn& turn, const CloseDashboard&) {
  if (!turn.model.dashboard.is_open) return;
  turn.emit(SetLocationHash{location_of_open(turn.model)});
  leave_dashboard(turn);
}

void apply(Turn& turn, const ShowFiguresAs& action) {
  turn.model.dashboard.shows_table = action.table;
}

}  // namespace keyglass::app
