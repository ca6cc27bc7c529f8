// Everything the browser app knows: one plain value, changed by update() only. Views read it.
// Times are UTC milliseconds since 1970, given in by actions: there is no clock here.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/bulk.hpp"
#include "app/dashboard.hpp"
#include "app/diff.hpp"
#include "app/draft.hpp"
#include "app/http.hpp"
#include "app/key_list.hpp"
#include "app/key_settings.hpp"
#include "app/key_tree.hpp"
#include "app/large_value.hpp"
#include "app/largest.hpp"
#include "app/live.hpp"
#include "app/outline.hpp"
#include "app/palette.hpp"
#include "app/remote.hpp"
#include "app/request_log.hpp"
#include "app/selection.hpp"
#include "app/server.hpp"
#include "app/transfer.hpp"
#include "app/value.hpp"
#include "app/value_format.hpp"
#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::app {

enum class ThemeChoice { system, light, dark };

// Places that can be given the keyboard.
enum class Field { filter, key, value, list, token };

// --- connection -------------------------------------------------------------------------------------------

struct Online {
  bool operator==(const Online&) const = default;
};

// No answer, or one that says that the store does not answer. Probed with growing pauses until it is over.
struct Offline {
  std::int64_t since_ms = 0;
  std::int64_t retry_at_ms = 0;
  int attempts = 0;  // probes sent
  Trouble trouble;

  bool operator==(const Offline&) const = default;
};

using Connection = std::variant<Online, Offline>;

// --- editor -----------------------------------------------------------------------------------------------

struct NothingOpen {
  bool operator==(const NothingOpen&) const = default;
};

// Versions of a key, newest first.
struct Versions {
  std::vector<KeyVersion> known;
  bool has_more = false;     // older ones can be asked for
  bool is_complete = false;  // the oldest known is the key's first

  bool operator==(const Versions&) const = default;
};

// One side of a comparison. Revision 0 is what is stored now.
struct ComparedVersion {
  std::uint64_t revision = 0;
  Remote<Entry> entry;

  bool operator==(const ComparedVersion&) const = default;
};

// Two versions side by side, the older first.
struct Comparison {
  ComparedVersion older;
  ComparedVersion newer;
  std::uint64_t chosen = 0;     // the version that Restore brings back
  bool is_comparable = false;   // both are there as a whole
  std::vector<DiffLine> lines;  // where comparable: of text, or rows of bytes where one is none

  bool operator==(const Comparison&) const = default;
};

struct KeyOpen {
  std::string key;
  Remote<Entry> entry;
  Remote<KeyMetadata> details;
  Remote<Versions> history = {};
  std::optional<Comparison> comparison = {};  // shown instead of the value
  LargeValue large = {};                      // what lies beyond `entry`, as far as it was looked at

  bool operator==(const KeyOpen&) const = default;
};

struct NewKeyOpen {
  bool operator==(const NewKeyOpen&) const = default;
};

enum class EditorTab { value, details, activity };  // where there is no room for both

struct Editor {
  std::variant<NothingOpen, KeyOpen, NewKeyOpen> open;
  std::map<std::string, Draft> drafts;  // by key
  std::string new_key;                  // the new-key form, kept like a draft
  std::string new_value;
  std::string key_fault;  // why new_key cannot be a key, or ""
  Remote<Done> save;      // of what is open
  EditorTab tab = EditorTab::value;
  ValueMode mode = ValueMode::text;  // asked for; what cannot be shown so is shown as it can
  bool wraps_lines = false;          // of text that is only looked at; what is wrapped is not edited
  OutlineView outline;               // of JSON, instead of its text
  bool hides_values = false;         // nothing of any value is shown, wherever values are shown
  bool hides_new_value = false;      // with them what the new-key form held before; what is typed since shows

  bool operator==(const Editor&) const = default;
};

// --- dialogs ----------------------------------------------------------------------------------------------

struct NoDialog {
  bool operator==(const NoDialog&) const = default;
};

