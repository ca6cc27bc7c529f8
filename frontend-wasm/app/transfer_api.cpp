// Requests that carry files, and what comes back as one.
#include "app/transfer_api.hpp"

#include "app/api.hpp"
#include "app/key_list.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/percent.hpp"
#include "keyglass/transfer_codecs.hpp"

namespace keyglass::app::api {
namespace {

// A file of gigabytes takes its time; the person sees how far it is and can stop it.
constexpr int transfer_timeout_ms = 24 * 60 * 60 * 1000;

std::string_view mode_name(ImportMode mode) {
  if (mode == ImportMode::dry_run) return "dry_run";
  return mode == ImportMode::create ? "create" : "replace";
}

}  // namespace

HttpRequest import_file(const ChosenFile& file, ImportMode mode) {
  return {.method = "POST",
          .target = "/import?mode=" + std::string(mode_name(mode)),
          .headers = {{"Content-Type", "application/x-ndjson"}},
          .timeout_ms = transfer_timeout_ms,
          .file = file.id};
}

std::optional<ImportReport> report_of(const HttpReply& reply) {
  if (!is_success(reply)) return std::nullopt;
  auto report = decode_import_report(reply.body);
  return report.ok() ? std::optional(std::move(report).value()) : std::nullopt;
}

HttpRequest upload_file(const UploadDialog& upload) {
  HttpRequest request{.method = "PUT", .target = "/kv/" + encode_percent(upload.key)};
  if (!upload.content_type.empty()) request.headers.push_back({"Content-Type", upload.content_type});
  const bool replaces = !upload.replaces.empty() && upload.key == upload.replaces;
  request.headers.push_back(replaces ? HttpHeader{"If-Match", upload.if_match}
                                     : HttpHeader{"If-None-Match", "*"});
  request.timeout_ms = transfer_timeout_ms;
  request.file = upload.file.id;
  return request;
}

std::string export_target(std::string_view filter) {
  if (filter.empty()) return "/export";
  return (is_pattern(filter) ? "/export?glob=" : "/export?prefix=") + encode_percent(filter);
}

HttpRequest export_keys(const Selection& selection, std::string file_name) {
  std::string ops;
  for (const std::string& key : selection.keys)
    ops += (ops.empty() ? R"({"op":"get","key":)" : R"(,{"op":"get","key":)") + encode_json_string(key) + "}";
  return {.method = "POST",
          .target = "/batch",
          .headers = {{"Content-Type", "application/json"}},
          .body = "{\"ops\":[" + ops + "]}",
          .timeout_ms = transfer_timeout_ms,
          .save_entries_as = std::move(file_name)};
}

std::string failed_lines(const ImportReport& report) {
  std::string lines;
  for (const FailedLine& line : report.failed) {
    lines += "{\"line\":" + std::to_string(line.line) + ",\"code\":" + encode_json_string(line.code) +
             ",\"detail\":" + encode_json_string(line.detail) + "}\n";
  }
  return lines;
}

}  // namespace keyglass::app::api
