// The /keys resource: see keys_handlers.hpp.
#include "http/keys_handlers.hpp"

#include <utility>

#include "http/entry_headers.hpp"
#include "http/key_lines.hpp"
#include "http/listing.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::http {

namespace {

bool prefers_lines(const Call& call) {
  const auto accept = call.request.header("Accept");
  return accept && weight_of(*accept, "application/x-ndjson") > weight_of(*accept, "application/json");
}

}  // namespace

Reply list_keys(const Api& api, Call& call) {
  const auto query = scan_query_of(call.query);
  if (!query) return reply_with(query.error());
  if (prefers_lines(call)) {
    Reply lines = key_lines_reply(api, call, query.value());
    lines.set("Vary", "Accept");
    return lines;
  }
  auto page = call.timing.store([&] { return api.service.list(query.value()); });
  if (!page) return reply_with(page.error());
  KeyPage keys;
  keys.keys.reserve(page.value().entries.size());
  for (storage::Entry& entry : page.value().entries) keys.keys.push_back(std::move(entry.metadata));
  keys.prefixes = std::move(page.value().prefixes);
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.set("Vary", "Accept");
  if (!page.value().next.empty()) {
    keys.next = cursor_of(query.value(), page.value().next);
    reply.set("Link", next_link("/keys", query.value(), page.value().next));
  }
  reply.body = encode_key_page(keys);
  return reply;
}

Reply describe_key(const Api& api, Call& call) {
  const auto metadata = call.timing.store([&] { return api.service.describe(call.path_value); });
  if (!metadata) return reply_with(metadata.error());
  if (auto reply = answer_by_condition(call.request, metadata.value())) return *std::move(reply);
  Reply reply;
  reply.set("Content-Type", "application/json");
  set_entry_headers(reply, metadata.value());
  reply.body = encode_key_metadata(metadata.value());
  return reply;
}

Reply read_stats(const Api& api, Call& call) {
  const auto stats =
      call.timing.store([&] { return api.service.stats(call.query.get("prefix").value_or("")); });
  if (!stats) return reply_with(stats.error());
  const storage::StoreStats& counted = stats.value();
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.body = encode_key_stats(
      {.count = counted.count, .bytes = counted.bytes, .exact = counted.exact, .revision = counted.revision});
  return reply;
}

}  // namespace keyglass::http
