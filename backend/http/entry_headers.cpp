// Metadata as headers, and conditions on it: see entry_headers.hpp.
#include "http/entry_headers.hpp"

#include <algorithm>

#include "http/text.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::http {
namespace {

bool is_etag(std::string_view text) {
  if (text.starts_with("W/")) text.remove_prefix(2);
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' &&
         text.find('"', 1) == text.size() - 1;
}

// Strong comparison is by the whole text, so a weak ETag (W/"…") in the list equals none of ours.
Result<std::optional<service::EtagList>> etag_list_of(const Request& request, std::string_view name) {
  const auto text = find_list(request.headers, name);
  if (!text) return std::optional<service::EtagList>{};
  service::EtagList list;
  if (trim(*text) == "*") {
    list.any = true;
    return std::optional(list);
  }
  for (const std::string_view member : split_list(*text)) {
    if (!is_etag(member)) list.etags.clear();
    if (!is_etag(member)) break;
    list.etags.emplace_back(member);
  }
  if (list.etags.empty()) {
    return Error{.code = ErrorCode::invalid,
                 .message = std::string(name) + " must be * or a list of ETags in double quotes",
                 .key = {},
                 .field = std::string(name)};
  }
  return std::optional(list);
}

}  // namespace

void set_entry_headers(Reply& reply, const KeyMetadata& metadata) {
  if (!metadata.etag.empty()) reply.set("ETag", metadata.etag);
  if (metadata.updated_at_ms != 0) reply.set("Last-Modified", http_date(metadata.updated_at_ms));
  if (metadata.revision != 0) reply.set("Keyglass-Revision", std::to_string(metadata.revision));
  if (metadata.expires_at_ms) reply.set("Keyglass-Expires-At", encode_time(*metadata.expires_at_ms));
}

Result<service::Precondition> precondition_of(const Request& request) {
  service::Precondition precondition;
  auto match = etag_list_of(request, "If-Match");
  if (!match) return match.error();
  auto none_match = etag_list_of(request, "If-None-Match");
  if (!none_match) return none_match.error();
  precondition.match = std::move(match).value();
  precondition.none_match = std::move(none_match).value();
  return precondition;
}

bool not_modified(const Request& request, std::string_view etag) {
  const auto text = find_list(request.headers, "If-None-Match");
  if (!text) return false;
  if (trim(*text) == "*") return true;
  const auto members = split_list(*text);
  return std::ranges::any_of(members, [&](std::string_view member) {
    if (member.starts_with("W/")) member.remove_prefix(2);
    return member == etag;
  });
}

Reply not_modified_reply(const KeyMetadata& metadata) {
  Reply reply;
  reply.status = 304;
  reply.set("Vary", "Accept");
  set_entry_headers(reply, metadata);
  return reply;
}

}  // namespace keyglass::http
