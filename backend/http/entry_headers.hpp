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

// One address has two forms of a value where Accept chooses: the pair, with the entry's ETag, and the bytes,
// with this one, so that no cache takes one for the other (RFC 9110 section 8.8.3.3). Empty for an empty one.
std::string etag_of_bytes(std::string_view entry_etag);

// The ETag of the entry that either form's stands for.
std::string entry_etag_of(std::string_view etag);

// If-Match, If-None-Match and (without the first) If-Unmodified-Since of a write. Fails with invalid, naming
// the header as field, for broken ETags; a broken date is passed over.
Result<service::Precondition> precondition_of(const Request& request);

// The reply to a read, of what has the ETag of `metadata`, whose conditions, in their order (RFC 9110
// section 13.2.2), keep it from being answered with what is there: 412, 304, or 422 as above. nullopt: answer
// it.
std::optional<Reply> answer_by_condition(const Request& request, const KeyMetadata& metadata);

// True if If-None-Match names `etag` (weak comparison) or is `*`: the reply is 304.
bool not_modified(const Request& request, std::string_view etag);

}  // namespace keyglass::http
