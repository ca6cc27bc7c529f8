// Metadata as headers, and conditions on it: see entry_headers.hpp.
#include "http/entry_headers.hpp"

#include <algorithm>
#include <utility>

#include "http/http_date.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::http {
namespace {

constexpr std::string_view bytes_mark = ";bytes\"";

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
    list.etags.push_back(entry_etag_of(member));
  }
  if (list.etags.empty()) {
    return Error{.code = ErrorCode::invalid,
                 .message = std::string(name) + " must be * or a list of ETags in double quotes",
                 .key = {},
                 .field = std::string(name)};
  }
  return std::optional(list);
}

std::string_view without_weakness(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

std::optional<std::int64_t> date_in(const Request& request, std::string_view name) {
  const auto text = request.header(name);
  return text ? parse_http_date(*text) : std::nullopt;
}

// Of a read, where If-None-Match stands for itself: it makes 304, not 412.
Result<service::Precondition> match_of(const Request& request) {
  service::Precondition precondition;
  auto match = etag_list_of(request, "If-Match");
  if (!match) return match.error();
  precondition.match = std::move(match).value();
  if (!precondition.match) precondition.unmodified_since_ms = date_in(request, "If-Unmodified-Since");
  return precondition;
}

bool is_empty(const service::Precondition& precondition) {
  return !precondition.match && !precondition.unmodified_since_ms;
}

bool unchanged(const Request& request, const KeyMetadata& metadata) {
  if (request.header("If-None-Match")) return not_modified(request, metadata.etag);
  const auto since = date_in(request, "If-Modified-Since");
  return since && metadata.updated_at_ms != 0 && !service::is_modified_since(metadata, *since);
}

}  // namespace

std::string etag_of_bytes(std::string_view entry_etag) {
  if (entry_etag.empty()) return {};
  return std::string(entry_etag.substr(0, entry_etag.size() - 1)) + std::string(bytes_mark);
}

std::string entry_etag_of(std::string_view etag) {
  if (!etag.ends_with(bytes_mark)) return std::string(etag);
  return std::string(etag.substr(0, etag.size() - bytes_mark.size())) + '"';
}

void set_entry_headers(Reply& reply, const KeyMetadata& metadata) {
  if (!metadata.etag.empty()) reply.set("ETag", metadata.etag);
  if (metadata.updated_at_ms != 0) reply.set("Last-Modified", http_date(metadata.updated_at_ms));
  if (metadata.revision != 0) reply.set("Keyglass-Revision", std::to_string(metadata.revision));
  if (metadata.expires_at_ms) reply.set("Keyglass-Expires-At", encode_time(*metadata.expires_at_ms));
}

Result<service::Precondition> precondition_of(const Request& request) {
  auto precondition = match_of(request);
  if (!precondition) return precondition.error();
  auto none_match = etag_list_of(request, "If-None-Match");
  if (!none_match) return none_match.error();
  precondition.value().none_match = std::move(none_match).value();
  if (auto& list = precondition.value().none_match) {
    for (std::string& etag : list->etags) etag = without_weakness(etag);  // compared weakly: section 13.1.2
  }
  return precondition;
}

std::optional<Reply> answer_by_condition(const Request& request, const KeyMetadata& metadata) {
  const auto precondition = match_of(request);
  if (!precondition) return reply_with(precondition.error());
  if (!is_empty(precondition.value())) {
    KeyMetadata entry = metadata;
    entry.etag = entry_etag_of(metadata.etag);
    const Status held = service::check_precondition(entry.key, precondition.value(), &entry);
    if (!held) return reply_with(held.error());
  }
  if (!unchanged(request, metadata)) return std::nullopt;
  Reply reply;
  reply.status = 304;
  set_entry_headers(reply, metadata);
  return reply;
}

bool not_modified(const Request& request, std::string_view etag) {
  const auto text = find_list(request.headers, "If-None-Match");
  if (!text) return false;
  if (trim(*text) == "*") return true;
  const auto members = split_list(*text);
  return std::ranges::any_of(members,
                             [&](std::string_view member) { return without_weakness(member) == etag; });
}

}  // namespace keyglass::http
