// What the parts of update() share: one turn, its effects, and the overloads that each part implements.
// Only update*.cpp include it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "app/action.hpp"
#include "app/effect.hpp"
#include "app/model.hpp"
#include "app/update_many.hpp"
#include "app/update_transfer.hpp"

namespace keyglass::app {

// One action being applied.
struct Turn {
  Model& model;
  Effects effects;

  void emit(Effect effect) { effects.push_back(std::move(effect)); }
};

// Sends `request` under a fresh id, which is returned.
std::uint64_t send(Turn& turn, HttpRequest request, Purpose purpose);

// Aborts and forgets every pending request whose purpose is a `P` that `matches`.
template <typename P, typename Matches>
void abort_where(Turn& turn, Matches matches) {
  std::erase_if(turn.model.pending, [&](const auto& item) {
    const P* purpose = std::get_if<P>(&item.second.purpose);
    if (!purpose || !matches(*purpose)) return false;
    turn.emit(AbortRequest{item.first});
    return true;
  });
}

template <typename P>
void abort_all(Turn& turn) {
  abort_where<P>(turn, [](const P&) { return true; });
}

// The trouble of `reply` in words: "Could not <what>" unless the API cannot be reached at all.
Trouble trouble_in(const Turn& turn, const HttpReply& reply, std::string what);

// Says a result where a screen reader hears it; a toast shows it for some seconds as well.
void announce(Turn& turn, std::string text);
void toast(Turn& turn, ToastKind kind, std::string text);

// The new-key form is empty again, and nothing is said against its key.
void forget_new_key(Editor& editor);

// A key as it can stand in a sentence: at most 80 bytes.
std::string key_words(std::string_view key);

// --- list -------------------------------------------------------------------------------------------------
void request_missing_pages(Turn& turn);
void refresh_list(Turn& turn);
// True if `key` belongs to the listing.
bool is_listed(const Model& model, std::string_view key);
void retry_list(Turn& turn);
// Rows stand in the order that is wanted, where that can be. After every action.
void keep_order(Turn& turn);
// The choice kept as a preference: "list", "tree :".
void adopt_arrangement(Model& model, std::string_view preference);
// Every row in memory follows a write or a delete by this app. The selection moves on to the next row.
void note_row(Model& model, const KeyMetadata& metadata);
void drop_row(Model& model, std::string_view key);
// With an empty store and nothing open, the form for the first key is opened.
void invite_first_key(Turn& turn);

// --- editor -----------------------------------------------------------------------------------------------
void open_existing(Turn& turn, std::string key);
void open_nothing(Turn& turn);
void reload_open(Turn& turn);
// What is on its way for the open key is of no use any more.
void stop_loading_open(Turn& turn);
void retry_editor(Turn& turn);
// The versions of the open key, from the newest; aborts what was asked before.
void load_history(Turn& turn);
void retry_history(Turn& turn);
struct SaveOrder {
  std::string key;
  std::string value;
  std::string content_type;
  std::optional<std::int64_t> expires_at_ms;
  std::optional<std::string> if_match;  // absent: only if the key does not exist
  bool is_new = false;
  std::string done = {};  // see ForSave
};
void send_save(Turn& turn, SaveOrder order);
// What Save would send now; absent where there is nothing to save.
std::optional<SaveOrder> order_of_open(const Model& model);
// The request of `order`, whose remaining time to live counts from `now_ms`.
HttpRequest save_request(SaveOrder order, std::int64_t now_ms);
// What the dialog about time and type would send; absent where what is typed there cannot be.
std::optional<SaveOrder> order_of_settings(const Model& model);
// What Restore would send.
std::optional<SaveOrder> order_of_restore(const Model& model);
// What Undo would send.
std::optional<HttpRequest> undo_request(const Model& model);
// The ETag that a deletion of `key` is bound to, or "" where none is known.
std::string known_etag(const Model& model, std::string_view key);
// `value` is stored as `metadata` says: editor, drafts and list follow.
struct StoredValue {
  KeyMetadata metadata;
  std::string value;
  bool was_new = false;
  std::string done = {};
};
void adopt_saved(Turn& turn, StoredValue stored);
// The key's draft goes on from what was stored, or ends where that is what it holds.
void rebase_draft(Editor& editor, const StoredValue& stored);
// What the last try to save met is no longer true.
void forget_save_trouble(Editor& editor);

// --- dialogs ----------------------------------------------------------------------------------------------
void open_conflict(Turn& turn, const ForSave& save);
void retry_dialog(Turn& turn);

// --- connection -------------------------------------------------------------------------------------------
void note_connection(Turn& turn, const Purpose& purpose, const HttpReply& reply);

// --- server -----------------------------------------------------------------------------------------------
void ask_capabilities(Turn& turn);
// A reply may tell that a token is asked for, or that it may do less than thought.
void note_access(Turn& turn, const Purpose& purpose, const HttpReply& reply);

// --- palette ----------------------------------------------------------------------------------------------
// Asks for the keys once nothing was typed for a moment.
void pass_palette_time(Turn& turn);
// How long to wait before asking again, after so many attempts: doubling, with a spread that keeps many pages
// from asking at the same moment.
std::int64_t retry_pause_ms(const Model& model, int attempts);

// --- live -------------------------------------------------------------------------------------------------
// The server says whether it tells of changes. Called again, also with the same answer, it begins anew:
// another token may see other keys.
void offer_live(Turn& turn, bool is_offered);
// The API answers again.
void reconnect_live(Turn& turn);
// List and open key follow what changed, no faster than they can be read. After every action.
void follow_changes(Turn& turn);
// When follow_changes() or the stream wants its turn; 0: not by time alone.
std::int64_t live_wakeup_ms(const Model& model);

// --- dashboard --------------------------------------------------------------------------------------------
void show_dashboard(Turn& turn);
void leave_dashboard(Turn& turn);
// Asks for the figures where it is time. After every Tick.
void poll_metrics(Turn& turn);

// --- navigation -------------------------------------------------------------------------------------------
std::string location_of_key(std::string_view key);
inline constexpr std::string_view dashboard_location = "#/dashboard";

// --- one overload an action -------------------------------------------------------------------------------
void apply(Turn& turn, const Start& action);
void apply(Turn& turn, const Tick& action);
void apply(Turn& turn, const RequestFinished& action);
void apply(Turn& turn, const LocationChanged& action);
void apply(Turn& turn, const SetFilter& action);
void apply(Turn& turn, const ShowRows& action);
void apply(Turn& turn, const SelectKey& action);
void apply(Turn& turn, const OpenFolderRow& action);
void apply(Turn& turn, const CloseFolderRow& action);
void apply(Turn& turn, const Arrange& action);
void apply(Turn& turn, const SortRows& action);
void apply(Turn& turn, const Refresh& action);
void apply(Turn& turn, const OpenKey& action);
void apply(Turn& turn, const OpenNewKey& action);
void apply(Turn& turn, const CloseEditor& action);
void apply(Turn& turn, const EditNewKey& action);
void apply(Turn& turn, const EditValue& action);
void apply(Turn& turn, const EditHex& action);
void apply(Turn& turn, const Save& action);
void apply(Turn& turn, const AskDiscard& action);
void apply(Turn& turn, const DiscardDraft& action);
void apply(Turn& turn, const ShowTab& action);
void apply(Turn& turn, const ShowVersion& action);
void apply(Turn& turn, const CompareWith& action);
void apply(Turn& turn, const CloseVersion& action);
void apply(Turn& turn, const RestoreVersion& action);
void apply(Turn& turn, const LoadOlderVersions& action);
void apply(Turn& turn, const ShowConflictTab& action);
void apply(Turn& turn, const ShowAs& action);
void apply(Turn& turn, const WrapLines& action);
void apply(Turn& turn, const ShowOutline& action);
void apply(Turn& turn, const TurnOutlineNode& action);
void apply(Turn& turn, const SelectOutlineNode& action);
void apply(Turn& turn, const FoldOutline& action);
void apply(Turn& turn, const HideValues& action);
void apply(Turn& turn, const FormatJson& action);
void apply(Turn& turn, const DownloadValue& action);
void apply(Turn& turn, const CopyKey& action);
void apply(Turn& turn, const CopyValue& action);
void apply(Turn& turn, const AskDelete& action);
void apply(Turn& turn, const DeleteConfirmed& action);
void apply(Turn& turn, const UndoDelete& action);
void apply(Turn& turn, const KeepMine& action);
void apply(Turn& turn, const TakeTheirs& action);
void apply(Turn& turn, const CloseDialog& action);
void apply(Turn& turn, const OpenConnection& action);
void apply(Turn& turn, const EditApiUrl& action);
void apply(Turn& turn, const EditToken& action);
void apply(Turn& turn, const Connect& action);
void apply(Turn& turn, const ForgetToken& action);
void apply(Turn& turn, const DownloadFinished& action);
void apply(Turn& turn, const OpenRequests& action);
void apply(Turn& turn, const ChooseRequest& action);
void apply(Turn& turn, const CopyLoggedRequest& action);
void apply(Turn& turn, const CopyRequest& action);
void apply(Turn& turn, const OpenPalette& action);
void apply(Turn& turn, const EditPalette& action);
void apply(Turn& turn, const OpenShortcuts& action);
void apply(Turn& turn, const SetTheme& action);
void apply(Turn& turn, const DismissToast& action);
void apply(Turn& turn, const Retry& action);
void apply(Turn& turn, const FocusField& action);
void apply(Turn& turn, const FocusGiven& action);
void apply(Turn& turn, const StreamOpened& action);
void apply(Turn& turn, const StreamArrived& action);
void apply(Turn& turn, const StreamEnded& action);
void apply(Turn& turn, const PauseLive& action);
void apply(Turn& turn, const ResumeLive& action);
void apply(Turn& turn, const OpenDashboard& action);
void apply(Turn& turn, const CloseDashboard& action);
void apply(Turn& turn, const ShowFiguresAs& action);
void apply(Turn& turn, const OpenLargest& action);
void apply(Turn& turn, const StopLargest& action);
void apply(Turn& turn, const ResumeLargest& action);
void apply(Turn& turn, const ShowLargestAs& action);

// --- one overload a purpose: its request finished ---------------------------------------------------------
void finish(Turn& turn, const ForPage& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForEntry& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForDetails& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForSave& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForDelete& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForDoomed& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForUndo& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForTheirs& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForHistory& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForVersion& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForStats& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForCapabilities& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForPalette& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForProbe& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForMetrics& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForLargest& purpose, const HttpReply& reply);

}  // namespace keyglass::app
