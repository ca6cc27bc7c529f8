// Changing many keys through plans: shown first, refused when others changed something, followed, taken back.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

void start_with_three(Session& session) {
  for (const char* key : {"a:1", "a:2", "a:3", "b"}) session.api.put(key, "x");
  session.start();
}

const Plan* plan_of(const Session& session) {
  const auto* dialog = session.dialog<BulkDialog>();
  return dialog ? shown(dialog->plan) : nullptr;
}

void choose_and_ask(Session& session) {
  session.act(ToggleSelected{"a:1"});
  session.act(ToggleSelected{"a:3"});
  session.act_and_settle(AskDeleteSelected{});
}

}  // namespace

TEST_CASE("What a deletion would do is shown before anything is done") {
  Session session;
  start_with_three(session);
  choose_and_ask(session);
  const Plan* plan = plan_of(session);
  REQUIRE(plan);
  CHECK(plan->count == 2);
  CHECK(plan->sample == std::vector<std::string>{"a:1", "a:3"});
  CHECK(session.model.announcement == "2 keys as of revision 4");
  CHECK(session.api.has("a:1"));
}

TEST_CASE("A committed deletion removes exactly what was chosen, and the choice is over") {
  Session session;
  start_with_three(session);
  choose_and_ask(session);
  session.act_and_settle(CommitBulk{});
  CHECK_FALSE(session.api.has("a:1"));
  CHECK(session.api.has("a:2"));
  CHECK_FALSE(session.api.has("a:3"));
  CHECK(session.dialog<NoDialog>());
  CHECK(is_empty(session.model.selection));
  CHECK(session.model.announcement == "Deleted 2 keys");
  CHECK(row_count(session.model.list) == 2);
}

TEST_CASE("A deletion is refused when a chosen key changed, and can be looked at again") {
  Session session;
  start_with_three(session);
  choose_and_ask(session);
  session.api.put("a:3", "newer");
  session.act_and_settle(CommitBulk{});
  const auto* dialog = session.dialog<BulkDialog>();
  REQUIRE(dialog);
  CHECK(dialog->moved == std::vector<std::string>{"a:3"});
  CHECK(dialog->moved_count == 1);
  CHECK(session.api.has("a:1"));
  // Without looking again nothing goes through.
  session.act_and_settle(CommitBulk{});
  CHECK(session.api.has("a:1"));
  session.act_and_settle(PreviewBulk{});
  CHECK(session.dialog<BulkDialog>()->moved_count == 0);
  session.act_and_settle(CommitBulk{});
  CHECK_FALSE(session.api.has("a:3"));
}

TEST_CASE("A long deletion is followed to its end") {
  Session session;
  start_with_three(session);
  session.api.plans.is_slow = true;
  session.act_and_settle(SetFilter{"a:"});
  session.act(SelectAll{});
  session.act_and_settle(AskDeleteSelected{});
  session.act_and_settle(CommitBulk{});
  REQUIRE(is_running(*session.dialog<BulkDialog>()));
  int steps = 0;
  while (session.dialog<BulkDialog>() && ++steps < 20) {
    session.pass(1'000);
    session.settle();
  }
  CHECK(session.model.announcement == "Deleted 3 keys");
  CHECK_FALSE(session.api.has("a:2"));
  CHECK(session.api.has("b"));
}

TEST_CASE("A long deletion is stopped, and says how far it came") {
  Session session;
  start_with_three(session);
  session.api.plans.is_slow = true;
  session.act_and_settle(SetFilter{"a:"});
  session.act(SelectAll{});
  session.act_and_settle(AskDeleteSelected{});
  session.act_and_settle(CommitBulk{});
  session.pass(1'000);
  session.settle();
  session.act_and_settle(StopBulk{});
  CHECK(session.dialog<NoDialog>());
  CHECK(session.model.announcement == "Stopped. Deleted 1 key of 3");
  CHECK(session.api.has("a:3"));
}

TEST_CASE("A lost answer about progress is asked for again") {
  Session session;
  start_with_three(session);
  session.api.plans.is_slow = true;
  choose_and_ask(session);
  session.act_and_settle(CommitBulk{});
  session.api.is_down = true;
  session.pass(1'000);
  session.settle();
  REQUIRE(is_running(*session.dialog<BulkDialog>()));
  session.api.is_down = false;
  for (int step = 0; step < 10 && session.dialog<BulkDialog>(); ++step) {
    session.pass(3'000);
    session.settle();
  }
  CHECK_FALSE(session.api.has("a:1"));
}

TEST_CASE("Deleted keys come back as they were") {
  Session session;
  start_with_three(session);
  session.act_and_settle(AskDeleteFolder{"a:"});
  session.act_and_settle(CommitBulk{});
  REQUIRE_FALSE(session.api.has("a:1"));
  REQUIRE(session.model.toasts.back().offers_undo);
  session.act_and_settle(UndoDelete{});
  CHECK(session.api.has("a:1"));
  CHECK(session.api.has("a:3"));
  CHECK(session.dialog<NoDialog>());
  CHECK(session.model.announcement == "Restored 3 keys");
  CHECK_FALSE(session.model.bulk_undo);
}

TEST_CASE("Where no history is kept nothing promises to bring keys back") {
  Session session;
  start_with_three(session);
  session.model.has_history = false;
  choose_and_ask(session);
  session.act_and_settle(CommitBulk{});
  CHECK_FALSE(session.model.toasts.back().offers_undo);
}

TEST_CASE("Many keys get a time to live, or lose theirs") {
  Session session;
  start_with_three(session);
  session.act(ToggleSelected{"a:1"});
  session.act_and_settle(AskExpireSelected{});
  REQUIRE(session.dialog<BulkDialog>());
  CHECK_FALSE(plan_of(session));
  session.act_and_settle(EditBulkExpiry{"soon"});
  session.act_and_settle(PreviewBulk{});
  CHECK_FALSE(plan_of(session));
  CHECK_FALSE(session.dialog<BulkDialog>()->expiry_fault.empty());
  session.act_and_settle(EditBulkExpiry{"2 h"});
  session.act_and_settle(PreviewBulk{});
  REQUIRE(plan_of(session));
  CHECK(plan_of(session)->ttl_seconds == 7200);
  session.act_and_settle(CommitBulk{});
  CHECK(session.model.announcement == "Set the expiry of 1 key");
  CHECK(known_row(session.model, "a:1")->expires_at_ms == session.api.now_ms + 7'200'000);
}

TEST_CASE("A plan that is not used is given back") {
  Session session;
  start_with_three(session);
  choose_and_ask(session);
  session.act(CloseDialog{});
  REQUIRE(session.waiting.size() == 1);
  CHECK(session.waiting.front().method == "DELETE");
  CHECK(session.waiting.front().target == "/plans/plan1");
}

}  // namespace keyglass::app::testing
