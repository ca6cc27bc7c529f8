// An entry's metadata as HTTP headers, and the conditions that refer to them (RFC 9110 sections 8.8, 13.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "keyglass/messages.hpp"
#include "service/precondition.hpp"

namespace keyglass::http {

// ETag, Last-Modified, Keyglass-Revision, Keyglass-Expires-At; those that the engine does not keep are left
// out.
void set_entry_headers(Reply& reply, const KeyMetadata& metadata);

// If-Match and If-None-Match of a write. Fails with invalid, naming the header as field, for broken syntax.
Result<service::Precondition> precondition_of(const Request& request);

// True if If-None-Match names `etag` (weak comparison) or is `*`: the reply is 304.
bool not_modified(const Request& request, std::string_view etag);

// 304 with the headers that a 200 would have had.
Reply not_modified_reply(const KeyMetadata& metadata);

}  // namespace keyglass::http
