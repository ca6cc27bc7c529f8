// What is asked before something is lost: deleting, a conflict while saving, discarding a draft; and copying.
#include <algorithm>
#include <utility>

#include "app/api.hpp"
#include "app/plan_api.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

constexpr std::int64_t undo_lasts_ms = 15'000;

template <typename D>
D* dialog_for(Turn& turn, std::string_view key) {
  D* dialog = std::get_if<D>(&turn.model.dialog);
  return dialog && dialog->key == key ? dialog : nullptr;
}

// What is stored now, of a reply to a condition that failed: in a header, and in the problem document.
std::string current_etag(const HttpReply& reply, const Trouble& trouble) {
  const std::string* etag = api::header(reply, "etag");
  return etag ? *etag : trouble.etag;
}

void forget_key(Turn& turn, const std::string& key) {
  Model& model = turn.model;
  model.editor.drafts.erase(key);
  drop_row(model, key);
  if (const KeyOpen* open = open_key(model); open && open->key == key) {
    open_nothing(turn);
    turn.emit(SetLocationHash{"#/"});
    model.focus_wish = Field::list;
  }
  request_missing_pages(turn);
  invite_first_key(turn);
}

void load_theirs(Turn& turn, ConflictDialog& dialog) {
  start_loading(dialog.theirs, send(turn, api::read_entry(dialog.key), ForTheirs{dialog.key}));
}

// What each side made of what both began with: by lines of text, or where one is none, by rows of bytes.
void compare_three(ConflictDialog& dialog) {
  dialog.my_changes.clear();
  dialog.their_changes.clear();
  const Theirs* theirs = shown(dialog.theirs);
  if (!dialog.base || !theirs || (theirs->entry && !is_whole_value(*theirs->entry))) return;
  const std::string_view stored = theirs->entry ? std::string_view(theirs->entry->value) : std::string_view();
  const bool is_text =
      editable_line_ends(*dialog.base) && editable_line_ends(dialog.mine) && editable_line_ends(stored);
  const std::string base = lines_of_value(*dialog.base, is_text);
  dialog.my_changes = diff_texts(base, lines_of_value(dialog.mine, is_text));
  dialog.their_changes = diff_texts(base, lines_of_value(stored, is_text));
}

// The earlier try to save had worked after all; only its answer was lost.
void settle_equal(Turn& turn, const ConflictDialog& dialog, const Entry& entry) {
  StoredValue stored;
  stored.metadata.key = dialog.key;
  stored.metadata.size_bytes = entry.size_bytes;
  stored.metadata.etag = entry.etag;
  stored.metadata.content_type = entry.content_type;
  stored.metadata.expires_at_ms = entry.expires_at_ms;
  stored.value = entry.value;
  stored.was_new = dialog.is_new;
  adopt_saved(turn, std::move(stored));
  turn.model.dialog = NoDialog{};
  reload_open(turn);
  refresh_list(turn);
}

SaveOrder order_of_mine(const Model& model, const ConflictDialog& dialog) {
  SaveOrder order;
  order.key = dialog.key;
  order.value = dialog.mine;
  order.is_new = dialog.is_new;
  order.content_type = content_type_of_new(dialog.mine);
  if (const auto draft = model.editor.drafts.find(dialog.key);
      !dialog.is_new && draft != model.editor.drafts.end()) {
    order.content_type = draft->second.content_type;
    order.expires_at_ms = draft->second.expires_at_ms;
  }
  const Theirs* theirs = shown(dialog.theirs);
  if (theirs && theirs->entry) order.if_match = theirs->entry->etag;
  return order;
}

// Only a whole value, and only the one that the deletion is about, can be put back.
void keep_doomed(ConfirmDeleteDialog& dialog, const Entry& entry) {
  const bool is_whole = entry.value.size() == entry.size_bytes;
  if (is_whole && !entry.etag.empty() && entry.etag == dialog.etag) dialog.doomed = entry;
}

void announce_deletion(Turn& turn, const std::string& key, std::optional<Entry> doomed) {
  Model& model = turn.model;
  model.undo.reset();
  model.bulk_undo.reset();
  for (Toast& shown : model.toasts) shown.offers_undo = false;
  toast(turn, ToastKind::success, "Deleted " + key_words(key));
  if (!doomed) return;
  model.undo = Undo{key, std::move(*doomed)};
  model.toasts.back().offers_undo = true;
  model.toasts.back().expires_at_ms = model.now_ms + undo_lasts_ms;
}

}  // namespace

std::string known_etag(const Model& model, std::string_view key) {
  if (const KeyOpen* open = open_key(model); open && open->key == key) {
    if (const Entry* entry = shown(open->entry)) return entry->etag;
  }
  const KeyMetadata* row = known_row(model, key);
  return row ? row->etag : "";
}

