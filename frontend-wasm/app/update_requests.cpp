// The log of requests, and requests as commands for a shell.
#include <optional>

#include "app/api.hpp"
#include "app/curl.hpp"
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

std::optional<CurlRequest> request_for(const Model& model, CurlOf which) {
  const KeyOpen* open = open_key(model);
  if (which == CurlOf::list) {
    const KeyList& list = model.list;
    const bool folds = shows_tree(model);
    return command_of(
        api::list_keys({list.filter, folds ? list.delimiter : std::string_view(), "", page_rows}));
  }
  if (which == CurlOf::save) {
    auto order = order_of_open(model);
    return order ? std::optional(command_of(save_request(std::move(*order), model.now_ms))) : std::nullopt;
  }
  if (const auto* dialog = std::get_if<LargestDialog>(&model.dialog); dialog && which == CurlOf::sizes)
    return command_of(api::list_keys({dialog->filter, "", "", largest_page_rows}));
  if (const auto* dialog = std::get_if<ConfirmDeleteDialog>(&model.dialog); dialog && which == CurlOf::remove)
    return command_of(api::remove(dialog->key, dialog->etag));
  if (!open) return std::nullopt;
  if (which == CurlOf::remove) return command_of(api::remove(open->key, known_etag(model, open->key)));
  return CurlRequest{"GET", api::download_target(open->key)};
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
  if (const auto request = request_for(turn.model, action.which)) copy_command(turn, *request);
}

}  // namespace keyglass::app
