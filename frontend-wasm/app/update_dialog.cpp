// What is asked before something is lost: deleting, a conflict while saving, discarding a draft; and copying.
#include "app/api.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

template <typename D>
D* dialog_for(Turn& turn, std::string_view key) {
  D* dialog = std::get_if<D>(&turn.model.dialog);
  return dialog && dialog->key == key ? dialog : nullptr;
}

std::string known_etag(const Model& model, std::string_view key) {
  if (const KeyOpen* open = open_key(model); open && open->key == key) {
    if (const Entry* entry = shown(open->entry)) return entry->etag;
  }
  const KeyMetadata* row = find_row(model.list, key);
  return row ? row->etag : "";
}

// What is stored now, of a reply to a condition that failed: in a header, and in the problem document.
std::string current_etag(const HttpReply& reply, const Trouble& trouble) {
  const std::string* etag = api::header(reply, "etag");
  return etag ? *etag : trouble.etag;
}

void forget_key(Turn& turn, const std::string& key) {
  Model& model = turn.model;
  model.editor.drafts.erase(key);
  remove_row(model.list, key);
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

}  // namespace

void apply(Turn& turn, const AskDelete& action) {
  if (action.key.empty()) return;
  ConfirmDeleteDialog dialog;
  dialog.key = action.key;
  dialog.etag = known_etag(turn.model, action.key);
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
    if (dialog) turn.model.dialog = NoDialog{};
    toast(turn, ToastKind::success, is_gone ? name + " was already deleted" : "Deleted " + name);
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
  reload_open(turn);
}

void open_conflict(Turn& turn, const ForSave& save) {
  ConflictDialog dialog;
  dialog.key = save.key;
  dialog.mine = save.value;
  dialog.is_new = save.is_new;
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
  } else if (auto entry = api::entry_of(reply)) {
    if (entry->value == dialog->mine && entry->size_bytes == dialog->mine.size()) {
      return settle_equal(turn, ConflictDialog(*dialog), *entry);
    }
    dialog->theirs = Theirs{std::move(entry)};
  } else {
    fail(dialog->theirs, trouble_in(turn, reply, "Could not read what is stored now"));
  }
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

void apply(Turn& turn, const CopyValue&) {
  const KeyOpen* open = open_key(turn.model);
  if (!open) return;
  const Draft* draft = open_draft(turn.model);
  const Entry* entry = shown(open->entry);
  if (!draft && (!entry || value_kind(*entry) != ValueKind::text)) return;
  turn.emit(CopyText{draft ? draft->text : entry->value});
  toast(turn, ToastKind::info, "Copied the value");
}

}  // namespace keyglass::app
