// GET /history/{key}: see history_handlers.hpp.
#include "http/history_handlers.hpp"

#include <limits>
#include <utility>

#include "http/problem.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/limits.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::http {
namespace {

std::string_view name_of(storage::ChangeKind kind) {
  switch (kind) {
    case storage::ChangeKind::put:
      return "put";
    case storage::ChangeKind::deleted:
      return "delete";
    case storage::ChangeKind::expired:
      return "expire";
  }
  return "put";
}

KeyVersion version_of(storage::Version& version) {
  return {.revision = version.metadata.revision,
          .op = std::string(name_of(version.kind)),
          .size_bytes = version.metadata.size_bytes,
          .updated_at_ms = version.metadata.updated_at_ms,
          .expires_at_ms = version.metadata.expires_at_ms,
          .content_type = std::move(version.metadata.content_type)};
}

std::string next_link(const storage::VersionQuery& query, std::uint64_t next) {
  return "</history/" + encode_percent(query.key) + "?limit=" + std::to_string(query.limit) +
         "&before=" + std::to_string(next) + ">; rel=\"next\"";
}

}  // namespace

Reply read_history(const Api& api, Call& call) {
  const auto before = call.query.number("before", 0, {1, std::numeric_limits<std::uint64_t>::max()});
  if (!before) return reply_with(before.error());
  const auto limit = call.query.number("limit", limits::page_keys_default, {1, limits::page_keys_max});
  if (!limit) return reply_with(limit.error());
  const storage::VersionQuery query{.key = call.path_value, .before = before.value(), .limit = limit.value()};
  auto listed = call.timing.store([&] { return api.service.versions(query); });
  if (!listed) return reply_with(listed.error());
  HistoryPage page;
  page.complete = listed.value().complete;
  page.next = listed.value().next;
  for (storage::Version& version : listed.value().versions) page.versions.push_back(version_of(version));
  Reply reply;
  reply.set("Content-Type", "application/json");
  if (page.next != 0) reply.set("Link", next_link(query, page.next));
  reply.body = encode_history_page(page);
  return reply;
}

}  // namespace keyglass::http
