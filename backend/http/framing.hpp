// Where a request's body ends, and whether its connection goes on (RFC 9112 sections 6 and 9). Pure
// functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace keyglass::http {

// The refusal of a body whose end cannot be known: 501 for a transfer coding other than chunked, 400 for a
// Content-Length that is no number. What follows it on the connection means nothing. nullopt if all is well.
std::optional<Problem> framing_fault(const Headers& headers);

// True if the client asks for the connection to end after the answer.
bool asks_to_close(const Headers& headers);

// True if the client holds its body back until a 100 asks for it (RFC 9110 section 10.1.1).
bool expects_continue(const Request& request);

// True if a body that no handler wanted is worth reading to its end, so that its connection can go on: its
// length is known and little more than `body_bytes_max`, the most that a handler takes.
bool is_short_body(const Request& request, std::uint64_t body_bytes_max);

// A whole answer as bytes, the last of its connection. `status` is a code and its phrase; `reply` is not
// streamed.
std::string closing_answer(std::string_view status, const Reply& reply);

}  // namespace keyglass::http
