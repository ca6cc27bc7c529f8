// The parts of update() about many keys, and about the time and type of one. As update_parts.hpp, which
// includes it.
#pragma once

#include "app/many_actions.hpp"
#include "app/model.hpp"

namespace keyglass::app {

struct Turn;

void apply(Turn& turn, const ToggleSelected& action);
void apply(Turn& turn, const SelectUpTo& action);
void apply(Turn& turn, const SelectAll& action);
void apply(Turn& turn, const ClearSelection& action);
void apply(Turn& turn, const AskDeleteSelected& action);
void apply(Turn& turn, const AskExpireSelected& action);
void apply(Turn& turn, const AskDeleteFolder& action);
void apply(Turn& turn, const EditBulkExpiry& action);
void apply(Turn& turn, const PreviewBulk& action);
void apply(Turn& turn, const CommitBulk& action);
void apply(Turn& turn, const StopBulk& action);
void apply(Turn& turn, const AskKeySettings& action);
void apply(Turn& turn, const EditExpiry& action);
void apply(Turn& turn, const EditContentType& action);
void apply(Turn& turn, const SaveKeySettings& action);

void apply(Turn& turn, const ShowValueParts& action);
void finish(Turn& turn, const ForValuePart& purpose, const HttpReply& reply);
// Asks again for the parts that failed.
void retry_parts(Turn& turn);

void finish(Turn& turn, const ForPlan& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForPlanCommit& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForPlanProgress& purpose, const HttpReply& reply);

// Asks how far a running plan is, when it is time to.
void follow_plan(Turn& turn);
// The dialog of a plan is about to close.
void leave_bulk(Turn& turn);
// What finds out what would change; absent where the time typed is none.
std::optional<HttpRequest> plan_request(const BulkDialog& dialog);
// Carries out Model::bulk_undo.
void undo_bulk(Turn& turn);
// All keys that the dialog names change their time to live.
void ask_expire(Turn& turn, PlanRequest request, std::string subject);

}  // namespace keyglass::app
