// Every dialog, in every state that it has.
#include "app/diff.hpp"
#include "scenarios.hpp"

namespace keyglass::app::testing {
namespace {

Plan sample_plan(PlanAction action) {
  Plan plan;
  plan.action = action;
  plan.count = plan.puts = 1204;
  plan.bytes = 4096;
  plan.revision = 77;
  plan.sample = {"user:1", "user:2", "user:\u202e3"};
  return plan;
}

BulkDialog bulk(PlanAction action) {
  BulkDialog dialog;
  dialog.request.action = action;
  dialog.subject = "all keys that start with user:";
  dialog.plan = sample_plan(action);
  return dialog;
}

ImportDialog import_of(Remote<ImportReport> preview, Remote<ImportReport> result = {}) {
  ImportDialog dialog;
  dialog.file = {1, "all.ndjson", "", 100'000};
  dialog.sent_bytes = 25'000;
  dialog.preview = std::move(preview);
  dialog.result = std::move(result);
  return dialog;
}

ImportReport sample_report() {
  ImportReport report;
  report.imported = 7;
  report.failed = {{2, "invalid", "no key"}};
  report.failed_count = 1;
  report.preview = ImportReport::Preview{5, 2, 1, {"user:1", "user:2"}};
  return report;
}

UploadDialog upload() {
  UploadDialog dialog;
  dialog.file = {2, "logo.png", "image/png", 2'000'000};
  dialog.key = "logo.png";
  dialog.content_type = "image/png";
  dialog.bytes_max = 16'777'216;
  return dialog;
}

void put_folders(Session& session) {
  for (const char* key : {"cfg", "user:1", "user:2", "cart:1"})
    session.api.put(key, std::string(key) + " is its value");
}

const std::vector<Scenario> table = {
    {"largest keys",
     [](Session& s) {
       put_folders(s);
       s.act_and_settle(OpenLargest{});
     },
     "dialog \"Largest keys\""},
    {"largest folders",
     [](Session& s) {
       put_folders(s);
       s.act_and_settle(OpenLargest{});
       s.act(ShowLargestAs{true});
     },
     "2 keys"},
    {"looking for the largest keys",
     [](Session& s) {
       put_folders(s);
       s.act(OpenLargest{});
     },
     "progressbar \"Progress\""},
    {"largest keys that stopped",
     [](Session& s) {
       put_folders(s);
       s.act(OpenLargest{});
       s.act(StopLargest{});
     },
     "button \"Go on\""},
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
    {"deletion of a changed key",
     [](Session& s) {
       s.model.dialog = ConfirmDeleteDialog{"a", "\"1\"", true, {}};
     },
     "It was changed since you opened it."},
    {"deletion that failed",
     [](Session& s) {
       s.model.dialog = ConfirmDeleteDialog{"a", "\"1\"", false, Failed<Done>{sample_trouble(503), {}}};
     },
     "Could not do it"},
    {"conflict of texts",
     [](Session& s) {
       s.model.dialog = ConflictDialog{"a", "mine", false, Theirs{Entry{"theirs", 1, "\"e\"", "", {}}}};
     },
     "Keep mine (overwrite)"},
    {"conflict by changes",
     [](Session& s) {
       ConflictDialog dialog{"a", "1\nmine", false, Theirs{Entry{"theirs\n2", 1, "\"e\"", "", {}}}, "1\n2"};
       dialog.tab = ConflictTab::theirs;
       dialog.their_changes = diff_texts("1\n2", "theirs\n2");
       dialog.my_changes = diff_texts("1\n2", "1\nmine");
       s.model.dialog = dialog;
     },
     "+theirs"},
    {"conflict that cannot be shown",
     [](Session& s) {
       s.model.dialog = ConflictDialog{"a", "mine", false, Failed<Theirs>{sample_trouble(500), {}}};
     },
     "Could not do it"},
    {"deletion of many", [](Session& s) { s.model.dialog = bulk(PlanAction::remove); }, "Delete 1,204 keys"},
    {"counting for a deletion",
     [](Session& s) {
       BulkDialog dialog = bulk(PlanAction::remove);
       dialog.plan = Loading<Plan>{};
       s.model.dialog = dialog;
     },
     "Counting keys"},
    {"deletion under way",
     [](Session& s) {
       BulkDialog dialog = bulk(PlanAction::remove);
       std::get<Plan>(dialog.plan).state = PlanState::running;
       std::get<Plan>(dialog.plan).done = 301;
       s.model.dialog = dialog;
     },
     "301 of 1,204 keys"},
    {"deletion that was refused",
     [](Session& s) {
       BulkDialog dialog = bulk(PlanAction::remove);
       dialog.moved = {"user:1"};
       dialog.moved_count = 3;
       s.model.dialog = dialog;
     },
     "3 keys changed since you looked. Nothing was done."},
    {"deletion that stopped",
     [](Session& s) {
       BulkDialog dialog = bulk(PlanAction::remove);
       std::get<Plan>(dialog.plan).state = PlanState::interrupted;
       std::get<Plan>(dialog.plan).detail = "the server was stopped";
       s.model.dialog = dialog;
     },
     "Stopped after 0 keys."},
    {"plan that failed",
     [](Session& s) {
       BulkDialog dialog = bulk(PlanAction::remove);
       dialog.plan = Failed<Plan>{sample_trouble(500), {}};
       s.model.dialog = dialog;
     },
     "Could not do it"},
    {"expiry of many",
     [](Session& s) {
       BulkDialog dialog = bulk(PlanAction::set_ttl);
       dialog.expiry = "soon";
       dialog.expiry_fault = "This is no time";
       dialog.plan = NotAsked{};
       s.model.dialog = dialog;
     },
     "This is no time"},
    {"restoring many",
     [](Session& s) {
       BulkDialog dialog = bulk(PlanAction::restore);
       std::get<Plan>(dialog.plan).deletes = 2;
       std::get<Plan>(dialog.plan).sample_deletes = {"user:9"};
       s.model.dialog = dialog;
     },
     "2 that were stored since are removed."},
    {"expiry and type",
     [](Session& s) {
       open_sample(s, "x", "text/plain");
       s.act(AskKeySettings{});
     },
     "dialog \"Expiry and type\""},
    {"looking at a file", [](Session& s) { s.model.dialog = import_of(Loading<ImportReport>{}); },
     "Looking at the file. Nothing is changed yet."},
    {"import previewed", [](Session& s) { s.model.dialog = import_of(sample_report()); }, "Import 7 keys"},
    {"importing", [](Session& s) { s.model.dialog = import_of(sample_report(), Loading<ImportReport>{}); },
     "25 KB of 100 KB sent"},
    {"imported", [](Session& s) { s.model.dialog = import_of(sample_report(), sample_report()); },
     "Save broken lines"},
    {"import that failed",
     [](Session& s) {
       s.model.dialog = import_of(sample_report(), Failed<ImportReport>{sample_trouble(507), {}});
     },
     "Could not do it"},
    {"upload", [](Session& s) { s.model.dialog = upload(); }, "button \"Store file\""},
    {"upload that is too large",
     [](Session& s) {
       UploadDialog dialog = upload();
       dialog.bytes_max = 1000;
       s.model.dialog = dialog;
     },
     "This server takes values up to"},
    {"uploading",
     [](Session& s) {
       UploadDialog dialog = upload();
       dialog.upload = Loading<Done>{};
       dialog.sent_bytes = 500'000;
       s.model.dialog = dialog;
     },
     "progressbar \"Progress\""},
    {"upload that failed",
     [](Session& s) {
       UploadDialog dialog = upload();
       dialog.replaces = dialog.key;
       dialog.upload = Failed<Done>{sample_trouble(413), {}};
       s.model.dialog = dialog;
     },
     "The value stored now is replaced."},
};

}  // namespace

const std::vector<Scenario>& dialog_scenarios() {
  return table;
}

}  // namespace keyglass::app::testing
