// Replies as bytes (RFC 9112 sections 4, 6 and 7.1). Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace keyglass::http {

// What of the connection shows in an answer.
struct AnswerFraming {
  bool http_1_0 = false;
  bool last = false;  // the connection ends after it
};

// Status line and headers with the empty line, but no byte of the body. A streamed body is sent in chunks; to
// HTTP/1.0 it is sent as it is, and `last` must be set.
std::string head_of(const Reply& reply, const AnswerFraming& framing);

// Part of a streamed body, not empty, as a chunk; and what ends one that is whole.
std::string chunk_of(std::string_view bytes);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

inline constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace keyglass::http
