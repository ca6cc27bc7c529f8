// The list, the editor and what stands beside it.
#include "scenarios.hpp"

namespace keyglass::app::testing {
namespace {

// Beside the value, or instead of it where there is no room for both.
void show_details(Session& session) {
  session.act(ShowTab{EditorTab::details});
}

void put_versions(Session& session) {
  session.api.put("sample", "one\nsame");
  session.api.put("sample", "two\nsame");
  session.act_and_settle(Refresh{});
  session.act_and_settle(OpenKey{"sample"});
}

void put_tree(Session& session) {
  for (const char* key : {"cfg", "user:1", "user:2"}) session.api.put(key, key);
  session.act(CloseEditor{});
  session.act_and_settle(Arrange{":"});
}

void put_many(Session& session) {
  for (int number = 1000; number < 1400; ++number) session.api.put(std::to_string(number), "x");
  session.act(CloseEditor{});
  session.act_and_settle(Refresh{});
}

const std::vector<Scenario> table = {
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
    {"hostile key",
     [](Session& s) {
       s.api.put("%s%n<script>##id\u202e\u200b", "x");
       s.act_and_settle(Refresh{});
       s.act_and_settle(OpenKey{"%s%n<script>##id\u202e\u200b"});
     },
     "%s%n<script>##id"},
    {"new key", [](Session& s) { s.act(OpenNewKey{}); }, "button \"From a file\u2026\""},
    {"new key that is none",
     [](Session& s) {
       s.act(OpenNewKey{});
       s.act(EditNewKey{""});
       s.act(EditValue{"{\"a\": 1}"});
       s.model.editor.key_fault = "A key has at least one byte";
     },
     "[invalid]"},
    {"saving",
     [](Session& s) {
       open_sample(s, "old", "text/plain");
       s.act(EditValue{"new"});
       s.act(Save{});
     },
     "Saving"},
    {"many keys", [](Session& s) { put_many(s); }, "of 400"},
    {"count that is not exact",
     [](Session& s) {
       s.api.is_exact = false;
       put_many(s);
     },
     "of at least 400"},
    {"rows still loading",
     [](Session& s) {
       put_many(s);
       s.model.list.pages[0].rows = Loading<KeyRows>{};
     },
     "gridcell \"Loading\""},
    {"filtered",
     [](Session& s) {
       put_many(s);
       s.act_and_settle(SetFilter{"13*"});
     },
     "1300"},
    {"folders", [](Session& s) { put_tree(s); }, "treeitem \"user:\" [collapsed]"},
    {"open folder",
     [](Session& s) {
       put_tree(s);
       s.act_and_settle(OpenFolderRow{"user:"});
     },
     "treeitem \"user:2\""},
    {"chosen keys",
     [](Session& s) {
       put_many(s);
       s.act(ToggleSelected{"1000", false});
       s.act(ToggleSelected{"1001", false});
     },
     "group \"Selection\""},
    {"everything chosen",
     [](Session& s) {
       put_many(s);
       s.act(SelectAll{});
     },
     "400 selected"},
    {"key that expires",
     [](Session& s) {
       s.api.put("sample", "x");
       s.api.expire_at("sample", s.api.now_ms + 3'900'000);
       s.act_and_settle(Refresh{});
       s.act_and_settle(OpenKey{"sample"});
       show_details(s);
     },
     "in 1 h 5 min"},
    {"details",
     [](Session& s) {
       open_sample(s, "hello", "text/plain");
       s.act(ShowTab{EditorTab::details});
     },
     "Details"},
    {"missing key", [](Session& s) { s.act_and_settle(OpenKey{"gone"}); }, "gone"},
    {"JSON over lines",
     [](Session& s) {
       open_sample(s, "{\"a\": [1, true]}", "application/json");
       s.act(ShowAs{ValueMode::json});
     },
     "textbox \"Value\""},
    {"text as bytes",
     [](Session& s) {
       open_sample(s, "hello", "text/plain");
       s.act(ShowAs{ValueMode::hex});
     },
     "68 65 6c 6c 6f"},
    {"text in parts",
     [](Session& s) {
       std::string text;
       for (int line = 100'000; line < 110'000; ++line) text += std::to_string(line) + "\n";
       open_sample(s, text, "text/plain");
     },
     "Part 1 of"},
    {"other scripts",
     [](Session& s) {
       s.api.put("\u6f22\u5b57 \U0001f389 \u0645\u0631\u062d\u0628\u0627", "\u6f22\n\u0645\u0631");
       s.act_and_settle(Refresh{});
       s.act_and_settle(OpenKey{"\u6f22\u5b57 \U0001f389 \u0645\u0631\u062d\u0628\u0627"});
     },
     "\u6f22\u5b57 \U0001f389"},
    {"history",
     [](Session& s) {
       put_versions(s);
       show_details(s);
     },
     "button \"Revision 1\""},
    {"history loading",
     [](Session& s) {
       put_versions(s);
       show_details(s);
       std::get<KeyOpen>(s.model.editor.open).history = Loading<Versions>{};
     },
     "Loading the history"},
    {"history error",
     [](Session& s) {
       put_versions(s);
       show_details(s);
       std::get<KeyOpen>(s.model.editor.open).history = Failed<Versions>{sample_trouble(500), {}};
     },
     "Could not do it"},
    {"history with removals",
     [](Session& s) {
       put_versions(s);
       show_details(s);
       std::get<KeyOpen>(s.model.editor.open).history =
           Versions{{{4, "put", 8, s.model.now_ms, {}, ""},
                     {3, "delete", 0, s.model.now_ms - 60'000, {}, ""},
                     {2, "expire", 0, s.model.now_ms - 86'400'000, {}, ""},
                     {1, "put", 8, 0, {}, ""}},
                    true,
                    false};
     },
     "button \"Older versions\""},
    {"comparison",
     [](Session& s) {
       put_versions(s);
       s.act_and_settle(ShowVersion{1});
     },
     "-one"},
    {"comparison loading",
     [](Session& s) {
       put_versions(s);
       s.act(ShowVersion{1});
     },
     "Loading the versions"},
    {"comparison error",
     [](Session& s) {
       put_versions(s);
       s.act(ShowVersion{1});
       std::get<KeyOpen>(s.model.editor.open).comparison->older.entry =
           Failed<Entry>{sample_trouble(410), {}};
     },
     "Could not do it"},
    {"comparison of bytes",
     [](Session& s) {
       s.api.put("sample", std::string("\xff\x00", 2));
       s.api.put("sample", "text");
       s.act_and_settle(OpenKey{"sample"});
       s.act_and_settle(ShowVersion{1});
     },
     "ff 00"},
};

}  // namespace

const std::vector<Scenario>& pane_scenarios() {
  return table;
}

}  // namespace keyglass::app::testing
