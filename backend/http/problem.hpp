// Error replies: RFC 9457 problem details for domain errors and for what HTTP itself refuses.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::http {

// The document of a domain error; status and title come from the one table of error codes.
Problem problem_of(const Error& error);

// The document of a refusal by HTTP status alone (404 of an unknown path, 405, 414, …): `code` and title come
// from the status, and so does the detail if it is empty.
Problem problem_of_status(int status, std::string detail = {});

// too_large for a body of `actual` bytes where `limit` are taken.
Error body_too_large(std::uint64_t limit, std::uint64_t actual);

// The reply that carries `problem`: application/problem+json, and Retry-After with 429 and 503, ETag with
// 412. `request_id` is filled in on the way out.
Reply reply_with(const Problem& problem);
Reply reply_with(const Error& error);

// 415 for a body of the type `sent`, with the one that is taken (RFC 9110 section 15.5.16).
Reply refuse_media_type(std::string_view sent, std::string_view taken);

}  // namespace keyglass::http