void apply(Turn& turn, const AskDelete& action) {
  if (action.key.empty()) return;
  abort_all<ForDoomed>(turn);
  ConfirmDeleteDialog dialog;
  dialog.key = action.key;
  dialog.etag = known_etag(turn.model, action.key);
  const KeyOpen* open = open_key(turn.model);
  const Entry* entry = open && open->key == action.key ? shown(open->entry) : nullptr;
  if (entry) {
    keep_doomed(dialog, *entry);
  } else {
    send(turn, api::read_entry(action.key), ForDoomed{action.key});
  }
  turn.model.dialog = std::move(dialog);
}

void apply(Turn& turn, const DeleteConfirmed&) {
  auto* dialog = std::get_if<ConfirmDeleteDialog>(&turn.model.dialog);
  if (!dialog || is_loading(dialog->deletion)) return;
  start_loading(dialog->deletion, send(turn, api::remove(dialog->key, dialog->etag), ForDelete{dialog->key}));
}

void finish(Turn& turn, const ForDelete& purpose, const HttpReply& reply) {
  auto* dialog = dialog_for<ConfirmDeleteDialog>(turn, purpose.key);
  const std::string name = key_words(purpose.key);
  Trouble trouble = trouble_in(turn, reply, "Could not delete " + name);
  const std::string etag = current_etag(reply, trouble);
  // Without an ETag there is nothing that the condition could have held for.
  const bool is_gone = reply.status == 404 || (reply.status == 412 && etag.empty());
  if (api::is_success(reply) || is_gone) {
    std::optional<Entry> doomed = dialog ? std::move(dialog->doomed) : std::nullopt;
    if (dialog) turn.model.dialog = NoDialog{};
    if (is_gone) {
      toast(turn, ToastKind::success, name + " was already deleted");
    } else {
      announce_deletion(turn, purpose.key, std::move(doomed));
    }
    forget_key(turn, purpose.key);
    return;
  }
  announce(turn, trouble.what + ". " + trouble.why);
  if (!dialog) return toast(turn, ToastKind::error, trouble.what + ". " + trouble.why);
  if (reply.status != 412) return fail(dialog->deletion, std::move(trouble));
  dialog->has_changed = true;
  dialog->deletion = NotAsked{};
  // The person decides on this version; the next try must not go through further unseen changes.
  dialog->etag = etag;
  dialog->doomed.reset();
  send(turn, api::read_entry(dialog->key), ForDoomed{dialog->key});
  reload_open(turn);
}

void finish(Turn& turn, const ForDoomed& purpose, const HttpReply& reply) {
  auto* dialog = dialog_for<ConfirmDeleteDialog>(turn, purpose.key);
  // Without it the deletion goes on; it just cannot be undone.
  if (auto entry = api::entry_of(reply); dialog && entry) keep_doomed(*dialog, *entry);
}

std::optional<HttpRequest> undo_request(const Model& model) {
  if (model.bulk_undo) return api::create_plan(model.bulk_undo->request);
  if (!model.undo) return std::nullopt;
  SaveOrder order;
  order.key = model.undo->key;
  order.value = model.undo->entry.value;
  order.content_type = model.undo->entry.content_type;
  order.expires_at_ms = model.undo->entry.expires_at_ms;
  return save_request(std::move(order), model.now_ms);
}

void apply(Turn& turn, const UndoDelete&) {
  Model& model = turn.model;
  if (model.bulk_undo) return undo_bulk(turn);
  if (!model.undo) return;
  std::erase_if(model.toasts, [](const Toast& shown) { return shown.offers_undo; });
  send(turn, *undo_request(model), ForUndo{model.undo->key});
  model.undoing = std::exchange(model.undo, {});
}

void finish(Turn& turn, const ForUndo& purpose, const HttpReply& reply) {
  Model& model = turn.model;
  std::optional<Undo> undo = std::exchange(model.undoing, {});
  const std::string name = key_words(purpose.key);
  if (api::is_success(reply)) {
    apply(turn, OpenKey{purpose.key});
    refresh_list(turn);
    return toast(turn, ToastKind::success, "Restored " + name);
  }
  if (reply.status == 412)
    return toast(turn, ToastKind::error, name + " was stored again meanwhile. Nothing was overwritten.");
  const Trouble trouble = trouble_in(turn, reply, "Could not restore " + name);
  toast(turn, ToastKind::error, trouble.what + ". " + trouble.why);
  // The value must not be lost with the failure: it can be tried again.
  model.undo = std::move(undo);
  model.toasts.back().offers_undo = true;
  model.toasts.back().expires_at_ms = model.now_ms + undo_lasts_ms;
}

