// Sending, announcing, and questions about the model that several parts ask.
#include "app/update_parts.hpp"

#include "app/text.hpp"

namespace keyglass::app {
namespace {

constexpr std::int64_t toast_lasts_ms = 5'000;
constexpr std::int64_t error_toast_lasts_ms = 10'000;

}  // namespace

std::uint64_t send(Turn& turn, HttpRequest request, Purpose purpose) {
  request.id = ++turn.model.last_id;
  LoggedRequest sent;
  sent.method = request.method;
  sent.target = request.target;
  sent.headers = request.headers;
  // A file is a body that the app never held.
  sent.body_bytes = request.body.size() + (request.file != 0);
  if (request.body.size() <= logged_body_bytes_max) sent.body = request.body;
  // Never assigned: that would take code for every pair of purposes.
  turn.model.pending.emplace(request.id, PendingRequest{std::move(sent), std::move(purpose)});
  const std::uint64_t id = request.id;
  turn.emit(SendRequest{std::move(request)});
  return id;
}

Trouble trouble_in(const Turn& turn, const HttpReply& reply, std::string what) {
  return describe_trouble(reply, {std::move(what), turn.model.api_url});
}

void announce(Turn& turn, std::string text) {
  turn.model.announcement = std::move(text);
}

void toast(Turn& turn, ToastKind kind, std::string text) {
  auto& toasts = turn.model.toasts;
  announce(turn, text);
  std::erase_if(toasts, [&](const Toast& shown) { return shown.text == text; });
  const std::int64_t lasts_ms = kind == ToastKind::error ? error_toast_lasts_ms : toast_lasts_ms;
  toasts.push_back({++turn.model.last_id, kind, std::move(text), turn.model.now_ms + lasts_ms});
  if (toasts.size() > toasts_max) toasts.erase(toasts.begin());
}

void forget_new_key(Editor& editor) {
  editor.new_key.clear();
  editor.new_value.clear();
  editor.hides_new_value = false;
  editor.key_fault.clear();
}

std::string key_words(std::string_view key) {
  return shorten(key, 80);
}

const KeyOpen* open_key(const Model& model) {
  return std::get_if<KeyOpen>(&model.editor.open);
}

bool may_write(const Model& model) {
  const auto& told = model.server.told;
  return !told || told->scope == "write" || told->scope == "admin";
}

bool is_new_key_open(const Model& model) {
  return std::holds_alternative<NewKeyOpen>(model.editor.open);
}

const Draft* open_draft(const Model& model) {
  const KeyOpen* open = open_key(model);
  if (!open) return nullptr;
  const auto draft = model.editor.drafts.find(open->key);
  return draft == model.editor.drafts.end() ? nullptr : &draft->second;
}

std::optional<OpenValue> open_value(const Model& model) {
  const KeyOpen* open = open_key(model);
  const Entry* entry = open ? shown(open->entry) : nullptr;
  if (const Draft* draft = open_draft(model)) {
    return OpenValue{draft->value, draft->value.size(), draft->line_ends ? ValueKind::text : ValueKind::bytes,
                     draft->line_ends.value_or(LineEnds::lf)};
  }
  if (!entry) return std::nullopt;
  OpenValue value{entry->value, entry->size_bytes, ValueKind::large};
  if (!is_whole_value(*entry)) return value;
  const std::optional<LineEnds> line_ends = editable_line_ends(entry->value);
  value.kind = line_ends ? ValueKind::text : ValueKind::bytes;
  value.line_ends = line_ends.value_or(LineEnds::lf);
  return value;
}

bool has_unsaved_changes(const Model& model) {
  if (is_new_key_open(model)) return !model.editor.new_key.empty() || !model.editor.new_value.empty();
  return open_draft(model) != nullptr;
}

bool has_any_draft(const Model& model) {
  const Editor& editor = model.editor;
  return !editor.drafts.empty() || !editor.new_key.empty() || !editor.new_value.empty();
}

std::string_view content_type_of(const KeyOpen& open) {
  const Entry* entry = shown(open.entry);
  if (entry && !entry->content_type.empty()) return entry->content_type;
  const KeyMetadata* details = shown(open.details);
  return details ? details->content_type : std::string_view();
}

bool is_draft_outdated(const Model& model) {
  const Draft* draft = open_draft(model);
  if (!draft) return false;
  const Entry* entry = shown(open_key(model)->entry);
  return entry && entry->etag != draft->base_etag;
}

bool can_save(const Model& model) {
  if (is_loading(model.editor.save)) return false;
  return is_new_key_open(model) ? !model.editor.new_key.empty() : open_draft(model) != nullptr;
}

}  // namespace keyglass::app
