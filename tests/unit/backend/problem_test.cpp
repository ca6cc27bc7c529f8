// Problem documents: domain errors and refusals by status.
#include "http/problem.hpp"

#include <catch2/catch_test_macros.hpp>

#include "keyglass/error_codes.hpp"
#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

TEST_CASE("Every domain error becomes the status and code of the one table") {
  for (const ErrorCodeInfo& info : error_codes) {
    const Problem problem = problem_of(Error{.code = info.code, .message = "why", .key = "k", .field = "f"});
    CHECK(problem.status == info.http_status);
    CHECK(problem.code == info.name);
    CHECK(problem.title == info.title);
    CHECK(problem.detail == "why");
    CHECK(problem.key == "k");
    CHECK(problem.field == "f");
    CHECK(problem.type.ends_with(info.name));
  }
}

TEST_CASE("Every status that the server refuses with has words of its own") {
  for (const int status : {400, 403, 404, 405, 406, 413, 414, 415, 416, 431, 500, 501}) {
    CAPTURE(status);
    const Problem problem = problem_of_status(status, "why");
    CHECK(problem.status == status);
    CHECK(problem.code != "error");
    CHECK(problem.detail == "why");
  }
  for (const int status : {400, 413, 414, 431, 500, 501})
    CHECK_FALSE(problem_of_status(status).detail.empty());
}

TEST_CASE("An unavailable store says when to try again; a failed condition gives the ETag") {
  const Reply unavailable = reply_with(Error{.code = ErrorCode::unavailable, .message = "gone"});
  CHECK(unavailable.status == 503);
  CHECK(test::header_of(unavailable, "Retry-After") == "1");
  Error failed{.code = ErrorCode::precondition_failed, .message = "changed"};
  failed.etag = "\"7\"";
  CHECK(test::header_of(reply_with(failed), "ETag") == "\"7\"");
}

}  // namespace
}  // namespace keyglass::http