struct ConfirmDeleteDialog {
  std::string key;
  std::string etag;          // the condition; "" where none is known
  bool has_changed = false;  // the first try found another value than the one seen
  Remote<Done> deletion;
  std::optional<Entry> doomed = {};  // what the deletion can be undone with, once it is there as a whole

  bool operator==(const ConfirmDeleteDialog&) const = default;
};

// What the server holds now. No entry: the key was deleted there.
struct Theirs {
  std::optional<Entry> entry;

  bool operator==(const Theirs&) const = default;
};

enum class ConflictTab { values, theirs, mine };

struct ConflictDialog {
  std::string key;
  std::string mine;  // as it would be stored
  bool is_new = false;
  Remote<Theirs> theirs;
  std::optional<std::string> base = {};  // what both began with, where known
  ConflictTab tab = ConflictTab::values;
  std::vector<DiffLine> my_changes = {};  // from base
  std::vector<DiffLine> their_changes = {};

  bool operator==(const ConflictDialog&) const = default;
};

struct DiscardDialog {
  std::string key;

  bool operator==(const DiscardDialog&) const = default;
};

using Dialog = std::variant<NoDialog, ConfirmDeleteDialog, ConflictDialog, DiscardDialog, BulkDialog,
                            KeySettingsDialog, ImportDialog, UploadDialog, ConnectionDialog, RequestsDialog,
                            PaletteDialog, ShortcutsDialog, LargestDialog>;

// --- around -----------------------------------------------------------------------------------------------

enum class ToastKind { success, info, error };

struct Toast {
  std::uint64_t id = 0;
  ToastKind kind = ToastKind::info;
  std::string text;
  std::int64_t expires_at_ms = 0;
  bool offers_undo = false;  // of the last deletion

  bool operator==(const Toast&) const = default;
};

inline constexpr std::size_t toasts_max = 3;

// What a request was sent for; its reply is dropped once the purpose is gone.
struct ForPage {
  std::string folder;  // its prefix; "" for the root
  bool operator==(const ForPage&) const = default;
};
struct ForEntry {
  std::string key;
  bool operator==(const ForEntry&) const = default;
};
struct ForDetails {
  std::string key;
  bool operator==(const ForDetails&) const = default;
};
struct ForSave {
  std::string key;
  std::string value;  // as sent
  bool is_new = false;
  std::string done = {};  // in words, once it worked; "" for the usual ones
  bool operator==(const ForSave&) const = default;
};
struct ForDelete {
  std::string key;
  bool operator==(const ForDelete&) const = default;
};
struct ForDoomed {
  std::string key;
  bool operator==(const ForDoomed&) const = default;
};
struct ForUndo {
  std::string key;
  bool operator==(const ForUndo&) const = default;
};
struct ForTheirs {
  std::string key;
  bool operator==(const ForTheirs&) const = default;
};
struct ForHistory {
  std::string key;
  bool operator==(const ForHistory&) const = default;
};
struct ForVersion {
  std::string key;
  std::uint64_t revision = 0;
  bool operator==(const ForVersion&) const = default;
};
struct ForPlan {
  bool operator==(const ForPlan&) const = default;
};
struct ForPlanCommit {
  bool operator==(const ForPlanCommit&) const = default;
};
// Asked how far it is, or told to stop.
struct ForPlanProgress {
  bool operator==(const ForPlanProgress&) const = default;
};
struct ForImport {
  bool operator==(const ForImport&) const = default;
};
struct ForUpload {
  bool operator==(const ForUpload&) const = default;
};
struct ForExport {
  std::uint64_t keys = 0;
  bool operator==(const ForExport&) const = default;
};
struct ForValuePart {
  std::string key;
  std::uint64_t index = 0;
  bool operator==(const ForValuePart&) const = default;
};
struct ForStats {
  bool operator==(const ForStats&) const = default;
};
struct ForCapabilities {
  bool operator==(const ForCapabilities&) const = default;
};
struct ForPalette {
  std::string query;
  bool operator==(const ForPalette&) const = default;
};
struct ForProbe {
  bool operator==(const ForProbe&) const = default;
};
struct ForLargest {
  bool is_first = false;
  bool operator==(const ForLargest&) const = default;
};
struct ForMetrics {
  bool operator==(const ForMetrics&) const = default;
};
using Purpose =
    std::variant<ForPage, ForEntry, ForDetails, ForSave, ForDelete, ForDoomed, ForUndo, ForTheirs, ForHistory,
                 ForVersion, ForStats, ForCapabilities, ForPalette, ForProbe, ForPlan, ForPlanCommit,
                 ForPlanProgress, ForImport, ForUpload, ForExport, ForValuePart, ForMetrics, ForLargest>;

