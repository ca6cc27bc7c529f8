// Editing bytes: update() against the API in memory.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view binary = "\xff\x00\x01\x80"sv;

Session with(std::string_view key, std::string_view value,
             std::string_view type = "application/octet-stream") {
  Session session;
  session.api.put(key, value, type);
  session.start();
  session.act_and_settle(OpenKey{std::string(key)});
  return session;
}

EditHex hex(std::string text, std::size_t first, std::size_t end) {
  return {std::move(text), {first, end}};
}

const Draft& draft_of(const Session& session) {
  REQUIRE(open_draft(session.model));
  return *open_draft(session.model);
}

}  // namespace

TEST_CASE("Bytes edited as hex are saved conditionally, exactly, and keep their content type") {
  Session session = with("k", binary, "image/x-test");
  session.act(hex("ff 00 02 80", 0, 4));
  CHECK(has_unsaved_changes(session.model));
  CHECK(has_any_draft(session.model));
  session.act_and_settle(Save{});
  const HttpRequest& put = *session.last_sent("PUT");
  CHECK(header_of(put, "If-Match") == "\"1\"");
  CHECK(header_of(put, "Content-Type") == "image/x-test");
  CHECK(session.api.value("k") == "\xff\x00\x02\x80"sv);
  CHECK_FALSE(has_unsaved_changes(session.model));
  CHECK(session.entry()->value == "\xff\x00\x02\x80"sv);
}

TEST_CASE("Only the edited part of a value changes, be it longer or shorter") {
  std::string value(100, '\xee');
  Session session = with("k", value);
  session.act(hex("01 02 03", 10, 12));
  session.act(hex("", 90, 101));
  value.replace(10, 2, "\x01\x02\x03");
  value.erase(90);
  session.act_and_settle(Save{});
  CHECK(session.api.value("k") == value);
}

TEST_CASE("A part beyond the value is no part of it") {
  Session session = with("k", binary);
  session.act(hex("00", 3, 9));
  session.act(hex("00", 3, 2));
  CHECK_FALSE(has_unsaved_changes(session.model));
}

TEST_CASE("Bytes as they are stored leave nothing to save, however they are written") {
  Session session = with("k", binary);
  session.act(hex("FF00 01\n80", 0, 4));
  CHECK_FALSE(has_unsaved_changes(session.model));
  session.act(hex("ff", 0, 4));
  CHECK(has_unsaved_changes(session.model));
  session.act(hex("ff 00 01 80", 0, 1));
  CHECK_FALSE(has_unsaved_changes(session.model));
}

TEST_CASE("What is no hex is kept as it was typed, and is not saved but told") {
  Session session = with("k", binary);
  session.api.put("other", "x");
  session.act(hex("ff 00 0g 80", 0, 4));
  CHECK(draft_of(session).value == binary);
  REQUIRE(draft_of(session).unread);
  CHECK(draft_of(session).unread->text == "ff 00 0g 80");
  session.act(ShowAs{ValueMode::message_pack});
  REQUIRE(can_save(session.model));
  session.act_and_settle(Save{});
  CHECK(session.count_sent("PUT") == 0);
  CHECK(session.model.announcement == "Not saved. Line 1, column 8: \u201cg\u201d is no hex digit");
  CHECK(session.model.editor.mode == ValueMode::hex);
  CHECK(session.model.focus_wish == Field::value);
  session.act_and_settle(OpenKey{"other"});
  CHECK(has_any_draft(session.model));
  session.act_and_settle(OpenKey{"k"});
  CHECK(draft_of(session).unread->text == "ff 00 0g 80");
  session.act(hex("aa", 0, 1));  // another part would take what was typed with it
  CHECK(draft_of(session).unread->text == "ff 00 0g 80");
  session.act(hex("ff 00 0a 80", 0, 4));
  session.act_and_settle(Save{});
  CHECK(session.api.value("k") == "\xff\x00\x0a\x80"sv);
}

TEST_CASE("No request is copied for a draft that cannot be saved") {
  Session session = with("k", binary);
  session.act(hex("f", 0, 4));
  session.act(CopyRequest{CurlOf::save});
  CHECK(session.last_effect<CopyText>() == nullptr);
}

TEST_CASE("Text and hex edit one draft") {
  Session session = with("k", "Hello", "text/plain");
  session.act(EditValue{"Hello!"});
  session.act(hex("4a 65 6c 6c 6f 21", 0, 6));
  CHECK(draft_of(session).value == "Jello!");
  session.act(EditValue{"Jello?"});
  CHECK(draft_of(session).value == "Jello?");
  session.act_and_settle(Save{});
  CHECK(session.api.value("k") == "Jello?");
  CHECK(session.api.type("k") == "text/plain");
}

