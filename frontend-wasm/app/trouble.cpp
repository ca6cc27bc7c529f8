// The table of failures in words, and how a reply finds its row.
#include "app/trouble.hpp"

#include <array>

#include "app/text.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::app {
namespace {

struct KindRow {
  TroubleKind kind;
  std::string_view why;
  std::string_view remedy;
};

constexpr std::array kind_rows{
    KindRow{TroubleKind::network, "The server did not answer: it may be stopped or unreachable.",
            "Check that keyglass is running. This page tries again by itself."},
    KindRow{TroubleKind::timeout, "The server took too long to answer.",
            "It may be busy. This page tries again by itself."},
    KindRow{TroubleKind::aborted, "The request was stopped.", "Try again."},
    KindRow{TroubleKind::bad_reply, "The answer is not one this app understands.",
            "Check that the address belongs to a Keyglass API of the same version."},
    KindRow{TroubleKind::refused, "The server refused the request.", "Try again."},
};

// Rows with a `code` speak of the API's own codes; rows without one of a status that has no code.
struct RefusalRow {
  std::string_view code;
  int status;
  std::string_view why;
  std::string_view remedy;
};

constexpr std::array refusal_rows{
    RefusalRow{"invalid", 422, "The server found the request invalid.", "Correct it and try again."},
    RefusalRow{"not_found", 404, "The key does not exist or has expired.",
               "Refresh the list to see what is there."},
    RefusalRow{"precondition_failed", 412, "The key was changed by someone else meanwhile.",
               "Compare both values, then decide."},
    RefusalRow{"conflict", 409, "The stored value does not allow this.", "Reload the key and try again."},
    RefusalRow{"too_large", 413, "The value is larger than the server accepts.",
               "Store less, or raise --value-bytes-max on the server."},
    RefusalRow{"unsupported", 501, "This store does not offer it.",
               "Use another store, see keyglass --help."},
    RefusalRow{"unavailable", 503, "The store behind the API does not answer.",
               "This page tries again by itself. If it lasts, look at the server's log."},
    RefusalRow{"compacted", 410, "That version is no longer kept.", "Choose a newer one."},
    RefusalRow{"corrupt", 500, "The stored data of this key is damaged.",
               "Other keys are not affected. Restore this one from a backup."},
    RefusalRow{"", 400, "The server could not read the request.", "Reload the page and try again."},
    RefusalRow{"unauthorized", 401, "The API asks for a token.", "Sign in with a token that may do this."},
    RefusalRow{"forbidden", 403, "The API does not allow this from here.",
               "Check the token's scope, and that this page's origin is allowed (--cors-origin)."},
    RefusalRow{"", 405, "The address does not offer this method.", "Check the API address."},
    RefusalRow{"", 414, "The key is too long for an address.", "Use a shorter key."},
    RefusalRow{"", 415, "The server does not accept this content type.", "Choose another content type."},
    RefusalRow{"", 416, "The requested part of the value does not exist.", "Reload the key."},
    RefusalRow{"", 429, "The server limits how often it is asked.", "Wait a moment, then try again."},
    RefusalRow{"", 431, "The request's headers are too large for the server.", "Use a shorter key."},
    RefusalRow{"", 500, "The server met an internal error.", "Try again; the server's log tells more."},
    RefusalRow{"", 502, "A proxy before the API got no answer from it.", "Check that the API is running."},
    RefusalRow{"", 504, "A proxy before the API waited too long for it.", "Try again in a moment."},
};

TroubleKind kind_of(const HttpReply& reply) {
  switch (reply.failure) {
    case HttpFailure::network:
      return TroubleKind::network;
    case HttpFailure::timeout:
      return TroubleKind::timeout;
    case HttpFailure::aborted:
      return TroubleKind::aborted;
    case HttpFailure::none:
      break;
  }
  const bool success = reply.status >= 200 && reply.status < 300;
  return success ? TroubleKind::bad_reply : TroubleKind::refused;
}

const RefusalRow* refusal_row(std::string_view code, int status) {
  const RefusalRow* of_status = nullptr;
  for (const RefusalRow& row : refusal_rows) {
    if (!code.empty() && row.code == code) return &row;
    // Without a code the row that claims none is closer: a bare 500 is not damaged data.
    if (row.status == status && (!of_status || row.code.empty())) of_status = &row;
  }
  return of_status;
}

std::string reason(const Problem& problem, std::string_view fallback) {
  std::string text = problem.detail.empty() ? std::string(fallback) : sentence(problem.detail);
  if (problem.limit && problem.actual) {
    text += " Limit " + format_count(*problem.limit) + ", found " + format_count(*problem.actual) + ".";
  }
  return text;
}

std::string headline(TroubleKind kind, const Attempt& attempt) {
  const std::string api = attempt.api_url.empty() ? "the API" : "the API at " + attempt.api_url;
  if (kind == TroubleKind::network) return "Can't reach " + api;
  if (kind == TroubleKind::timeout) return "No answer in time from " + api;
  return attempt.what;
}

void fill_refusal(Trouble& trouble, const HttpReply& reply) {
  Problem problem;
  if (auto decoded = decode_problem(reply.body); decoded.ok()) problem = std::move(decoded).value();
  trouble.code = problem.code;
  trouble.field = problem.field;
  trouble.etag = problem.etag;
  trouble.request_id = problem.request_id;
  const RefusalRow* row = refusal_row(problem.code, reply.status);
  trouble.why = reason(problem, row ? row->why : std::string_view(trouble.why));
  if (row) trouble.remedy = row->remedy;
}

}  // namespace

Trouble describe_trouble(const HttpReply& reply, const Attempt& attempt) {
  Trouble trouble;
  trouble.kind = kind_of(reply);
  trouble.status = reply.status;
  trouble.what = headline(trouble.kind, attempt);
  for (const KindRow& row : kind_rows) {
    if (row.kind != trouble.kind) continue;
    trouble.why = row.why;
    trouble.remedy = row.remedy;
  }
  if (trouble.kind == TroubleKind::refused) fill_refusal(trouble, reply);
  return trouble;
}

bool may_pass_by_itself(const Trouble& trouble) {
  if (trouble.kind == TroubleKind::network || trouble.kind == TroubleKind::timeout) return true;
  return trouble.kind == TroubleKind::refused && trouble.status >= 502 && trouble.status <= 504;
}

}  // namespace keyglass::app
