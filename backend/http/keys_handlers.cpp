// The /keys resource: see keys_handlers.hpp.
#include "http/keys_handlers.hpp"

#include <utility>

#include "http/entry_headers.hpp"
#include "http/listing.hpp"
#include "http/problem.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/cursor.hpp"

namespace keyglass::http {

Reply list_keys(const Api& api, Call& call) {
  const auto query = scan_query_of(call.query);
  if (!query) return reply_with(query.error());
  auto page = call.timing.store([&] { return api.service.list(query.value()); });
  if (!page) return reply_with(page.error());
  KeyPage keys;
  keys.keys.reserve(page.value().entries.size());
  for (storage::Entry& entry : page.value().entries) keys.keys.push_back(std::move(entry.metadata));
  Reply reply;
  reply.set("Content-Type", "application/json");
  if (!page.value().next.empty()) {
    keys.next = encode_cursor(page.value().next);
    reply.set("Link", next_link("/keys", query.value(), page.value().next));
  }
  reply.body = encode_key_page(keys);
  return reply;
}

Reply describe_key(const Api& api, Call& call) {
  const auto metadata = call.timing.store([&] { return api.service.describe(call.path_value); });
  if (!metadata) return reply_with(metadata.error());
  if (not_modified(call.request, metadata.value().etag)) return not_modified_reply(metadata.value());
  Reply reply;
  reply.set("Content-Type", "application/json");
  set_entry_headers(reply, metadata.value());
  reply.body = encode_key_metadata(metadata.value());
  return reply;
}

}  // namespace keyglass::http
