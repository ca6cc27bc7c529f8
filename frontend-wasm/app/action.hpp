// Everything that can happen to the app: what a person wants (verbs), and what came back (past tense).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "app/event_stream.hpp"
#include "app/http.hpp"
#include "app/many_actions.hpp"
#include "app/model.hpp"
#include "app/transfer_actions.hpp"

namespace keyglass::app {

// --- from outside -----------------------------------------------------------------------------------------

// First of all actions, once.
struct Start {
  std::string api_url;  // as people should see it
  std::string version;
  std::string location_hash;     // "#/kv/a%2Fb", or ""
  std::string theme_preference;  // "system", "light", "dark"; anything else is system
  std::int64_t now_ms = 0;
  std::string arrangement_preference = {};  // "list", "tree :"; anything else is the list
  bool is_api_url_fixed = true;             // the page's policy allows no other
};
// Time went on. Send before every frame.
struct Tick {
  std::int64_t now_ms = 0;
};
struct RequestFinished {
  HttpReply reply;
};
// The person used the browser's back or forward, or edited the address.
struct LocationChanged {
  std::string hash;
};

// The event stream `id` was answered: what happens from now on will arrive.
struct StreamOpened {
  std::uint64_t id = 0;
};
struct StreamArrived {
  std::uint64_t id = 0;
  std::vector<StreamEvent> events = {};
  std::string last_id = {};  // where to go on after them
  bool has_gap = false;      // something was left out
};
// It was refused, broke off or ended; of failure `aborted`: because nobody looks at the page. The id is the
// stream's.
struct StreamEnded {
  HttpReply reply;
};

// --- the list ---------------------------------------------------------------------------------------------

struct SetFilter {
  std::string prefix;
};
// The view shows these rows now.
struct ShowRows {
  RowRange rows;
};
struct SelectKey {
  std::string key;
  bool is_folder = false;
};
struct OpenFolderRow {
  std::string prefix;
};
struct CloseFolderRow {
  std::string prefix;
};
// Folders by `delimiter`, or with an empty one the flat list.
struct Arrange {
  std::string delimiter;
};
// The flat list by this; where it is so already, the other way round.
struct SortRows {
  SortBy by = SortBy::key;
};
// Reloads the list and, where it has no unsaved changes, what is open.
struct Refresh {};

// --- the editor -------------------------------------------------------------------------------------------

struct OpenKey {
  std::string key;
};
struct OpenNewKey {};
// Back to the list; drafts stay.
struct CloseEditor {};
struct EditNewKey {
  std::string key;
};
// The text of what is open, lines ending with line feeds.
struct EditValue {
  std::string text;
};
// The bytes of that part of the open key's value as hex; they join its draft once they can be read.
struct EditHex {
  std::string text;
  HexPart part;
};
struct Save {};
// Asks first; DiscardDraft does it.
struct AskDiscard {};
struct DiscardDraft {};
struct ShowTab {
  EditorTab tab = EditorTab::value;
};
struct ShowAs {
  ValueMode mode = ValueMode::text;
};
// Long lines go on in the next row, or beyond the edge.
struct WrapLines {
  bool wrap = true;
};
// JSON as an outline or as text. Where another form is shown than one that can be JSON, JSON is from then on.
struct ShowOutline {
  bool show = true;
};
// Opens what is closed and closes what is open, in the text of that mark (Outline::mark).
struct TurnOutlineNode {
  std::uint64_t mark = 0;
  std::uint32_t node = 0;
};
struct SelectOutlineNode {
  std::uint64_t mark = 0;
  std::uint32_t node = 0;
};
// All but the whole is closed, or everything is open.
struct FoldOutline {
  bool close = true;
};
// Values are kept off the screen, or shown again; they can be copied and saved all the same.
struct HideValues {
  bool hide = true;
};
// Spreads the JSON that is open over lines, as a change to be saved.
struct FormatJson {};
struct DownloadValue {};
struct CopyKey {};
struct CopyValue {};

// --- history ----------------------------------------------------------------------------------------------

// Compares a version of the open key with what is stored now.
struct ShowVersion {
  std::uint64_t revision = 0;
};
// Compares the version shown with another one.
struct CompareWith {
  std::uint64_t revision = 0;
};
struct CloseVersion {};
// Saves the version shown again, conditionally.
struct RestoreVersion {};
struct LoadOlderVersions {};

// --- dialogs ----------------------------------------------------------------------------------------------

struct AskDelete {
  std::string key;
};
struct DeleteConfirmed {};
// Stores the last deleted key again, unless there is another one by now.
struct UndoDelete {};
struct ShowConflictTab {
  ConflictTab tab = ConflictTab::values;
};
struct KeepMine {};
struct TakeTheirs {};
struct CloseDialog {};

// --- connection, requests, palette ------------------------------------------------------------------------

struct OpenConnection {};
struct EditApiUrl {
  std::string url;
};
struct EditToken {
  std::string token;
};
// Uses the address and the token typed, and asks the server what they are good for.
struct Connect {};
struct ForgetToken {};
// The browser stored what DownloadValue asked for, or could not: status 0 where nothing answered.
struct DownloadFinished {
  int status = 0;
};
struct OpenRequests {};
struct ChooseRequest {
  std::size_t index = 0;  // in Model::request_log
};
// The request chosen in the log as a command.
struct CopyLoggedRequest {};
// The request that reads, saves or deletes what is open, lists or exports what is listed, exports what is
// selected, brings back the version compared or what was deleted last; of a dialog: that its button sends.
enum class CurlOf { read, save, remove, list, export_list, export_selected, restore, undo, dialog };
struct CopyRequest {
  CurlOf which = CurlOf::read;
};
struct OpenPalette {};
struct EditPalette {
  std::string query;
};
struct OpenShortcuts {};
// --- live -------------------------------------------------------------------------------------------------

struct PauseLive {};
struct ResumeLive {};

// --- dashboard --------------------------------------------------------------------------------------------

struct OpenDashboard {};
struct CloseDashboard {};
// Charts, or the same figures as a table.
struct ShowFiguresAs {
  bool table = false;
};

// --- largest keys -----------------------------------------------------------------------------------------

// Looks at all that is listed, from its beginning.
struct OpenLargest {};
struct StopLargest {};
// From where it was stopped or failed.
struct ResumeLargest {};
struct ShowLargestAs {
  bool folders = false;
};

// --- around -----------------------------------------------------------------------------------------------

struct SetTheme {
  ThemeChoice theme = ThemeChoice::system;
};
struct DismissToast {
  std::uint64_t id = 0;
};
// Asks again at once for everything that failed.
struct Retry {};
struct FocusField {
  Field field = Field::filter;
};
// The view has offered Model::focus_wish to what it drew.
struct FocusGiven {};

using Action =
    std::variant<Start, Tick, RequestFinished, LocationChanged, SetFilter, ShowRows, SelectKey, OpenFolderRow,
                 CloseFolderRow, Arrange, SortRows, Refresh, OpenKey, OpenNewKey, CloseEditor, EditNewKey,
                 EditValue, EditHex, Save, AskDiscard, DiscardDraft, ShowTab, ShowAs, WrapLines, HideValues,
                 FormatJson, DownloadValue, ShowVersion, CompareWith, CloseVersion, RestoreVersion,
                 LoadOlderVersions, ShowConflictTab, CopyKey, CopyValue, AskDelete, DeleteConfirmed,
                 UndoDelete, KeepMine, TakeTheirs, CloseDialog, OpenConnection, EditApiUrl, EditToken,
                 Connect, ForgetToken, DownloadFinished, OpenRequests, ChooseRequest, CopyLoggedRequest,
                 CopyRequest, OpenPalette, EditPalette, OpenShortcuts, SetTheme, DismissToast, Retry,
                 FocusField, FocusGiven,
                 // app/many_actions.hpp
                 ToggleSelected, SelectUpTo, SelectAll, ClearSelection, AskDeleteSelected, AskExpireSelected,
                 AskDeleteFolder, EditBulkExpiry, PreviewBulk, CommitBulk, StopBulk, ExportSelected,
                 AskKeySettings, EditExpiry, EditContentType, SaveKeySettings,
                 // app/transfer_actions.hpp
                 ChooseFileFor, FileChosen, FileSent, SetImportMode, StartImport, SaveFailedLines,
                 EditUploadKey, EditUploadType, StartUpload, StopTransfer, ExportFiltered, ShowValueParts,
                 // live changes and the dashboard
                 StreamOpened, StreamArrived, StreamEnded, PauseLive, ResumeLive, OpenDashboard,
                 CloseDashboard, ShowFiguresAs,
                 // outlines
                 ShowOutline, TurnOutlineNode, SelectOutlineNode, FoldOutline,
                 // largest keys
                 OpenLargest, StopLargest, ResumeLargest, ShowLargestAs>;

// How views hand actions out. They are applied after the frame, in order.
using Dispatch = std::function<void(Action)>;

}  // namespace keyglass::app
