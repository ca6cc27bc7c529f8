// What is open: reading it, and saving its draft conditionally.
#include <algorithm>

#include "app/api.hpp"
#include "app/update_parts.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass::app {
namespace {

KeyOpen* open_key_mutable(Turn& turn) {
  return std::get_if<KeyOpen>(&turn.model.editor.open);
}

// The open key if it is `key`.
KeyOpen* open_key_named(Turn& turn, std::string_view key) {
  KeyOpen* open = open_key_mutable(turn);
  return open && open->key == key ? open : nullptr;
}

void load(Turn& turn, KeyOpen& open) {
  start_loading(open.entry, send(turn, api::read_entry(open.key), ForEntry{open.key}));
  start_loading(open.details, send(turn, api::read_details(open.key), ForDetails{open.key}));
}

std::string without_stop(std::string text) {
  if (text.ends_with('.')) text.pop_back();
  return text;
}

SaveOrder order_of_new(const Editor& editor) {
  SaveOrder order;
  order.key = editor.new_key;
  order.value = editor.new_value;
  order.content_type = content_type_of_new(editor.new_value);
  order.is_new = true;
  return order;
}

SaveOrder order_of_draft(const std::string& key, const Draft& draft) {
  SaveOrder order;
  order.key = key;
  order.value = draft.value;
  order.content_type = draft.content_type;
  order.expires_at_ms = draft.expires_at_ms;
  order.if_match = draft.base_etag;
  return order;
}

Entry entry_from(const StoredValue& stored) {
  return {stored.value, stored.value.size(), stored.metadata.etag, stored.metadata.content_type,
          stored.metadata.expires_at_ms};
}

}  // namespace

void stop_loading_open(Turn& turn) {
  abort_all<ForEntry>(turn);
  abort_all<ForHistory>(turn);
  abort_all<ForVersion>(turn);
  abort_all<ForValuePart>(turn);
  abort_all<ForDetails>(turn);
}

void open_existing(Turn& turn, std::string key) {
  Model& model = turn.model;
  if (open_key_named(turn, key)) return;
  stop_loading_open(turn);
  model.announcement.clear();
  KeyOpen open;
  open.key = std::move(key);
  if (const KeyMetadata* row = known_row(model, open.key)) open.details = *row;
  load(turn, open);
  model.list.selected = open.key;
  model.list.selects_folder = false;
  model.editor.open = std::move(open);
  model.editor.save = NotAsked{};
  model.editor.tab = EditorTab::value;
  load_history(turn);
}

void open_nothing(Turn& turn) {
  stop_loading_open(turn);
  turn.model.editor.open = NothingOpen{};
  turn.model.editor.save = NotAsked{};
}

void reload_open(Turn& turn) {
  stop_loading_open(turn);
  KeyOpen* open = open_key_mutable(turn);
  if (!open) return;
  open->large = {};
  load(turn, *open);
  load_history(turn);
}

void retry_editor(Turn& turn) {
  Remote<Done>& save = turn.model.editor.save;
  const Trouble* save_trouble = trouble_of(save);
  if (save_trouble && may_pass_by_itself(*save_trouble)) save = NotAsked{};
  const KeyOpen* open = open_key(turn.model);
  if (open && (trouble_of(open->entry) || trouble_of(open->details))) reload_open(turn);
  retry_history(turn);
  retry_parts(turn);
}

void finish(Turn& turn, const ForEntry& purpose, const HttpReply& reply) {
  KeyOpen* open = open_key_named(turn, purpose.key);
  if (!open || !is_loading(open->entry, reply.id)) return;
  if (auto entry = api::entry_of(reply)) {
    open->entry = std::move(*entry);
    return;
  }
  if (reply.status == 404) open->entry = NotAsked{};
  fail(open->entry, trouble_in(turn, reply, "Could not open " + key_words(purpose.key)));
}

void finish(Turn& turn, const ForDetails& purpose, const HttpReply& reply) {
  KeyOpen* open = open_key_named(turn, purpose.key);
  if (!open || !is_loading(open->details, reply.id)) return;
  if (auto metadata = api::metadata_of(reply)) {
    note_row(turn.model, *metadata);
    open->details = std::move(*metadata);
    return;
  }
  if (reply.status == 404) open->details = NotAsked{};
  fail(open->details, trouble_in(turn, reply, "Could not read the details of " + key_words(purpose.key)));
}

void apply(Turn& turn, const EditNewKey& action) {
  Editor& editor = turn.model.editor;
  editor.new_key = action.key;
  editor.key_fault.clear();
  forget_save_trouble(editor);
}

