// What goes on around the panes: connection, token, live changes, figures, notifications.
#include "scenarios.hpp"

namespace keyglass::app::testing {
namespace {

constexpr const char* figures =
    "keyglass_http_requests_total{route=\"/kv\"} 10\nkeyglass_store_keys 1204\n"
    "process_resident_memory_bytes 3e7\n";

void be_live(Session& session, LiveState state) {
  session.model.live.state = state;
  session.model.live.since_ms = session.model.now_ms - 60'000;
  session.model.live.retry_at_ms = session.model.now_ms + 60'000;
  session.model.live.trouble = sample_trouble(501);
  open_sample(session, "x", "text/plain");
  session.act(ShowTab{EditorTab::activity});
}

void open_figures(Session& session, bool as_table) {
  session.model.dashboard.is_open = true;
  session.model.dashboard.shows_table = as_table;
  take_metrics(session.model.dashboard, figures, session.model.now_ms - 6'000);
  take_metrics(session.model.dashboard, figures, session.model.now_ms - 3'000);
}

const std::vector<Scenario> table = {
    {"offline",
     [](Session& s) {
       s.api.is_down = true;
       s.act_and_settle(Refresh{});
     },
     "Can't reach the API"},
    {"asks for a token",
     [](Session& s) {
       s.api.token_known = "t";
       s.act_and_settle(Refresh{});
     },
     "This server asks for a token"},
    {"wrong token",
     [](Session& s) {
       s.api.token_known = "t";
       s.act_and_settle(Refresh{});
       s.act(EditToken{"x"});
       s.act_and_settle(Connect{});
     },
     "This server asks for a token"},
    {"read only",
     [](Session& s) {
       s.api.scope = "read";
       s.act(ForgetToken{});
       s.settle();
       open_sample(s, "hello", "text/plain");
     },
     "textbox \"Value\" = \"hello\" [read only]"},
    {"activity",
     [](Session& s) {
       s.model.live.state = LiveState::live;
       s.model.live.activity = {{2, ChangeKind::removed, "gone\u202e", 0, 7, s.model.now_ms},
                                {1, ChangeKind::put, "kept", 3, 6, s.model.now_ms - 90'000}};
       open_sample(s, "x", "text/plain");
       s.act(ShowTab{EditorTab::activity});
     },
     "Deleted gone"},
    {"dashboard without an answer", [](Session& s) { s.model.dashboard.is_open = true; }, "Loading figures"},
    {"toasts",
     [](Session& s) {
       s.model.toasts = {{1, ToastKind::error, "Went wrong", s.model.now_ms + 9000},
                         {2, ToastKind::success, "Went right", s.model.now_ms + 9000}};
     },
     "Went wrong"},
    {"live", [](Session& s) { be_live(s, LiveState::live); }, "Changes to any key appear here"},
    {"live again", [](Session& s) { be_live(s, LiveState::waiting); }, "Reconnecting"},
    {"paused", [](Session& s) { be_live(s, LiveState::paused); }, "Paused. Nothing changed before that."},
    {"not live", [](Session& s) { be_live(s, LiveState::unavailable); }, "Not live"},
    {"dashboard", [](Session& s) { open_figures(s, false); }, "1,204"},
    {"dashboard as a table", [](Session& s) { open_figures(s, true); }, "grid \"Figures\""},
    {"dashboard refused",
     [](Session& s) {
       s.model.dashboard.is_open = true;
       s.model.dashboard.trouble = sample_trouble(403);
     },
     "Could not do it"},
    {"dashboard that stopped",
     [](Session& s) {
       open_figures(s, false);
       s.model.dashboard.trouble = sample_trouble(500);
     },
     "Could not do it"},
    {"toast with undo",
     [](Session& s) {
       s.model.toasts = {{1, ToastKind::success, "Deleted a", s.model.now_ms + 9000, true}};
     },
     "button \"Undo\""},
    {"announcement",
     [](Session& s) {
       open_sample(s, "x", "text/plain");
       s.model.announcement = "Saved sample";
     },
     "Saved sample"},
};

}  // namespace

const std::vector<Scenario>& server_scenarios() {
  return table;
}

}  // namespace keyglass::app::testing
