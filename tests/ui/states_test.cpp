// Every state that a view can be in is drawn once at every width, in both schemes, and says the right thing.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"
#include "view/layout.hpp"

namespace keyglass::app::testing {
namespace {

using ui::Role;

Trouble sample_trouble(int status) {
  HttpReply reply;
  reply.status = status;
  return describe_trouble(reply, {"Could not do it", "http://localhost:8000"});
}

struct Scenario {
  const char* name;
  void (*arrange)(Session&);
  const char* expected;  // in the tree of semantics
};

void open_sample(Session& session, std::string_view value, std::string_view type) {
  session.api.put("sample", value, type);
  session.act_and_settle(Refresh{});
  session.act_and_settle(OpenKey{"sample"});
}

const Scenario scenarios[] = {
    {"loading",
     [](Session& s) {
       s.act(CloseEditor{});
       s.act(Refresh{});
       s.model.list.pages[0].rows = NotAsked{};
     },
     "Loading keys"},
    {"list error",
     [](Session& s) {
       s.act(CloseEditor{});
       s.model.list.pages.assign(1, {});
       s.model.list.pages[0].rows = Failed<KeyRows>{sample_trouble(500), {}};
     },
     "The server met an internal error."},
    {"nothing matches",
     [](Session& s) {
       s.act(CloseEditor{});
       s.act_and_settle(SetFilter{"zzz"});
     },
     "No key starts with this"},
    {"empty store", [](Session&) {}, "Store your first key"},
    {"value loading",
     [](Session& s) {
       s.api.put("a", "1");
       s.act(OpenKey{"a"});
     },
     "Loading value"},
    {"value error",
     [](Session& s) {
       s.act(OpenKey{"a"});
       std::get<KeyOpen>(s.model.editor.open).entry = Failed<Entry>{sample_trouble(500), {}};
     },
     "Could not do it"},
    {"text", [](Session& s) { open_sample(s, "hello", "text/plain"); }, "textbox \"Value\" = \"hello\""},
    {"good JSON", [](Session& s) { open_sample(s, "{\"a\": 1}", "application/json"); }, "Valid JSON"},
    {"bad JSON", [](Session& s) { open_sample(s, "{\n\"a\" 1}", "application/json"); },
     "line 2, column 5: expected a colon"},
    {"bytes", [](Session& s) { open_sample(s, std::string_view("\xff\x00\x10", 3), ""); }, "ff 00 10"},
    {"large", [](Session& s) { open_sample(s, std::string(1'100'000, 'x'), "text/plain"); },
     "Larger than 1 MiB"},
    {"draft",
     [](Session& s) {
       open_sample(s, "old", "text/plain");
       s.act(EditValue{"new"});
     },
     "Unsaved changes"},
    {"outdated draft",
     [](Session& s) {
       open_sample(s, "old", "text/plain");
       s.act(EditValue{"new"});
       s.api.put("sample", "newer");
       s.act_and_settle(Refresh{});
     },
     "has changed since you began"},
    {"save error",
     [](Session& s) {
       open_sample(s, "old", "text/plain");
       s.act(EditValue{"new"});
       s.model.editor.save = Failed<Done>{sample_trouble(413), {}};
     },
     "raise --value-bytes-max"},
    {"offline",
     [](Session& s) {
       s.api.is_down = true;
       s.act_and_settle(Refresh{});
     },
     "Can't reach the API"},
    {"confirm delete", [](Session& s) { s.act(AskDelete{"a"}); }, "dialog \"Confirm delete\""},
    {"conflict loading",
     [](Session& s) {
       s.model.dialog = ConflictDialog{"a", "mine", false, {}};
     },
     "Loading the stored value"},
    {"conflict with a deleted key",
     [](Session& s) {
       s.model.dialog = ConflictDialog{"a", "mine", false, Theirs{}};
     },
     "Accept the deletion"},
    {"conflict with bytes",
     [](Session& s) {
       s.model.dialog = ConflictDialog{"a", "mine", true, Theirs{Entry{"\xff", 1, "\"e\"", "", {}}}};
     },
     "This key exists already"},
    {"discard", [](Session& s) { s.model.dialog = DiscardDialog{"a"}; }, "dialog \"Discard changes\""},
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
    {"connection", [](Session& s) { s.act(OpenConnection{}); }, "textbox \"API URL\""},
    {"connection of a page that may choose",
     [](Session& s) {
       s.model.server = {};
       s.model.server.is_url_fixed = false;
       s.model.server.has_token = true;
       s.act(OpenConnection{});
       s.model.server.url_fault = "An address begins with http://";
       s.model.server.is_checking = true;
     },
     "Forget the token"},
    {"requests", [](Session& s) { s.act(OpenRequests{}); }, "grid \"Requests\""},
    {"no requests",
     [](Session& s) {
       s.model.request_log.clear();
       s.act(OpenRequests{});
     },
     "Nothing was asked yet."},
    {"palette", [](Session& s) { s.act(OpenPalette{}); }, "option \"New key\""},
    {"palette with keys",
     [](Session& s) {
       s.api.put("%s\u202e##", "x");
       s.act(OpenPalette{});
       s.act(EditPalette{"%s"});
       s.pass(palette_pause_ms);
       s.settle();
     },
     "option \"%s\\u{202e}##\""},
    {"palette without an answer",
     [](Session& s) {
       s.act(OpenPalette{});
       s.act(EditPalette{"zz"});
       s.api.is_down = true;
       s.pass(palette_pause_ms);
       s.settle();
     },
     "Could not look for keys."},
    {"shortcuts", [](Session& s) { s.act(OpenShortcuts{}); }, "dialog \"Keyboard shortcuts\""},
    {"hostile key",
     [](Session& s) {
       s.api.put("%s%n<script>##id\u202e\u200b", "x");
       s.act_and_settle(Refresh{});
       s.act_and_settle(OpenKey{"%s%n<script>##id\u202e\u200b"});
     },
     "%s%n<script>##id"},
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
};

}  // namespace

TEST_CASE("Every state is drawn at every width and in both schemes without a complaint") {
  for (const Scenario& scenario : scenarios) {
    for (const float width : {1440.0F, 800.0F, 420.0F, 300.0F}) {
      for (const ui::Scheme scheme : {ui::Scheme::dark, ui::Scheme::light, ui::Scheme::contrast_dark}) {
        INFO(scenario.name << " at " << width);
        AppHarness app({.width = width, .height = 700, .scheme = scheme});
        app.start();
        scenario.arrange(app.session);
        app.session.waiting.clear();
        app.hands().settle();
        INFO(app.tree());
        CHECK(app.shows(scenario.expected));
      }
    }
  }
}

TEST_CASE("The fixed accessible names are there while a key is open") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/kv/a");
  for (const char* name : {"Key", "Value", "Filter"}) CHECK(app.has(Role::textbox, name));
  for (const char* name : {"Save", "Delete", "Refresh", "New key"}) CHECK(app.has(Role::button, name));
  CHECK(app.has(Role::grid, "Keys"));
  CHECK(app.has(Role::row, "a"));
  CHECK(app.has(Role::status, "Status"));
  CHECK((app.get(Role::textbox, "Key").state & ui::state_read_only) != 0);
}

TEST_CASE("The page is divided without gaps or overlaps at every width") {
  for (float width = 200; width < 2000; width += 37) {
    view::LayoutInput input;
    input.page = {0, 0, width, 700};
    input.header = 48;
    input.status_bar = 28;
    input.details = 280;
    input.list_place = 0.27F;
    for (const bool is_open : {false, true}) {
      input.is_editor_open = is_open;
      input.has_details = is_open;
      const view::Layout layout = view::layout_of(input);
      float covered = 0;
      for (const auto& pane : {layout.list, layout.editor, layout.details}) {
        if (!pane) continue;
        CHECK(pane->x == covered);
        CHECK(pane->height == 700 - 48 - 28);
        covered += pane->width;
      }
      CHECK(covered == width);
    }
  }
}

}  // namespace keyglass::app::testing
