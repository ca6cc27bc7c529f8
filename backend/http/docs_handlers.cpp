// The interactive documentation: see docs_handlers.hpp.
#include "http/docs_handlers.hpp"

#include <array>

#include "http/embedded_files.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"

namespace keyglass::http {
namespace {

// Swagger UI sets styles from its script and shows icons as data: images; its script needs no eval.
constexpr std::string_view docs_policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Reply file_reply(const EmbeddedFile& file) {
  Reply reply;
  reply.set("Content-Type", file.content_type);
  reply.set("Content-Security-Policy", docs_policy);
  reply.set("Vary", "Accept-Encoding");
  if (file.gzipped) reply.set("Content-Encoding", "gzip");
  reply.body = file.bytes;
  return reply;
}

Reply redirect(std::string_view target) {
  Reply reply;
  reply.status = 308;
  reply.set("Location", target);
  return reply;
}

}  // namespace

Reply read_docs(const Api&, Call&) {
  return file_reply(*find_embedded_file("docs.html"));
}

Reply read_docs_asset(const Api&, Call& call) {
  if (call.path_value.empty()) return redirect("/docs");  // one page, one address
  const EmbeddedFile* file = find_embedded_file(call.path_value);
  if (file == nullptr) return reply_with(problem_of_status(404, "the documentation has no such file"));
  const auto accepted = call.request.header("Accept-Encoding");
  if (file->gzipped && (!accepted || weight_of(*accepted, "gzip") == 0)) {
    Reply reply =
        reply_with(problem_of_status(406, "this file is kept compressed: send Accept-Encoding: gzip"));
    reply.set("Vary", "Accept-Encoding");
    return reply;
  }
  return file_reply(*file);
}

}  // namespace keyglass::http
