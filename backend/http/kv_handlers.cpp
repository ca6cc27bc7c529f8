// The /kv resource: see kv_handlers.hpp.
#include "http/kv_handlers.hpp"

#include <utility>

#include "http/entry_headers.hpp"
#include "http/pair_stream.hpp"
#include "http/problem.hpp"
#include "http/range.hpp"
#include "http/request_content.hpp"
#include "http/text.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::http {
namespace {

using storage::Entry;
using storage::WriteOutcome;

constexpr std::string_view bytes_type = "application/octet-stream";
constexpr std::string_view json_type = "application/json";

bool prefers_bytes(const Call& call) {
  const auto accept = call.request.header("Accept");
  return accept && weight_of(*accept, bytes_type) > weight_of(*accept, json_type);
}

// The bytes may be a page or a script of anyone's: a browser must neither guess nor run them.
Reply bytes_reply(const Request& request, Entry entry) {
  Reply reply;
  reply.set("Content-Type", entry.metadata.content_type.empty() ? bytes_type : entry.metadata.content_type);
  reply.set("Content-Security-Policy", "sandbox");
  reply.body = std::move(entry.value);
  apply_range(request, entry.metadata.etag, reply);
  return reply;
}

Reply pair_reply(Entry entry) {
  Reply reply;
  reply.set("Content-Type", json_type);
  reply.body = encode_key_value(KeyValue{std::move(entry.metadata.key), std::move(entry.value)});
  return reply;
}

}  // namespace

Reply read_value(const Api& api, Call& call) {
  const auto raw = call.query.flag("raw");
  if (!raw) return reply_with(raw.error());
  auto entry = call.timing.store([&] { return api.service.read(call.path_value); });
  if (!entry) return reply_with(entry.error());
  const KeyMetadata metadata = entry.value().metadata;
  if (not_modified(call.request, metadata.etag)) return not_modified_reply(metadata);
  Reply reply = raw.value() || prefers_bytes(call) ? bytes_reply(call.request, std::move(entry).value())
                                                   : pair_reply(std::move(entry).value());
  reply.set("Vary", "Accept");
  set_entry_headers(reply, metadata);
  return reply;
}

Reply write_value(const Api& api, Call& call) {
  const JsonContent content = read_json(api, call.request);
  if (content.refusal) return *content.refusal;
  auto body = decode_write_request(content.text);
  if (!body) return reply_with(body.error());
  auto precondition = precondition_of(call.request);
  if (!precondition) return reply_with(precondition.error());
  WriteRequest& write = body.value();
  KeyValue pair{call.path_value, write.value};
  auto outcome = call.timing.store([&] {
    return api.service.put({.key = call.path_value,
                            .value = std::move(write.value),
                            .content_type = std::move(write.content_type),
                            .ttl_seconds = write.ttl_seconds,
                            .precondition = std::move(precondition).value()});
  });
  if (!outcome) return reply_with(outcome.error());
  Reply reply;
  reply.set("Content-Type", json_type);
  set_entry_headers(reply, outcome.value().metadata);
  reply.body = encode_key_value(pair);
  return reply;
}

Reply put_value(const Api& api, Call& call) {
  auto ttl = call.query.decimal("ttl");
  if (!ttl) return reply_with(ttl.error());
  auto precondition = precondition_of(call.request);
  if (!precondition) return reply_with(precondition.error());
  auto bytes = call.request.body->read_all(api.value_bytes_max());
  if (!bytes) return reply_with(bytes.error());
  service::PutRequest put{.key = call.path_value,
                          .value = std::move(bytes).value(),
                          .content_type = std::nullopt,
                          .ttl_seconds = ttl.value(),
                          .precondition = std::move(precondition).value()};
  if (const auto type = call.request.header("Content-Type"); type && !type->empty()) put.content_type = *type;
  auto outcome = call.timing.store([&] { return api.service.put(std::move(put)); });
  if (!outcome) return reply_with(outcome.error());
  Reply reply;
  reply.status = outcome.value().kind == WriteOutcome::Kind::created ? 201 : 200;
  if (reply.status == 201) reply.set("Location", "/kv/" + encode_percent(call.path_value));
  reply.set("Content-Type", json_type);
  set_entry_headers(reply, outcome.value().metadata);
  reply.body = encode_key_metadata(outcome.value().metadata);
  return reply;
}

Reply delete_value(const Api& api, Call& call) {
  auto precondition = precondition_of(call.request);
  if (!precondition) return reply_with(precondition.error());
  const service::DeleteRequest request{call.path_value, std::move(precondition).value()};
  const auto deleted = call.timing.store([&] { return api.service.erase(request); });
  if (!deleted) return reply_with(deleted.error());
  Reply reply;
  reply.set("Content-Type", json_type);
  reply.body = JsonObjectText().add_text("deleted", call.path_value).finish();
  return reply;
}

Reply list_values(const Api& api, Call& call) {
  return pair_list_reply(api, call);
}

}  // namespace keyglass::http
