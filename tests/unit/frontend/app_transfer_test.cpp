// Files in and out of the store: dry run, import, upload, export.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

const ChosenFile lines{7, "all.ndjson", "", 2000};
const ChosenFile picture{8, "logo.png", "image/png", 100};

constexpr const char* preview_json =
    R"({"imported":0,"skipped":0,"failed":[{"line":3,"code":"invalid","detail":"no key"}],"failed_count":1,)"
    R"("would_create":2,"would_replace":1,"unchanged":4,"conflicts":["b"]})";

}  // namespace

TEST_CASE("A file is looked at before anything is imported") {
  Session session;
  session.api.put("b", "x");
  session.start();
  session.act(ChooseFileFor{FileUse::import});
  CHECK(session.last_effect<ChooseFile>()->use == FileUse::import);
  session.act(FileChosen{lines, FileUse::import});
  REQUIRE(session.waiting.size() == 1);
  CHECK(session.waiting.front().target == "/import?mode=dry_run");
  CHECK(session.waiting.front().file == 7);
  CHECK(session.waiting.front().body.empty());
  session.act(FileSent{session.waiting.front().id, 500});
  CHECK(session.dialog<ImportDialog>()->sent_bytes == 500);
  session.answer_next(200, preview_json);
  CHECK(session.model.announcement == "2 new, 1 would be replaced, 1 broken line");
  session.act(SetImportMode{ImportMode::create});
  session.act(StartImport{});
  CHECK(session.waiting.front().target == "/import?mode=create");
  session.answer_next(200, R"({"imported":2,"skipped":5,"failed":[],"failed_count":1})");
  CHECK(session.model.announcement == "Imported 2 keys, skipped 5, 1 line failed");
  session.settle();
  session.act(CloseDialog{});
  CHECK(session.last_effect<ForgetFile>()->id == 7);
}

TEST_CASE("Broken lines are saved with their numbers and reasons") {
  Session session;
  session.start();
  session.act(FileChosen{lines, FileUse::import});
  session.answer_next(200, preview_json);
  session.act(SaveFailedLines{});
  REQUIRE(session.last_effect<SaveText>());
  CHECK(session.last_effect<SaveText>()->text == "{\"line\":3,\"code\":\"invalid\",\"detail\":\"no key\"}\n");
}

TEST_CASE("An import is stopped, and the list shows what came in until then") {
  Session session;
  session.start();
  session.act(FileChosen{lines, FileUse::import});
  session.answer_next(200, preview_json);
  session.act(StartImport{});
  const std::uint64_t id = session.waiting.front().id;
  session.act(StopTransfer{});
  CHECK(session.last_sent("GET"));
  for (const HttpRequest& request : session.waiting) CHECK(request.id != id);
  CHECK(std::holds_alternative<NotAsked>(session.dialog<ImportDialog>()->result));
}

TEST_CASE("A refused import says why") {
  Session session;
  session.start();
  session.act(FileChosen{lines, FileUse::import});
  session.answer_next(503, R"({"status":503,"code":"unavailable","detail":"the disk is full"})");
  REQUIRE(trouble_of(session.dialog<ImportDialog>()->preview));
  CHECK(trouble_of(session.dialog<ImportDialog>()->preview)->why == "The disk is full.");
}

TEST_CASE("A file replaces the open value only as it was seen") {
  Session session;
  session.api.put("logo", "old");
  session.start("#/kv/logo");
  session.act(FileChosen{picture, FileUse::value});
  const auto* dialog = session.dialog<UploadDialog>();
  REQUIRE(dialog);
  CHECK(dialog->key == "logo");
  CHECK(dialog->content_type == "image/png");
  session.act(StartUpload{});
  CHECK(session.waiting.front().target == "/kv/logo");
  CHECK(session.waiting.front().file == 8);
  CHECK(header_of(session.waiting.front(), "If-Match") == session.entry()->etag);
  session.answer_next(412, R"({"status":412,"code":"precondition_failed"})");
  CHECK(trouble_of(session.dialog<UploadDialog>()->upload));
  session.act(StartUpload{});
  session.answer_next(200, "{}");
  CHECK(session.dialog<NoDialog>());
  CHECK(session.model.announcement == "Stored logo");
  CHECK(session.last_effect<ForgetFile>()->id == 8);
}

TEST_CASE("A file under another key never replaces what is there") {
  Session session;
  session.api.put("logo", "old");
  session.start("#/kv/logo");
  session.act(FileChosen{picture, FileUse::value});
  session.act(EditUploadKey{"other"});
  session.act(StartUpload{});
  CHECK(header_of(session.waiting.front(), "If-None-Match") == "*");
  session.answer_next(412, R"({"status":412,"code":"precondition_failed"})");
  CHECK(trouble_of(session.dialog<UploadDialog>()->upload)->why == "This key exists already.");
  session.act(EditUploadKey{""});
  session.act(StartUpload{});
  CHECK_FALSE(session.dialog<UploadDialog>()->key_fault.empty());
}

TEST_CASE("A file larger than the server takes is not sent") {
  Session session;
  session.start();
  session.model.server.told.emplace().scope = "write";
  session.model.server.told->value_bytes_max = 99;
  session.act(FileChosen{picture, FileUse::value});
  REQUIRE(session.dialog<UploadDialog>());
  session.act(StartUpload{});
  CHECK(session.waiting.empty());
  session.model.server.told->value_bytes_max = 100;
  session.act(CloseDialog{});
  session.act(FileChosen{picture, FileUse::value});
  session.act(StartUpload{});
  CHECK(session.waiting.size() == 1);
}

TEST_CASE("A dropped file is lines by its name, else a value named like it") {
  Session session;
  session.start();
  session.act(FileChosen{lines, FileUse::dropped});
  CHECK(session.dialog<ImportDialog>());
  session.act(CloseDialog{});
  session.act(FileChosen{picture, FileUse::dropped});
  REQUIRE(session.dialog<UploadDialog>());
  CHECK(session.dialog<UploadDialog>()->key == "logo.png");
  // One at a time: the other is given back.
  session.act(FileChosen{lines, FileUse::dropped});
  CHECK(session.dialog<UploadDialog>());
  CHECK(session.last_effect<ForgetFile>()->id == 7);
}

TEST_CASE("What is filtered or chosen is exported") {
  Session session;
  session.api.put("a:1", "x");
  session.api.put("b", "x");
  session.start();
  session.act_and_settle(SetFilter{"a:"});
  session.act(ExportFiltered{});
  CHECK(session.last_effect<Download>()->target == "/export?prefix=a%3A");
  session.act(SelectAll{});
  session.act_and_settle(SetFilter{"*b"});
  session.act(ExportSelected{});
  CHECK(session.last_effect<Download>()->target == "/export?prefix=a%3A");
  session.act(ClearSelection{});
  session.act(ExportFiltered{});
  CHECK(session.last_effect<Download>()->target == "/export?glob=%2Ab");
  session.act(ToggleSelected{"b"});
  session.act(ExportSelected{});
  REQUIRE(session.waiting.size() == 1);
  CHECK(session.waiting.front().body == R"({"ops":[{"op":"get","key":"b"}]})");
  CHECK(session.waiting.front().save_entries_as == "keyglass.ndjson");
  session.answer_next(200);
  CHECK(session.model.announcement == "Exported 1 key");
}

}  // namespace keyglass::app::testing
