// Opening, editing and saving: update() against the API in memory.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

Session with(std::string_view key, std::string_view value, std::string_view type = "text/plain") {
  Session session;
  session.api.put(key, value, type);
  session.start();
  session.act_and_settle(OpenKey{std::string(key)});
  return session;
}

}  // namespace

TEST_CASE("Opening a key shows its value and details and sets the address") {
  const Session session = with("a/b", "hello");
  REQUIRE(session.entry());
  CHECK(session.entry()->value == "hello");
  CHECK(shown(open_key(session.model)->details)->revision == 1);
  CHECK(session.last_effect<SetLocationHash>()->hash == "#/kv/a%2Fb");
  CHECK(session.last_effect<SetTitle>()->title == "a/b \u00b7 Keyglass");
}

TEST_CASE("Saving an existing key is conditional on the value seen and keeps its content type") {
  Session session = with("k", "{}", "application/json");
  session.act(EditValue{"{\"a\":1}"});
  REQUIRE(can_save(session.model));
  session.act_and_settle(Save{});
  const HttpRequest& put = *session.last_sent("PUT");
  CHECK(header_of(put, "If-Match") == "\"1\"");
  CHECK(header_of(put, "Content-Type") == "application/json");
  CHECK(session.api.value("k") == "{\"a\":1}");
  CHECK_FALSE(has_unsaved_changes(session.model));
  CHECK(session.model.announcement == "Saved k");
  CHECK(session.entry()->etag == "\"2\"");
}

TEST_CASE("Saving a new key never replaces an existing one and then opens it") {
  Session session;
  session.start();
  session.act(OpenNewKey{});
  session.act(EditNewKey{"user:777"});
  session.act(EditValue{"{\"name\":\"Ada\"}"});
  session.act_and_settle(Save{});
  const HttpRequest& put = *session.last_sent("PUT");
  CHECK(put.target == "/kv/user%3A777");
  CHECK(header_of(put, "If-None-Match") == "*");
  CHECK(header_of(put, "Content-Type") == "application/json");
  CHECK(open_key(session.model)->key == "user:777");
  CHECK(session.model.editor.new_key.empty());
  CHECK(row_of(session.model.list, "user:777") == 0);
  CHECK(session.model.announcement == "Saved user:777");
}

TEST_CASE("A key that the rules forbid is refused before anything is sent") {
  Session session;
  session.start();
  session.act(EditNewKey{".."});
  session.act(EditValue{"x"});
  session.act(Save{});
  CHECK_FALSE(session.model.editor.key_fault.empty());
  CHECK(session.count_sent("PUT") == 0);
  CHECK(session.model.focus_wish == Field::key);
  session.act(EditNewKey{"fine"});
  CHECK(session.model.editor.key_fault.empty());
}

TEST_CASE("What the server said against a key is forgotten once the key is saved") {
  Session session;
  session.start();
  session.act(OpenNewKey{});
  session.act(EditNewKey{"user:777"});
  session.act(EditValue{"x"});
  session.act(Save{});
  session.answer_next(422, R"({"status":422,"code":"invalid","field":"key","detail":"not this key"})");
  REQUIRE_FALSE(session.model.editor.key_fault.empty());
  session.act_and_settle(Save{});
  REQUIRE(open_key(session.model));
  CHECK(session.model.editor.key_fault.empty());
}

TEST_CASE("A draft survives leaving the key and coming back") {
  Session session = with("a", "one");
  session.api.put("b", "two");
  session.act(EditValue{"one and a half"});
  session.act_and_settle(OpenKey{"b"});
  CHECK_FALSE(has_unsaved_changes(session.model));
  session.act_and_settle(OpenKey{"a"});
  REQUIRE(open_draft(session.model));
  CHECK(open_draft(session.model)->value == "one and a half");
}

TEST_CASE("Typing back to the stored value leaves nothing to save") {
  Session session = with("a", "one");
  session.act(EditValue{"one!"});
  session.act(EditValue{"one"});
  CHECK_FALSE(has_unsaved_changes(session.model));
  CHECK_FALSE(can_save(session.model));
}

TEST_CASE("What is typed while a save is under way stays a draft on top of what was saved") {
  Session session = with("a", "one");
  session.act(EditValue{"two"});
  session.act(Save{});
  session.act(EditValue{"three"});
  session.settle();
  CHECK(session.api.value("a") == "two");
  REQUIRE(open_draft(session.model));
  CHECK(open_draft(session.model)->value == "three");
  session.act_and_settle(Save{});
  CHECK(session.api.value("a") == "three");
}

