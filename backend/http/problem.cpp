// Error replies: see problem.hpp.
#include "http/problem.hpp"

#include <array>

#include "keyglass/codecs.hpp"
#include "keyglass/error_codes.hpp"

namespace keyglass::http {
namespace {

struct StatusRow {
  int status;
  std::string_view code;
  std::string_view title;
  std::string_view detail;  // where the place that refuses has nothing better to say
};

constexpr std::array status_rows{
    StatusRow{400, "bad_request", "The request could not be understood",
              "this is not an HTTP/1.1 request as RFC 9112 describes it"},
    StatusRow{403, "forbidden", "Not allowed", ""},
    StatusRow{404, "not_found", "Not found", "there is nothing here"},
    StatusRow{405, "method_not_allowed", "This method is not offered here", ""},
    StatusRow{406, "not_acceptable", "No form of it that the request accepts", ""},
    StatusRow{411, "length_required", "The length of the body is not told",
              "send Content-Length, 0 for an empty body"},
    StatusRow{413, "too_large", "Too large", "the request body is too large"},
    StatusRow{414, "uri_too_long", "The address is too long", "the request target is too long"},
    StatusRow{415, "unsupported_media_type", "This media type is not taken here", ""},
    StatusRow{416, "range_not_satisfiable", "The value does not have this range", ""},
    StatusRow{431, "headers_too_large", "The request headers are too large",
              "the request headers are too many or too long"},
    StatusRow{500, "internal", "The server failed",
              "the request could not be completed; the log has it under this request id"},
    StatusRow{501, "not_implemented", "This server does not offer it",
              "this server does not know the method"},
};

std::string type_of(std::string_view code) {
  return "urn:keyglass:error:" + std::string(code);
}

}  // namespace

Problem problem_of(const Error& error) {
  const ErrorCodeInfo& info = error_code_info(error.code);
  Problem problem;
  problem.type = type_of(info.name);
  problem.title = info.title;
  problem.status = info.http_status;
  problem.detail = error.message;
  problem.code = info.name;
  problem.key = error.key;
  problem.field = error.field;
  problem.etag = error.etag;
  problem.limit = error.limit;
  problem.actual = error.actual;
  problem.revision = error.revision;
  return problem;
}

Problem problem_of_status(int status, std::string detail) {
  Problem problem;
  problem.status = status;
  problem.detail = std::move(detail);
  problem.code = "error";
  problem.title = "The request failed";
  for (const StatusRow& row : status_rows) {
    if (row.status != status) continue;
    problem.code = row.code;
    problem.title = row.title;
    if (problem.detail.empty()) problem.detail = row.detail;
  }
  problem.type = type_of(problem.code);
  return problem;
}

Error body_too_large(std::uint64_t limit, std::uint64_t actual) {
  return Error{.code = ErrorCode::too_large,
               .message = "the request body is too large",
               .key = {},
               .field = {},
               .etag = {},
               .limit = limit,
               .actual = actual};
}

Reply reply_with(const Problem& problem) {
  Reply reply;
  reply.status = problem.status;
  reply.set("Content-Type", "application/problem+json");
  if (problem.status == 503 || problem.status == 429) reply.set("Retry-After", "1");
  if (problem.status == 412 && !problem.etag.empty()) reply.set("ETag", problem.etag);
  reply.problem = problem;
  return reply;
}

Reply refuse_media_type(std::string_view sent, std::string_view taken) {
  Reply reply = reply_with(problem_of_status(
      415, "the body came as \"" + std::string(sent) + "\": send Content-Type: " + std::string(taken)));
  reply.set("Accept", taken);
  return reply;
}

Reply reply_with(const Error& error) {
  return reply_with(problem_of(error));
}

}  // namespace keyglass::http
