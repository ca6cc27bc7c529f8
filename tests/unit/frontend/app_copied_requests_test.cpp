// What is copied as curl is the request that would be sent: for every action that can be copied before it is
// done.
#include <catch2/catch_test_macros.hpp>

#include "app/curl.hpp"
#include "session.hpp"

namespace keyglass::app::testing {
namespace {

constexpr std::string_view file_name = "it's all.ndjson";
constexpr const char* report = R"({"imported":0,"skipped":0,"failed":[],"failed_count":0,)"
                               R"("would_create":1,"would_replace":0,"unchanged":0,"conflicts":[]})";

struct Case {
  std::string_view name;
  void (*arrange)(Session&);
  CurlOf which;
  void (*perform)(Session&);  // what sends the request
};

void choose_two(Session& session) {
  session.act(ToggleSelected{"a"});
  session.act(ToggleSelected{"b"});
}

void open_a(Session& session) {
  session.act_and_settle(OpenKey{"a"});
}

void choose_file(Session& session, FileUse use) {
  session.act(FileChosen{{7, std::string(file_name), "text/csv", 10}, use});
}

const Case table[] = {
    {"list", [](Session&) {}, CurlOf::list, [](Session& s) { s.act(Refresh{}); }},
    {"save",
     [](Session& s) {
       open_a(s);
       s.act(EditValue{"new"});
     },
     CurlOf::save, [](Session& s) { s.act(Save{}); }},
    {"delete", [](Session& s) { s.act_and_settle(AskDelete{"a"}); }, CurlOf::dialog,
     [](Session& s) { s.act(DeleteConfirmed{}); }},
    {"delete chosen keys",
     [](Session& s) {
       choose_two(s);
       s.act_and_settle(AskDeleteSelected{});
     },
     CurlOf::dialog, [](Session& s) { s.act(PreviewBulk{}); }},
    {"delete all that match",
     [](Session& s) {
       s.act_and_settle(SetFilter{"*a*"});
       s.act(SelectAll{});
       s.act_and_settle(AskDeleteSelected{});
     },
     CurlOf::dialog, [](Session& s) { s.act(PreviewBulk{}); }},
    {"expire chosen keys",
     [](Session& s) {
       choose_two(s);
       s.act(AskExpireSelected{});
       s.act(EditBulkExpiry{"2 h"});
     },
     CurlOf::dialog, [](Session& s) { s.act(PreviewBulk{}); }},
    {"keys that shall never expire",
     [](Session& s) {
       choose_two(s);
       s.act(AskExpireSelected{});
       s.act(EditBulkExpiry{"never"});
     },
     CurlOf::dialog, [](Session& s) { s.act(PreviewBulk{}); }},
    {"look at a file", [](Session& s) { choose_file(s, FileUse::import); }, CurlOf::dialog, [](Session&) {}},
    {"import",
     [](Session& s) {
       choose_file(s, FileUse::import);
       s.answer_next(200, report);
       s.act(SetImportMode{ImportMode::create});
     },
     CurlOf::dialog, [](Session& s) { s.act(StartImport{}); }},
    {"upload",
     [](Session& s) {
       choose_file(s, FileUse::value);
       s.act(EditUploadKey{"from file"});
     },
     CurlOf::dialog, [](Session& s) { s.act(StartUpload{}); }},
    {"export the list", [](Session& s) { s.act_and_settle(SetFilter{"a"}); }, CurlOf::export_list,
     [](Session& s) { s.act(ExportFiltered{}); }},
    {"export chosen keys", choose_two, CurlOf::export_selected, [](Session& s) { s.act(ExportSelected{}); }},
    {"export all that match",
     [](Session& s) {
       s.act_and_settle(SetFilter{"*a*"});
       s.act(SelectAll{});
     },
     CurlOf::export_selected, [](Session& s) { s.act(ExportSelected{}); }},
    {"expiry and type",
     [](Session& s) {
       open_a(s);
       s.act(AskKeySettings{});
       s.act(EditExpiry{"7 d"});
       s.act(EditContentType{"text/csv"});
     },
     CurlOf::dialog, [](Session& s) { s.act(SaveKeySettings{}); }},
    {"type alone, of a key that expires",
     [](Session& s) {
       s.api.expire_at("a", s.api.now_ms + 90'000);
       open_a(s);
       s.act(AskKeySettings{});
       s.act(EditContentType{"text/csv"});
     },
     CurlOf::dialog, [](Session& s) { s.act(SaveKeySettings{}); }},
    {"restore a version",
     [](Session& s) {
       s.api.put("a", "second");
       open_a(s);
       s.act_and_settle(ShowVersion{1});
     },
     CurlOf::restore, [](Session& s) { s.act(RestoreVersion{}); }},
    {"undo a deletion",
     [](Session& s) {
       s.api.expire_at("a", s.api.now_ms + 90'000);
       open_a(s);
       s.act(AskDelete{"a"});
       s.act_and_settle(DeleteConfirmed{});
     },
     CurlOf::undo, [](Session& s) { s.act(UndoDelete{}); }},
    {"undo a deletion of many",
     [](Session& s) {
       choose_two(s);
       s.act_and_settle(AskDeleteSelected{});
       s.act_and_settle(CommitBulk{});
     },
     CurlOf::undo, [](Session& s) { s.act(UndoDelete{}); }},
};

// The newest request that the app sent or had the browser load.
CurlRequest last_request(const Session& session, std::size_t from) {
  for (auto effect = session.effects.rbegin(); effect != session.effects.rend(); ++effect) {
    if (const auto* load = std::get_if<Download>(&*effect)) return {"GET", load->target};
    const auto* sent = std::get_if<SendRequest>(&*effect);
    // A list is counted with it.
    if (!sent || sent->request.target.starts_with("/stats")) continue;
    const HttpRequest& request = sent->request;
    CurlRequest command{request.method, request.target, request.headers, request.body};
    if (request.file != 0) command.body_file = file_name;
    return command;
  }
  FAIL("nothing was sent, of " << from);
  return {};
}

}  // namespace

TEST_CASE("What is copied is what is sent") {
  for (const Case& one : table) {
    INFO(one.name);
    Session session;
    for (const char* key : {"a", "b", "c"}) session.api.put(key, "value", "text/plain");
    session.start();
    session.model.server.has_token = true;
    one.arrange(session);
    session.act(CopyRequest{one.which});
    REQUIRE(session.last_effect<CopyText>());
    const std::string copied = session.last_effect<CopyText>()->text;
    one.perform(session);
    CHECK(copied == curl_command(last_request(session, session.effects.size()), session.model.api_url, true));
    CHECK(copied.find("Bearer $KEYGLASS_TOKEN\"") != std::string::npos);
  }
}

TEST_CASE("Nothing is copied while what is typed is no request, and that is said") {
  Session session;
  session.api.put("a", "x");
  session.start();
  session.act(CopyRequest{CurlOf::restore});
  session.act(CopyRequest{CurlOf::undo});
  session.act(ToggleSelected{"a"});
  session.act(AskExpireSelected{});
  session.act(EditBulkExpiry{"soon"});
  session.act(CopyRequest{CurlOf::dialog});
  CHECK(session.last_effect<CopyText>() == nullptr);
  CHECK(session.model.announcement == "There is nothing to send yet");
}

}  // namespace keyglass::app::testing