TEST_CASE("A save whose key was left still lands where it belongs") {
  Session session = with("a", "one");
  session.api.put("b", "b");
  session.act(EditValue{"two"});
  session.act(Save{});
  session.act(OpenKey{"b"});
  session.settle();
  CHECK(session.api.value("a") == "two");
  CHECK(session.entry()->value == "b");
  CHECK(session.model.editor.drafts.empty());
}

TEST_CASE("A key that expires keeps its time to live when its value is saved") {
  Session session;
  session.api.put("a", "one");
  session.api.expire_at("a", session.api.now_ms + 60'000);
  session.start("#/kv/a");
  session.act(EditValue{"two"});
  session.act_and_settle(Save{});
  CHECK(session.last_sent("PUT")->target == "/kv/a?ttl=60.000");
}

TEST_CASE("Line ends of the other kind are kept through editing") {
  Session session = with("a", "one\r\ntwo\r\n");
  session.act(EditValue{"one\ntwo\nthree\n"});
  session.act_and_settle(Save{});
  CHECK(session.api.value("a") == "one\r\ntwo\r\nthree\r\n");
}

TEST_CASE("Bytes that are not text cannot be edited") {
  Session session = with("a", std::string_view("\xff\x00\x01", 3));
  session.act(EditValue{"mangled"});
  CHECK_FALSE(has_unsaved_changes(session.model));
  CHECK(value_kind(*session.entry()) == ValueKind::bytes);
}

TEST_CASE("A value over one mebibyte is shown in part and cannot be edited") {
  Session session = with("a", std::string(1024 * 1024 + 1, 'x'));
  CHECK(session.entry()->size_bytes == 1024 * 1024 + 1);
  CHECK(session.entry()->value.size() == 1024 * 1024);
  CHECK(value_kind(*session.entry()) == ValueKind::large);
  session.act(EditValue{"x"});
  CHECK_FALSE(has_unsaved_changes(session.model));
}

TEST_CASE("An empty value can be opened, edited and keeps its content type") {
  Session session = with("a", "", "text/markdown");
  REQUIRE(session.entry());
  CHECK(session.entry()->value.empty());
  session.act(EditValue{"# Title"});
  session.act_and_settle(Save{});
  CHECK(session.api.value("a") == "# Title");
  CHECK(session.api.type("a") == "text/markdown");
}

TEST_CASE("An answer for a key that was left is dropped") {
  Session session = with("a", "one");
  session.api.put("b", "two");
  session.act(OpenKey{"b"});
  const auto late = session.waiting;
  session.act(OpenKey{"a"});
  for (const HttpRequest& request : late) session.act(RequestFinished{session.api.answer(request)});
  CHECK(session.entry() == nullptr);
  session.settle();
  CHECK(session.entry()->value == "one");
}

TEST_CASE("A missing key says so, and its details too") {
  Session session;
  session.api.put("other", "x");
  session.start("#/kv/missing");
  const KeyOpen* open = open_key(session.model);
  REQUIRE(trouble_of(open->entry));
  CHECK(trouble_of(open->entry)->status == 404);
  CHECK(trouble_of(open->details)->status == 404);
}

TEST_CASE("A refused save keeps the text and says what, why and what helps") {
  Session session = with("a", "one");
  session.act(EditValue{"two"});
  session.act(Save{});
  session.answer_next(413,
                      R"({"status":413,"code":"too_large","detail":"value too large","limit":1,"actual":3})");
  const Trouble* trouble = trouble_of(session.model.editor.save);
  REQUIRE(trouble);
  CHECK(trouble->what == "Could not save a");
  CHECK(trouble->why == "Value too large. Limit 1, found 3.");
  CHECK_FALSE(trouble->remedy.empty());
  CHECK(open_draft(session.model)->value == "two");
  session.act(EditValue{"3"});
  CHECK(trouble_of(session.model.editor.save) == nullptr);
}

TEST_CASE("Discarding asks first and brings the stored value back") {
  Session session = with("a", "one");
  session.act(EditValue{"two"});
  session.act(AskDiscard{});
  REQUIRE(session.dialog<DiscardDialog>());
  CHECK(has_unsaved_changes(session.model));
  session.act(DiscardDraft{});
  CHECK_FALSE(has_unsaved_changes(session.model));
  CHECK(session.dialog<NoDialog>());
}

TEST_CASE("Copying hands out the text that is seen") {
  Session session = with("a", "one");
  session.act(CopyValue{});
  CHECK(session.last_effect<CopyText>()->text == "one");
  session.act(EditValue{"draft"});
  session.act(CopyValue{});
  CHECK(session.last_effect<CopyText>()->text == "draft");
  session.act(CopyKey{});
  CHECK(session.last_effect<CopyText>()->text == "a");
}

}  // namespace keyglass::app::testing
