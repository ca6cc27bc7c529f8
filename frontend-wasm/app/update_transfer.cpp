// Files in and out: a dry run before each import, uploads under a condition, exports as downloads.
#include "app/api.hpp"
#include "app/text.hpp"
#include "app/transfer_api.hpp"
#include "app/update_parts.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass::app {
namespace {

constexpr std::string_view export_name = "keyglass.ndjson";

bool is_lines_name(std::string_view name) {
  return name.ends_with(".ndjson") || name.ends_with(".jsonl");
}

void open_import(Turn& turn, const ChosenFile& file) {
  ImportDialog dialog;
  dialog.file = file;
  dialog.preview = Loading<ImportReport>{send(turn, import_request(dialog), ForImport{}), {}};
  turn.model.dialog = std::move(dialog);
}

void open_upload(Turn& turn, const ChosenFile& file) {
  UploadDialog dialog;
  dialog.file = file;
  dialog.content_type = file.type;
  if (turn.model.server.told) dialog.bytes_max = turn.model.server.told->value_bytes_max;
  const KeyOpen* open = open_key(turn.model);
  const Entry* entry = open ? shown(open->entry) : nullptr;
  if (entry) {
    dialog.key = dialog.replaces = open->key;
    dialog.if_match = entry->etag;
  } else {
    const std::string& typed = turn.model.editor.new_key;
    dialog.key = is_new_key_open(turn.model) && !typed.empty() ? typed : file.name;
  }
  turn.model.dialog = std::move(dialog);
}

std::string import_words(const ImportReport& report) {
  std::string words = "Imported " + format_counted(report.imported, "key");
  if (report.skipped > 0) words += ", skipped " + format_count(report.skipped);
  if (report.failed_count > 0) words += ", " + format_counted(report.failed_count, "line") + " failed";
  return words;
}

std::string preview_words(const ImportReport& report) {
  const ImportReport::Preview preview = report.preview.value_or(ImportReport::Preview{});
  return format_count(preview.would_create) + " new, " + format_count(preview.would_replace) +
         " would be replaced, " + format_counted(report.failed_count, "broken line");
}

void fail_aloud(Turn& turn, Remote<ImportReport>& remote, Trouble trouble) {
  announce(turn, trouble.what + ". " + trouble.why);
  fail(remote, std::move(trouble));
}

}  // namespace

HttpRequest import_request(const ImportDialog& dialog) {
  return api::import_file(dialog.file, shown(dialog.preview) ? dialog.mode : ImportMode::dry_run);
}

bool is_too_large(const UploadDialog& dialog) {
  return dialog.bytes_max > 0 && dialog.file.size_bytes > dialog.bytes_max;
}

void apply(Turn& turn, const ChooseFileFor& action) {
  turn.emit(ChooseFile{action.use});
}

void apply(Turn& turn, const FileChosen& action) {
  if (!std::holds_alternative<NoDialog>(turn.model.dialog)) return turn.emit(ForgetFile{action.file.id});
  const bool is_import =
      action.use == FileUse::import || (action.use == FileUse::dropped && is_lines_name(action.file.name));
  is_import ? open_import(turn, action.file) : open_upload(turn, action.file);
}

void apply(Turn& turn, const FileSent& action) {
  if (auto* dialog = std::get_if<ImportDialog>(&turn.model.dialog)) {
    const bool is_ours =
        is_loading(dialog->preview, action.request_id) || is_loading(dialog->result, action.request_id);
    if (is_ours) dialog->sent_bytes = action.bytes;
  } else if (auto* upload = std::get_if<UploadDialog>(&turn.model.dialog)) {
    if (is_loading(upload->upload, action.request_id)) upload->sent_bytes = action.bytes;
  }
}

void apply(Turn& turn, const SetImportMode& action) {
  if (auto* dialog = std::get_if<ImportDialog>(&turn.model.dialog)) dialog->mode = action.mode;
}

void apply(Turn& turn, const StartImport&) {
  auto* dialog = std::get_if<ImportDialog>(&turn.model.dialog);
  const bool is_seen = dialog && !is_loading(dialog->preview) && shown(dialog->preview);
  if (!is_seen || is_loading(dialog->result)) return;
  dialog->sent_bytes = 0;
  dialog->result = Loading<ImportReport>{send(turn, import_request(*dialog), ForImport{}), {}};
}

void apply(Turn& turn, const SaveFailedLines&) {
  const auto* dialog = std::get_if<ImportDialog>(&turn.model.dialog);
  const ImportReport* result = dialog ? shown(dialog->result) : nullptr;
  const ImportReport* report = result || !dialog ? result : shown(dialog->preview);
  if (report) turn.emit(SaveText{"failed-lines.ndjson", api::failed_lines(*report)});
}

void apply(Turn& turn, const EditUploadKey& action) {
  if (auto* dialog = std::get_if<UploadDialog>(&turn.model.dialog)) {
    dialog->key = action.key;
    dialog->key_fault.clear();
  }
}

