// export and import: see client.hpp.
#include <unistd.h>

#include "cli/client.hpp"
#include "cli/output.hpp"
#include "keyglass/transfer_codecs.hpp"

namespace keyglass::cli {
namespace {

constexpr const char* lines_type = "application/x-ndjson";

std::string counts_of(const ImportReport& report) {
  std::string text = "imported " + std::to_string(report.imported) + ", skipped " +
                     std::to_string(report.skipped) + ", failed " + std::to_string(report.failed_count) +
                     "\n";
  if (!report.preview) return text;
  text += "would create " + std::to_string(report.preview->would_create) + ", would replace " +
          std::to_string(report.preview->would_replace) + ", unchanged " +
          std::to_string(report.preview->unchanged) + "\n";
  for (const std::string& key : report.preview->conflicts) text += "would replace: " + printable(key) + "\n";
  return text;
}

std::string failures_of(const ImportReport& report) {
  std::string text;
  for (const FailedLine& line : report.failed) {
    text += "keyglass: line " + std::to_string(line.line) + ": " + printable(line.detail) + " (" +
            printable(line.code) + ")\n";
  }
  if (report.failed_count > report.failed.size()) {
    text += "keyglass: and " + std::to_string(report.failed_count - report.failed.size()) + " more lines\n";
  }
  return text;
}

int report_on(const Client& client, const ApiReply& reply) {
  const auto report = decode_import_report(reply.body);
  if (!report) return fail_with(client, reply);
  (void)write_all(STDERR_FILENO, failures_of(report.value()), "stderr");
  const int code = print(client.as_json ? reply.body + "\n" : counts_of(report.value()));
  return code == exit_done && report.value().failed_count > 0 ? exit_failed : code;
}

}  // namespace

int export_entries(const Client& client) {
  auto out = OutputFile::create(client.options.file);
  if (!out) return fail_with(out.error());
  const std::string target =
      "/export" + query_of({{"prefix", client.options.prefix}, {"glob", client.options.glob}});
  const auto reply =
      client.api.send({"GET", target}, [&out](std::string_view bytes) { return out.value().write(bytes); });
  if (!reply) return fail_with(reply.error());
  if (!is_success(reply.value())) return fail_with(client, reply.value());
  const Status finished = out.value().finish();
  return finished ? exit_done : fail_with(finished.error());
}

int import_entries(const Client& client) {
  auto in = InputFile::open(client.options.file);
  if (!in) return fail_with(in.error());
  ApiRequest request{"POST", "/import" + query_of({{"mode", client.options.mode}})};
  request.content_type = lines_type;
  request.source = [&in] { return in.value().read(); };
  const auto reply = client.api.send(request);
  if (!reply) return fail_with(reply.error());
  if (!is_success(reply.value())) return fail_with(client, reply.value());
  return report_on(client, reply.value());
}

}  // namespace keyglass::cli
