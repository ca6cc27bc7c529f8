// One failure in words for people: what happened, why, and what to do. Pure functions; any thread.
// One table (trouble.cpp) holds the words for every kind of failure and every error code of the API.
#pragma once

#include <string>
#include <string_view>

#include "app/http.hpp"

namespace keyglass::app {

// Kinds are kept apart because each has another remedy.
enum class TroubleKind {
  network,    // no exchange took place
  timeout,    // no complete answer in time
  aborted,    // stopped by this app
  bad_reply,  // an answer came that this app cannot read
  refused,    // the API answered with an error: see `code` and `status`
};

struct Trouble {
  TroubleKind kind = TroubleKind::network;
  int status = 0;          // HTTP status, 0 if there was none
  std::string code;        // the problem document's `code`, or empty
  std::string field;       // the request member concerned, or empty
  std::string etag;        // the current ETag when a condition failed, or empty
  std::string what;        // one sentence: what could not be done
  std::string why;         // one sentence: the cause as far as known
  std::string remedy;      // one sentence: what helps
  std::string request_id;  // to find the request in the server's log, or empty

  bool operator==(const Trouble&) const = default;
};

// What was attempted and where; the words of `what`.
struct Attempt {
  std::string what;     // "Could not save user:777"
  std::string api_url;  // for people: "http://localhost:8000"
};

// The trouble that `reply` tells of. For a reply that is a success (2xx), its body could not be understood.
Trouble describe_trouble(const HttpReply& reply, const Attempt& attempt);

// True if trying the same again later may help, with nothing changed by the person.
bool may_pass_by_itself(const Trouble& trouble);

}  // namespace keyglass::app
