// /export and /import: see transfer_handlers.hpp.
#include "http/transfer_handlers.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "http/line_reader.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"
#include "keyglass/glob.hpp"
#include "keyglass/transfer_codecs.hpp"

namespace keyglass::http {
namespace {

constexpr std::string_view lines_type = "application/x-ndjson";
constexpr std::size_t chunk_bytes = 64 * 1024;

// "keyglass-2026-01-31T09-30-00.ndjson": no colon, which some file systems refuse.
std::string file_name(std::int64_t now_ms) {
  std::string time = encode_time(now_ms).substr(0, std::string_view("2026-01-31T09:30:00").size());
  std::ranges::replace(time, ':', '-');
  return "keyglass-" + time + ".ndjson";
}

bool send_entries(const std::vector<storage::Entry>& entries, const ByteSink& sink) {
  std::string buffer;
  for (const storage::Entry& entry : entries) {
    buffer += encode_transfer_line(entry.metadata, entry.value);
    buffer += '\n';
    if (buffer.size() < chunk_bytes) continue;
    if (!sink(buffer)) return false;
    buffer.clear();
  }
  return buffer.empty() || sink(buffer);
}

// Decodes each line and hands it to the importer.
class LineImport {
 public:
  // `access` must outlive this.
  LineImport(service::Importer importer, const service::Access& access, std::size_t line_bytes_max)
      : importer_(std::move(importer)),
        access_(access),
        line_bytes_max_(line_bytes_max),
        lines_(line_bytes_max, [this](const Line& line) { return take(line); }) {}

  Result<ImportReport> run(RequestBody& body) {
    const Status read = body.read_parts([this](std::string_view part) { return lines_.take(part); });
    // What came whole before the sender broke off is in as far as its batch was full; no more is added then.
    if (!read) return read.error();
    lines_.finish();
    return importer_.finish();
  }

 private:
  bool take(const Line& line) {
    if (line.too_long) {
      importer_.fail(line.number,
                     {.code = ErrorCode::too_large,
                      .message = "the line is longer than " + std::to_string(line_bytes_max_) + " bytes"});
      return true;
    }
    if (trim(line.text).empty()) return true;
    auto entry = decode_transfer_line(line.text);
    const Status reached = entry ? access_.check_key(entry.value().key) : entry.error();
    if (reached) return importer_.add(line.number, std::move(entry).value());
    importer_.fail(line.number, reached.error());
    return true;
  }

  service::Importer importer_;
  const service::Access& access_;
  const std::size_t line_bytes_max_;
  LineReader lines_;
};

std::optional<Reply> refuse_type(const Request& request) {
  const auto type = request.header("Content-Type");
  if (!type || equal_ignoring_case(before_parameters(*type), lines_type)) return std::nullopt;
  return refuse_media_type(before_parameters(*type), lines_type);
}

Result<ImportMode> mode_of(const Query& query) {
  const auto mode = import_mode_of(query.get("mode").value_or("replace"));
  if (mode) return *mode;
  return Error{.code = ErrorCode::invalid,
               .message = "mode must be replace, create or dry_run",
               .key = {},
               .field = "mode"};
}

}  // namespace

Reply export_entries(const Api& api, Call& call) {
  service::Selection selection;
  selection.prefix = call.query.get("prefix").value_or("");
  // One that is there but empty was meant to narrow: without it, everything would go out.
  if (const auto glob = call.query.get("glob")) {
    if (const Status checked = check_glob(*glob); !checked) return reply_with(checked.error());
    selection.glob = *glob;
  }
  auto begun = call.timing.store([&] { return api.transfer->begin_export(std::move(selection)); });
  if (!begun) return reply_with(begun.error());
  const std::shared_ptr<service::Export> entries = std::move(begun).value();
  // The first page before the reply: a store that fails then is a problem document, not a body broken off.
  auto first = call.timing.store([&] { return entries->next(); });
  if (!first) return reply_with(first.error());
  Reply reply;
  reply.set("Content-Type", lines_type);
  reply.set("Content-Disposition", "attachment; filename=\"" + file_name(storage::system_time_ms()) + "\"");
  if (entries->revision() != 0) reply.set("Keyglass-Revision", std::to_string(entries->revision()));
  auto page = std::make_shared<std::vector<storage::Entry>>(std::move(first).value());
  reply.stream = [entries, page](const ByteSink& sink) {
    while (true) {
      if (!send_entries(*page, sink)) return false;
      if (entries->at_end()) return true;
      auto next = entries->next();
      if (!next) return false;
      *page = std::move(next).value();
    }
  };
  return reply;
}

Reply import_entries(const Api& api, Call& call) {
  if (auto refusal = refuse_type(call.request)) return *std::move(refusal);
  const auto mode = mode_of(call.query);
  if (!mode) return reply_with(mode.error());
  LineImport import(api.transfer->begin_import(mode.value()), call.access, api.json_bytes_max());
  const auto report = call.timing.store([&] { return import.run(*call.request.body); });
  if (!report) return reply_with(report.error());
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.body = encode_import_report(report.value());
  return reply;
}

}  // namespace keyglass::http