void apply(Turn& turn, const ShowAs& action) {
  turn.model.editor.mode = action.mode;
}

void apply(Turn& turn, const WrapLines& action) {
  turn.model.editor.wraps_lines = action.wrap;
}

void apply(Turn& turn, const HideValues& action) {
  Editor& editor = turn.model.editor;
  if (editor.hides_values != action.hide) editor.hides_new_value = action.hide && !editor.new_value.empty();
  editor.hides_values = action.hide;
  announce(turn, action.hide ? "Values are hidden" : "Values are shown");
}

std::optional<SaveOrder> order_of_open(const Model& model) {
  if (is_new_key_open(model))
    return model.editor.new_key.empty() ? std::nullopt : std::optional(order_of_new(model.editor));
  const Draft* draft = open_draft(model);
  return draft && !draft->unread ? std::optional(order_of_draft(open_key(model)->key, *draft)) : std::nullopt;
}

void apply(Turn& turn, const Save&) {
  if (!can_save(turn.model)) return;
  Editor& editor = turn.model.editor;
  if (const Draft* draft = open_draft(turn.model); draft && draft->unread) {
    editor.mode = ValueMode::hex;
    turn.model.focus_wish = Field::value;
    return announce(turn, "Not saved. " + hex_fault_words(draft->unread->fault));
  }
  const Status rules = is_new_key_open(turn.model) ? check_key(editor.new_key) : Status(Done{});
  if (rules.ok()) return send_save(turn, *order_of_open(turn.model));
  editor.key_fault = rules.error().message;
  announce(turn, editor.key_fault);
  turn.model.focus_wish = Field::key;
}

HttpRequest save_request(SaveOrder order, std::int64_t now_ms) {
  api::Write write{std::move(order.key),
                   std::move(order.value),
                   std::move(order.content_type),
                   {},
                   std::move(order.if_match)};
  if (order.expires_at_ms) {
    // A key that expires keeps its time; one that is about to go gets the shortest time there is.
    const std::int64_t left_ms = std::max<std::int64_t>(*order.expires_at_ms - now_ms, 1);
    write.ttl_seconds = static_cast<double>(left_ms) / 1000;
  }
  return api::write(write);
}

void send_save(Turn& turn, SaveOrder order) {
  // What was said of an earlier save is no longer true of what is about to be saved.
  std::erase_if(turn.model.toasts, [](const Toast& shown) { return shown.kind == ToastKind::success; });
  const ForSave purpose{order.key, order.value, order.is_new, order.done};
  HttpRequest request = save_request(std::move(order), turn.model.now_ms);
  turn.model.editor.save = Loading<Done>{send(turn, std::move(request), purpose), {}};
}

void finish(Turn& turn, const ForSave& purpose, const HttpReply& reply) {
  Editor& editor = turn.model.editor;
  const bool is_watched = is_loading(editor.save, reply.id);
  if (is_watched) editor.save = NotAsked{};
  if (auto metadata = api::metadata_of(reply)) {
    adopt_saved(turn, {std::move(*metadata), purpose.value, purpose.is_new, purpose.done});
    return;
  }
  if (reply.status == 412) return open_conflict(turn, purpose);
  Trouble trouble = trouble_in(turn, reply, "Could not save " + key_words(purpose.key));
  announce(turn, trouble.what + ". " + trouble.why);
  if (is_watched) {
    if (trouble.field == "key") editor.key_fault = without_stop(trouble.why);
    fail(editor.save, std::move(trouble));
  } else {
    toast(turn, ToastKind::error, trouble.what + ". " + trouble.why);
  }
}

void adopt_saved(Turn& turn, StoredValue stored) {
  Model& model = turn.model;
  Editor& editor = model.editor;
  const std::string key = stored.metadata.key;
  rebase_draft(editor, stored);
  if (stored.was_new && editor.new_key == key) {
    forget_new_key(editor);
    if (is_new_key_open(model)) {
      editor.open = KeyOpen{key, {}, {}};
      model.list.selected = key;
      model.list.selects_folder = false;
      turn.emit(SetLocationHash{location_of_key(key)});
      model.focus_wish = Field::value;
    }
  }
  if (KeyOpen* open = open_key_named(turn, key)) {
    stop_loading_open(turn);
    open->entry = entry_from(stored);
    open->details = stored.metadata;
    open->comparison.reset();
    load_history(turn);
  }
  if (known_row(model, key)) {
    note_row(model, stored.metadata);
  } else {
    refresh_list(turn);
  }
  toast(turn, ToastKind::success, stored.done.empty() ? "Saved " + key_words(key) : stored.done);
}

}  // namespace keyglass::app
