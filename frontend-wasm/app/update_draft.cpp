// Editing the value that is open: as text or as hex, into one draft.
#include <algorithm>
#include <utility>

#include "app/json_check.hpp"
#include "app/json_lines.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

const Entry* open_entry(const Model& model) {
  const KeyOpen* open = open_key(model);
  return open ? shown(open->entry) : nullptr;
}

// The open key's draft, begun from what is stored where there is none; nullptr where nothing can be edited.
Draft* draft_to_edit(Turn& turn) {
  const KeyOpen* open = open_key(turn.model);
  if (!open) return nullptr;
  auto& drafts = turn.model.editor.drafts;
  if (const auto known = drafts.find(open->key); known != drafts.end()) return &known->second;
  const Entry* entry = shown(open->entry);
  if (!entry || !is_whole_value(*entry)) return nullptr;
  Draft draft{entry->value,         editable_line_ends(entry->value),
              entry->etag,          std::string(content_type_of(*open)),
              entry->expires_at_ms, entry->value};
  return &drafts.emplace(open->key, std::move(draft)).first->second;
}

// Where the draft holds what is stored there is nothing to save.
void settle_draft(Turn& turn) {
  const Draft* draft = open_draft(turn.model);
  const Entry* entry = open_entry(turn.model);
  if (draft && entry && !draft->unread && is_whole_value(*entry) && draft->value == entry->value)
    turn.model.editor.drafts.erase(open_key(turn.model)->key);
}

// A text of one line goes on with the line ends that it had.
void note_line_ends(Draft& draft) {
  const std::optional<LineEnds> line_ends = editable_line_ends(draft.value);
  const bool is_one_line = draft.value.find('\n') == std::string::npos;
  if (!line_ends || !draft.line_ends || !is_one_line) draft.line_ends = line_ends;
}

void edit_text(Draft& draft, std::string_view text) {
  if (draft.line_ends && !draft.unread) draft.value = from_editor_text(text, *draft.line_ends);
}

void edit_hex(Draft& draft, const EditHex& action) {
  const HexPart& part = action.part;
  const bool is_other = draft.unread && draft.unread->part != part;
  if (is_other || part.first > part.end || part.end > draft.value.size()) return;
  const HexReading reading = read_hex(action.text);
  if (reading.fault) {
    draft.unread = UnreadHex{action.text, part, *reading.fault};
    return;
  }
  draft.unread.reset();
  draft.value.replace(part.first, part.end - part.first, reading.bytes);
  note_line_ends(draft);
}

// What the text box holds, or "" where the value is no text.
std::string text_of_open(const Model& model) {
  if (is_new_key_open(model)) return model.editor.new_value;
  const auto value = open_value(model);
  return value && value->kind == ValueKind::text ? to_editor_text(value->bytes, value->line_ends) : "";
}

}  // namespace

void rebase_draft(Editor& editor, const StoredValue& stored) {
  const auto found = editor.drafts.find(stored.metadata.key);
  if (found == editor.drafts.end()) return;
  Draft& draft = found->second;
  if (draft.value == stored.value && !draft.unread) {
    editor.drafts.erase(found);
    return;
  }
  // What was typed after the save was sent, now on top of what was saved.
  draft.base_etag = stored.metadata.etag;
  draft.content_type = stored.metadata.content_type;
  draft.expires_at_ms = stored.metadata.expires_at_ms;
  draft.base = stored.value;
}

void forget_save_trouble(Editor& editor) {
  if (trouble_of(editor.save)) editor.save = NotAsked{};
}

void apply(Turn& turn, const EditValue& action) {
  Editor& editor = turn.model.editor;
  forget_save_trouble(editor);
  if (is_new_key_open(turn.model)) {
    editor.new_value = action.text;
  } else if (Draft* draft = draft_to_edit(turn)) {
    edit_text(*draft, action.text);
    settle_draft(turn);
  }
}

void apply(Turn& turn, const EditHex& action) {
  Editor& editor = turn.model.editor;
  forget_save_trouble(editor);
  // Bytes that have become a text are not to turn into another form while they are edited.
  editor.mode = ValueMode::hex;
  Draft* draft = draft_to_edit(turn);
  if (!draft) return;
  edit_hex(*draft, action);
  settle_draft(turn);
}

void apply(Turn& turn, const FormatJson&) {
  const std::string text = text_of_open(turn.model);
  if (check_json(text)) return;
  std::string formatted = format_json(text);
  if (formatted == text) return announce(turn, "Formatted already");
  apply(turn, EditValue{std::move(formatted)});
  announce(turn, "Formatted. Save to keep it.");
}

}  // namespace keyglass::app