void open_conflict(Turn& turn, const ForSave& save) {
  ConflictDialog dialog;
  dialog.key = save.key;
  dialog.mine = save.value;
  dialog.is_new = save.is_new;
  const auto draft = turn.model.editor.drafts.find(save.key);
  if (!save.is_new && draft != turn.model.editor.drafts.end()) dialog.base = draft->second.base;
  load_theirs(turn, dialog);
  turn.model.dialog = std::move(dialog);
  announce(turn, key_words(save.key) + (save.is_new ? " exists already" : " was changed meanwhile"));
}

void retry_dialog(Turn& turn) {
  auto* dialog = std::get_if<ConflictDialog>(&turn.model.dialog);
  if (dialog && trouble_of(dialog->theirs)) load_theirs(turn, *dialog);
}

void finish(Turn& turn, const ForTheirs& purpose, const HttpReply& reply) {
  auto* dialog = dialog_for<ConflictDialog>(turn, purpose.key);
  if (!dialog || !is_loading(dialog->theirs, reply.id)) return;
  if (reply.status == 404) {
    dialog->theirs = Theirs{};
    compare_three(*dialog);
  } else if (auto entry = api::entry_of(reply)) {
    if (entry->value == dialog->mine && entry->size_bytes == dialog->mine.size()) {
      return settle_equal(turn, ConflictDialog(*dialog), *entry);
    }
    dialog->theirs = Theirs{std::move(entry)};
    compare_three(*dialog);
  } else {
    fail(dialog->theirs, trouble_in(turn, reply, "Could not read what is stored now"));
  }
}

void apply(Turn& turn, const ShowConflictTab& action) {
  if (auto* dialog = std::get_if<ConflictDialog>(&turn.model.dialog)) dialog->tab = action.tab;
}

void apply(Turn& turn, const KeepMine&) {
  const auto* dialog = std::get_if<ConflictDialog>(&turn.model.dialog);
  if (!dialog || !std::holds_alternative<Theirs>(dialog->theirs)) return;
  SaveOrder order = order_of_mine(turn.model, *dialog);
  turn.model.dialog = NoDialog{};
  send_save(turn, std::move(order));
}

void apply(Turn& turn, const TakeTheirs&) {
  const auto* dialog = std::get_if<ConflictDialog>(&turn.model.dialog);
  if (!dialog || !std::holds_alternative<Theirs>(dialog->theirs)) return;
  const std::string key = dialog->key;
  const bool exists = shown(dialog->theirs)->entry.has_value();
  Editor& editor = turn.model.editor;
  if (dialog->is_new) forget_new_key(editor);
  turn.model.dialog = NoDialog{};
  editor.drafts.erase(key);
  if (!exists) return forget_key(turn, key);
  apply(turn, OpenKey{key});
  reload_open(turn);
}

void apply(Turn& turn, const CloseDialog&) {
  abort_all<ForTheirs>(turn);
  abort_all<ForDoomed>(turn);
  leave_bulk(turn);
  leave_transfer(turn);
  abort_all<ForPalette>(turn);
  abort_all<ForLargest>(turn);
  if (std::holds_alternative<ConnectionDialog>(turn.model.dialog)) turn.model.server.token_text.clear();
  turn.model.dialog = NoDialog{};
}

void apply(Turn& turn, const AskDiscard&) {
  if (!has_unsaved_changes(turn.model)) return;
  const KeyOpen* open = open_key(turn.model);
  turn.model.dialog = DiscardDialog{open ? open->key : turn.model.editor.new_key};
}

void apply(Turn& turn, const DiscardDraft&) {
  Editor& editor = turn.model.editor;
  if (const KeyOpen* open = open_key(turn.model)) {
    editor.drafts.erase(open->key);
  } else {
    forget_new_key(editor);
  }
  editor.save = NotAsked{};
  turn.model.dialog = NoDialog{};
  announce(turn, "Discarded the changes");
}

void apply(Turn& turn, const CopyKey&) {
  const KeyOpen* open = open_key(turn.model);
  if (!open) return;
  turn.emit(CopyText{open->key});
  toast(turn, ToastKind::info, "Copied the key");
}

void apply(Turn& turn, const DownloadValue&) {
  const KeyOpen* open = open_key(turn.model);
  if (!open) return;
  std::string name = open->key;
  for (char& byte : name) {
    const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= 'a' && byte <= 'z') || byte == '.' || byte == '-';
    if (!is_plain) byte = '_';
  }
  turn.emit(Download{api::download_target(open->key), std::move(name)});
  announce(turn, "Downloading the value");
}

void apply(Turn& turn, const CopyValue&) {
  const auto value = open_value(turn.model);
  if (!value || !can_copy(value->kind, value->bytes)) return;
  turn.emit(CopyText{std::string(value->bytes)});
  toast(turn, ToastKind::info, "Copied the value");
}

}  // namespace keyglass::app
