// Conflicts and deletions: nothing is lost without being asked.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

// "a" is open with a draft "mine" while another client stored "theirs".
Session in_conflict() {
  Session session;
  session.api.put("a", "base");
  session.start("#/kv/a");
  session.act(EditValue{"mine"});
  session.api.put("a", "theirs");
  session.act_and_settle(Save{});
  return session;
}

}  // namespace

TEST_CASE("A concurrent change opens the conflict dialog with both values and overwrites nothing") {
  const Session session = in_conflict();
  const auto* dialog = session.dialog<ConflictDialog>();
  REQUIRE(dialog);
  CHECK(dialog->mine == "mine");
  CHECK(shown(dialog->theirs)->entry->value == "theirs");
  CHECK(session.api.value("a") == "theirs");
  CHECK(open_draft(session.model)->value == "mine");
}

TEST_CASE("Keeping mine overwrites exactly the version that was shown") {
  Session session = in_conflict();
  session.act_and_settle(KeepMine{});
  CHECK(session.api.value("a") == "mine");
  CHECK(session.dialog<NoDialog>());
  CHECK_FALSE(has_unsaved_changes(session.model));
}

TEST_CASE("Keeping mine asks again if the value changed once more") {
  Session session = in_conflict();
  session.api.put("a", "third");
  session.act_and_settle(KeepMine{});
  CHECK(session.api.value("a") == "third");
  REQUIRE(session.dialog<ConflictDialog>());
  CHECK(shown(session.dialog<ConflictDialog>()->theirs)->entry->value == "third");
}

TEST_CASE("Taking theirs drops the draft and shows the stored value") {
  Session session = in_conflict();
  session.act_and_settle(TakeTheirs{});
  CHECK_FALSE(has_unsaved_changes(session.model));
  CHECK(session.entry()->value == "theirs");
  CHECK(session.api.value("a") == "theirs");
}

TEST_CASE("Going on editing keeps the draft, and the next save asks again") {
  Session session = in_conflict();
  session.act(CloseDialog{});
  CHECK(open_draft(session.model)->value == "mine");
  session.act_and_settle(Save{});
  CHECK(session.dialog<ConflictDialog>());
}

TEST_CASE("A key deleted meanwhile can be stored again or let go") {
  Session session;
  session.api.put("a", "base");
  session.start("#/kv/a");
  session.act(EditValue{"mine"});
  session.api.remove("a");
  session.act_and_settle(Save{});
  REQUIRE(session.dialog<ConflictDialog>());
  CHECK_FALSE(shown(session.dialog<ConflictDialog>()->theirs)->entry.has_value());
  SECTION("stored again") {
    session.act_and_settle(KeepMine{});
    CHECK(session.api.value("a") == "mine");
  }
  SECTION("let go") {
    session.act_and_settle(TakeTheirs{});
    CHECK_FALSE(session.api.has("a"));
    CHECK(open_key(session.model) == nullptr);
    CHECK(session.model.editor.drafts.empty());
  }
}

TEST_CASE("A new key whose name is taken shows what is stored there") {
  Session session;
  session.api.put("a", "theirs");
  session.start();
  session.act(OpenNewKey{});
  session.act(EditNewKey{"a"});
  session.act(EditValue{"mine"});
  session.act_and_settle(Save{});
  REQUIRE(session.dialog<ConflictDialog>());
  CHECK(session.dialog<ConflictDialog>()->is_new);
  CHECK(session.api.value("a") == "theirs");
  SECTION("kept mine") {
    session.act_and_settle(KeepMine{});
    CHECK(session.api.value("a") == "mine");
    CHECK(open_key(session.model)->key == "a");
  }
  SECTION("took theirs") {
    session.act_and_settle(TakeTheirs{});
    CHECK(session.entry()->value == "theirs");
    CHECK(session.model.editor.new_key.empty());
  }
}

TEST_CASE("A save that worked but whose answer was lost is not a conflict") {
  Session session;
  session.api.put("a", "base");
  session.start("#/kv/a");
  session.act(EditValue{"mine"});
  session.act(Save{});
  (void)session.api.answer(session.waiting.front());
  HttpReply lost;
  lost.id = session.waiting.front().id;
  lost.failure = HttpFailure::network;
  session.waiting.clear();
  session.act(RequestFinished{lost});
  REQUIRE(trouble_of(session.model.editor.save));
  session.act_and_settle(Save{});
  CHECK(session.dialog<NoDialog>());
  CHECK_FALSE(has_unsaved_changes(session.model));
  CHECK(session.model.announcement == "Saved a");
}

TEST_CASE("Deleting asks first, then removes the key from everywhere") {
  Session session;
  session.api.put("a", "1");
  session.api.put("b", "2");
  session.start("#/kv/a");
  session.act(EditValue{"draft"});
  session.act(AskDelete{"a"});
  REQUIRE(session.dialog<ConfirmDeleteDialog>());
  CHECK(session.api.has("a"));
  session.act_and_settle(DeleteConfirmed{});
  CHECK(header_of(*session.last_sent("DELETE"), "If-Match") == "\"1\"");
  CHECK_FALSE(session.api.has("a"));
  CHECK(session.dialog<NoDialog>());
  CHECK(open_key(session.model) == nullptr);
  CHECK(session.model.editor.drafts.empty());
  CHECK(row_count(session.model.list) == 1);
  CHECK(session.model.announcement == "Deleted a");
  CHECK(session.last_effect<SetLocationHash>()->hash == "#/");
}

TEST_CASE("Closing the dialog deletes nothing") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.act(AskDelete{"a"});
  session.act_and_settle(CloseDialog{});
  CHECK(session.api.has("a"));
  CHECK(session.count_sent("DELETE") == 0);
}

TEST_CASE("A key changed meanwhile is not deleted until it was seen") {
  Session session;
  session.api.put("a", "old");
  session.start("#/kv/a");
  session.api.put("a", "new");
  session.act(AskDelete{"a"});
  session.act_and_settle(DeleteConfirmed{});
  REQUIRE(session.api.has("a"));
  REQUIRE(session.dialog<ConfirmDeleteDialog>());
  CHECK(session.dialog<ConfirmDeleteDialog>()->has_changed);
  CHECK(session.entry()->value == "new");
  session.act_and_settle(DeleteConfirmed{});
  CHECK_FALSE(session.api.has("a"));
}

TEST_CASE("Deleting what is gone already is no error") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.act(AskDelete{"a"});
  session.api.remove("a");
  session.act_and_settle(DeleteConfirmed{});
  CHECK(session.model.announcement == "a was already deleted");
  CHECK(session.dialog<NoDialog>());
}

TEST_CASE("A deletion that fails says so in its dialog and can be tried again") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.act_and_settle(AskDelete{"a"});
  session.act(DeleteConfirmed{});
  session.answer_next(500, "");
  REQUIRE(session.dialog<ConfirmDeleteDialog>());
  CHECK(trouble_of(session.dialog<ConfirmDeleteDialog>()->deletion)->what == "Could not delete a");
  session.act_and_settle(DeleteConfirmed{});
  CHECK_FALSE(session.api.has("a"));
}

}  // namespace keyglass::app::testing