struct PendingRequest {
  LoggedRequest sent;  // without what only the reply tells
  Purpose purpose;

  bool operator==(const PendingRequest&) const = default;
};

// What brings the last deleted key back. It lasts as long as its toast.
struct Undo {
  std::string key;
  Entry entry;

  bool operator==(const Undo&) const = default;
};

struct Model {
  std::int64_t now_ms = 0;
  std::string api_url;  // for people; requests name only the path below it
  std::string version;
  ThemeChoice theme = ThemeChoice::system;
  Connection connection;
  Server server;
  Live live;
  Dashboard dashboard;
  KeyList list;
  OpenFolders folders;          // of `list`, where it folds
  Remote<KeyStats> totals;      // of all keys that start with the filter
  bool can_fold = true;         // false once the API refused to fold
  bool has_history = true;      // false once the API said that it keeps none
  std::string delimiter = ":";  // of folders, when they are shown
  bool wants_tree = false;      // the person's choice; a pattern is listed flat all the same
  Selection selection;
  Editor editor;
  Dialog dialog;
  std::optional<Undo> undo;
  std::optional<Undo> undoing;            // until its answer
  std::optional<BulkUndo> bulk_undo;      // instead, where many were changed last
  std::vector<Toast> toasts;              // oldest first, at most toasts_max
  std::string title;                      // of the browser's tab
  std::string announcement;               // the newest result in words, for the status region
  std::deque<LoggedRequest> request_log;  // newest first, at most request_log_max
  std::map<std::uint64_t, PendingRequest> pending;
  std::uint64_t last_id = 0;        // of requests and toasts
  std::int64_t wakeup_at_ms = 0;    // asked for since the last Tick; 0 is none
  std::optional<Field> focus_wish;  // until the view has drawn with it
};

// True unless the server said that this page may only read.
bool may_write(const Model& model);

// The metadata of `key` where a row in memory has it, or nullptr.
const KeyMetadata* known_row(const Model& model, std::string_view key);

// True if the listing shows folders now.
bool shows_tree(const Model& model);

// Why the list cannot be sorted by this, or "".
std::string_view sort_fault(const Model& model, SortBy by);

// The key that is open, or nullptr.
const KeyOpen* open_key(const Model& model);
bool is_new_key_open(const Model& model);

// "1,204 selected".
std::string selection_words(const Model& model);

// The draft of the open key, or nullptr.
const Draft* open_draft(const Model& model);

// The value that is open: its draft's, else the stored one.
struct OpenValue {
  std::string_view bytes;  // into the model; of a large value its first
  std::uint64_t size_bytes = 0;
  ValueKind kind = ValueKind::text;
  LineEnds line_ends = LineEnds::lf;  // of a text
};
// Absent while it is not here.
std::optional<OpenValue> open_value(const Model& model);

// True if what is open has a value that is not stored.
bool has_unsaved_changes(const Model& model);

// The version that Restore would bring back, once it is there as a whole; else nullptr.
const ComparedVersion* restorable(const KeyOpen& open);

// True if a value anywhere would be lost with the page.
bool has_any_draft(const Model& model);

// The content type of the open key's value: by its reply, else by its details.
std::string_view content_type_of(const KeyOpen& open);

// True if the open key's stored value is not the one its draft started from.
bool is_draft_outdated(const Model& model);

// True if Save would do something now, be it to say what keeps it from saving.
bool can_save(const Model& model);

}  // namespace keyglass::app