void apply(Turn& turn, const EditUploadType& action) {
  if (auto* dialog = std::get_if<UploadDialog>(&turn.model.dialog)) dialog->content_type = action.text;
}

void apply(Turn& turn, const StartUpload&) {
  auto* dialog = std::get_if<UploadDialog>(&turn.model.dialog);
  if (!dialog || is_loading(dialog->upload) || is_too_large(*dialog)) return;
  if (const Status rules = check_key(dialog->key); !rules.ok()) {
    dialog->key_fault = rules.error().message;
    return announce(turn, dialog->key_fault);
  }
  dialog->sent_bytes = 0;
  dialog->upload = Loading<Done>{send(turn, api::upload_file(*dialog), ForUpload{}), {}};
}

void apply(Turn& turn, const StopTransfer&) {
  abort_all<ForImport>(turn);
  abort_all<ForUpload>(turn);
  if (auto* dialog = std::get_if<ImportDialog>(&turn.model.dialog)) {
    // What came whole before the end is in: the list is asked for again.
    if (is_loading(dialog->result)) refresh_list(turn);
    dialog->result = NotAsked{};
    if (is_loading(dialog->preview)) dialog->preview = NotAsked{};
  }
  if (auto* dialog = std::get_if<UploadDialog>(&turn.model.dialog)) dialog->upload = NotAsked{};
  announce(turn, "Stopped");
}

void leave_transfer(Turn& turn) {
  abort_all<ForImport>(turn);
  abort_all<ForUpload>(turn);
  if (const auto* dialog = std::get_if<ImportDialog>(&turn.model.dialog))
    turn.emit(ForgetFile{dialog->file.id});
  if (const auto* dialog = std::get_if<UploadDialog>(&turn.model.dialog))
    turn.emit(ForgetFile{dialog->file.id});
}

void apply(Turn& turn, const ExportFiltered&) {
  turn.emit(Download{api::export_target(turn.model.list.filter), std::string(export_name)});
  announce(turn, "Exporting");
}

void apply(Turn& turn, const ExportSelected&) {
  const Selection& selection = turn.model.selection;
  if (selection.whole) {
    turn.emit(Download{api::export_target(*selection.whole), std::string(export_name)});
    return announce(turn, "Exporting");
  }
  if (selection.keys.empty()) return;
  send(turn, api::export_keys(selection, std::string(export_name)), ForExport{selection.keys.size()});
  announce(turn, "Exporting " + format_counted(selection.keys.size(), "key"));
}

void finish(Turn& turn, const ForImport&, const HttpReply& reply) {
  auto* dialog = std::get_if<ImportDialog>(&turn.model.dialog);
  if (!dialog) return;
  const bool is_preview = is_loading(dialog->preview, reply.id);
  if (!is_preview && !is_loading(dialog->result, reply.id)) return;
  Remote<ImportReport>& remote = is_preview ? dialog->preview : dialog->result;
  auto report = api::report_of(reply);
  if (!report) {
    fail_aloud(
        turn, remote,
        trouble_in(turn, reply, is_preview ? "Could not look at the file" : "Could not import the file"));
    if (!is_preview) refresh_list(turn);
    return;
  }
  announce(turn, is_preview ? preview_words(*report) : import_words(*report));
  remote = std::move(*report);
  if (is_preview) return;
  refresh_list(turn);
  reload_open(turn);
}

void finish(Turn& turn, const ForUpload&, const HttpReply& reply) {
  auto* dialog = std::get_if<UploadDialog>(&turn.model.dialog);
  if (!dialog || !is_loading(dialog->upload, reply.id)) return;
  if (!api::is_success(reply)) {
    Trouble trouble = trouble_in(turn, reply, "Could not upload the file");
    if (reply.status == 412 && dialog->key != dialog->replaces) {
      trouble.why = "This key exists already.";
      trouble.remedy = "Open it first to replace its value, or choose another key.";
    }
    announce(turn, trouble.what + ". " + trouble.why);
    return fail(dialog->upload, std::move(trouble));
  }
  const std::string key = dialog->key;
  turn.emit(ForgetFile{dialog->file.id});
  turn.model.dialog = NoDialog{};
  if (turn.model.editor.new_key == key) forget_new_key(turn.model.editor);
  const KeyOpen* open = open_key(turn.model);
  open && open->key == key ? reload_open(turn) : apply(turn, OpenKey{key});
  refresh_list(turn);
  toast(turn, ToastKind::success, "Stored " + key_words(key));
}

void finish(Turn& turn, const ForExport& purpose, const HttpReply& reply) {
  if (api::is_success(reply))
    return toast(turn, ToastKind::success, "Exported " + format_counted(purpose.keys, "key"));
  const Trouble trouble = trouble_in(turn, reply, "Could not export the keys");
  toast(turn, ToastKind::error, trouble.what + ". " + trouble.why);
}

}  // namespace keyglass::app
