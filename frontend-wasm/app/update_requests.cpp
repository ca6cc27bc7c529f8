// The log of requests, and requests as commands for a shell.
#include <optional>

#include "app/api.hpp"
#include "app/curl.hpp"
#include "app/transfer_api.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

void copy_command(Turn& turn, const CurlRequest& request) {
  const Model& model = turn.model;
  turn.emit(CopyText{curl_command(request, model.api_url, model.server.has_token)});
  toast(
      turn, ToastKind::info,
      model.server.has_token ? "Copied as curl. It reads the token from $KEYGLASS_TOKEN." : "Copied as curl");
}

CurlRequest command_of(HttpRequest request) {
  return {std::move(request.method), std::move(request.target), std::move(request.headers),
          std::move(request.body)};
}

CurlRequest command_of(HttpRequest request, const ChosenFile& file) {
  CurlRequest command = command_of(std::move(request));
  command.body_file = file.name;
  return command;
}

using Command = std::optional<CurlRequest>;

Command command_of(const std::optional<HttpRequest>& request) {
  return request ? Command(command_of(*request)) : std::nullopt;
}

Command command_of(std::optional<SaveOrder> order, std::int64_t now_ms) {
  return order ? Command(command_of(save_request(std::move(*order), now_ms))) : std::nullopt;
}

Command command_of_dialog(const Model& model) {
  const Dialog& dialog = model.dialog;
  if (const auto* removal = std::get_if<ConfirmDeleteDialog>(&dialog))
    return command_of(api::remove(removal->key, removal->etag));
  if (const auto* largest = std::get_if<LargestDialog>(&dialog))
    return command_of(api::list_keys({largest->filter, "", "", largest_page_rows}));
  if (const auto* bulk = std::get_if<BulkDialog>(&dialog)) return command_of(plan_request(*bulk));
  if (const auto* lines = std::get_if<ImportDialog>(&dialog))
    return command_of(import_request(*lines), lines->file);
  if (const auto* upload = std::get_if<UploadDialog>(&dialog))
    return command_of(api::upload_file(*upload), upload->file);
  return command_of(order_of_settings(model), model.now_ms);
}

Command command_of_export(const Selection& selection) {
  if (selection.whole) return CurlRequest{"GET", api::export_target(*selection.whole)};
  return command_of(api::export_keys(selection, ""));
}

Command command_of_list(const KeyList& list) {
  return command_of(api::list_keys({list.filter, list.delimiter, "", page_rows}));
}

Command command_for(const Model& model, CurlOf which) {
  const KeyOpen* open = open_key(model);
  switch (which) {
    case CurlOf::dialog:
      return command_of_dialog(model);
    case CurlOf::list:
      return command_of_list(model.list);
    case CurlOf::export_list:
      return CurlRequest{"GET", api::export_target(model.list.filter)};
    case CurlOf::export_selected:
      return command_of_export(model.selection);
    case CurlOf::save:
      return command_of(order_of_open(model), model.now_ms);
    case CurlOf::restore:
      return command_of(order_of_restore(model), model.now_ms);
    case CurlOf::undo:
      return command_of(undo_request(model));
    case CurlOf::read:
      return open ? Command(CurlRequest{"GET", api::download_target(open->key)}) : std::nullopt;
    case CurlOf::remove:
      break;
  }
  return open ? Command(command_of(api::remove(open->key, known_etag(model, open->key)))) : std::nullopt;
}

}  // namespace

void apply(Turn& turn, const OpenRequests&) {
  turn.model.dialog = RequestsDialog{};
}

void apply(Turn& turn, const ChooseRequest& action) {
  auto* dialog = std::get_if<RequestsDialog>(&turn.model.dialog);
  if (dialog && action.index < turn.model.request_log.size()) dialog->chosen = action.index;
}

void apply(Turn& turn, const CopyLoggedRequest&) {
  const auto* dialog = std::get_if<RequestsDialog>(&turn.model.dialog);
  if (!dialog || dialog->chosen >= turn.model.request_log.size()) return;
  copy_command(turn, as_curl_request(turn.model.request_log[dialog->chosen]));
}

void apply(Turn& turn, const CopyRequest& action) {
  const Command command = command_for(turn.model, action.which);
  command ? copy_command(turn, *command) : toast(turn, ToastKind::info, "There is nothing to send yet");
}

}  // namespace keyglass::app