TEST_CASE("A draft that is text no more is not edited as text, and is again once it is one") {
  Session session = with("k", "Hi", "text/plain");
  session.act(hex("48 ff", 0, 2));
  CHECK(open_value(session.model)->kind == ValueKind::bytes);
  session.act(EditValue{"mangled"});
  session.act(FormatJson{});
  CHECK(draft_of(session).value == "H\xff");
  session.act(CopyValue{});
  CHECK(session.last_effect<CopyText>() == nullptr);
  session.act(hex("48 6f", 0, 2));
  CHECK(open_value(session.model)->kind == ValueKind::text);
  session.act(EditValue{"Hoho"});
  CHECK(draft_of(session).value == "Hoho");
}

TEST_CASE("Text is not edited over hex that could not be read") {
  Session session = with("k", "{}", "application/json");
  session.act(hex("7b 7", 0, 2));
  session.act(EditValue{"[]"});
  session.act(FormatJson{});
  CHECK(draft_of(session).unread->text == "7b 7");
  CHECK(draft_of(session).value == "{}");
}

TEST_CASE("Line ends follow what hex made of them") {
  Session session = with("k", "one\r\ntwo", "text/plain");
  session.act(hex("6f 6e 65 0a 74 77 6f", 0, 8));
  session.act(EditValue{"one\ntwo\n"});
  CHECK(draft_of(session).value == "one\ntwo\n");
  session.act(hex("6f 0d 0a", 0, 8));
  session.act(EditValue{"o\n\n"});
  CHECK(draft_of(session).value == "o\r\n\r\n");
  session.act(hex("6f 0d 0a 6f 0a", 0, 5));
  CHECK(open_value(session.model)->kind == ValueKind::bytes);
}

TEST_CASE("An empty value is edited as hex, and a value may become empty") {
  Session session = with("k", "");
  session.act(hex("00", 0, 0));
  session.act_and_settle(Save{});
  CHECK(session.api.value("k") == std::string(1, '\0'));
  session.act(hex("", 0, 1));
  CHECK(has_unsaved_changes(session.model));
  session.act_and_settle(Save{});
  CHECK(session.api.value("k").empty());
  CHECK(session.api.type("k") == "application/octet-stream");
}

TEST_CASE("A value over one mebibyte is not edited as hex") {
  Session session = with("k", std::string(1024 * 1024 + 1, '\xff'));
  session.act(hex("00", 0, 1));
  CHECK_FALSE(has_unsaved_changes(session.model));
}

TEST_CASE("Bytes that changed meanwhile are compared row by row before they are overwritten") {
  const std::string base(64, '\xaa');
  Session session = with("k", base);
  session.act(hex("01", 0, 1));
  std::string theirs = base;
  theirs[63] = '\x02';
  session.api.put("k", theirs);
  session.act_and_settle(Save{});
  const auto* conflict = session.dialog<ConflictDialog>();
  REQUIRE(conflict);
  CHECK(session.api.value("k") == theirs);
  CHECK(count_changes(conflict->my_changes).added == 1);
  CHECK(conflict->my_changes[1].text.starts_with("00000000  01 aa aa"));
  CHECK(count_changes(conflict->their_changes).added == 1);
  CHECK(conflict->their_changes.back().text.starts_with("00000030  aa"));
  session.act_and_settle(KeepMine{});
  CHECK(session.api.value("k") == "\x01" + base.substr(1));
}

TEST_CASE("Hex that is typed while a save is under way stays a draft on top of what was saved") {
  Session session = with("k", binary);
  session.act(hex("00", 0, 4));
  session.act(Save{});
  session.act(hex("0", 0, 1));
  session.settle();
  CHECK(session.api.value("k") == std::string(1, '\0'));
  CHECK(draft_of(session).unread->text == "0");
  session.act(hex("01", 0, 1));
  session.act_and_settle(Save{});
  CHECK(session.api.value("k") == "\x01");
}

TEST_CASE("Two versions of bytes are compared row by row") {
  Session session;
  session.api.put("k", std::string(40, '\xaa'));
  session.api.put("k", std::string(39, '\xaa') + "\xbb");
  session.start();
  session.act_and_settle(OpenKey{"k"});
  session.act_and_settle(ShowVersion{1});
  const auto& comparison = open_key(session.model)->comparison;
  REQUIRE(comparison);
  CHECK(comparison->is_comparable);
  CHECK(count_changes(comparison->lines).added == 1);
  CHECK(comparison->lines.back().text.starts_with("00000020  aa"));
}

}  // namespace keyglass::app::testing
