// The /kv resource: see kv_handlers.hpp.
#include "http/kv_handlers.hpp"

#include <limits>
#include <utility>

#include "http/entry_headers.hpp"
#include "http/pair_stream.hpp"
#include "http/problem.hpp"
#include "http/range.hpp"
#include "http/read_entry.hpp"
#include "http/request_content.hpp"
#include "http/text.hpp"
#include "http/write_later.hpp"
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
  set_entry_headers(reply, entry.metadata);
  return reply;
}

Reply pair_reply(Entry entry) {
  Reply reply;
  reply.set("Content-Type", json_type);
  set_entry_headers(reply, entry.metadata);
  reply.body = encode_key_value(KeyValue{std::move(entry.metadata.key), std::move(entry.value)});
  return reply;
}

// Asked before the body is read: that can be done only once.
bool must_wait(const Api& api, const Call& call, const service::Precondition& precondition) {
  return !call.request.may_wait && !api.service.submits_at_once(precondition);
}

SubmitWrite submit_put(const Api& api, service::PutRequest put) {
  return [&service = api.service, put = std::move(put)](service::KeyValueService::WriteDone done) mutable {
    service.submit_put(std::move(put), std::move(done));
  };
}

}  // namespace

Reply read_value(const Api& api, Call& call) {
  const auto raw = call.query.flag("raw");
  if (!raw) return reply_with(raw.error());
  const auto revision = call.query.number("revision", 0, {1, std::numeric_limits<std::uint64_t>::max()});
  if (!revision) return reply_with(revision.error());
  auto found = read_entry(api, call, revision.value());
  if (!found) return ask_to_wait();
  auto& entry = *found;
  if (!entry) return reply_with(entry.error());
  const bool by_accept = !raw.value() && prefers_bytes(call);
  KeyMetadata& metadata = entry.value().metadata;
  if (by_accept) metadata.etag = etag_of_bytes(metadata.etag);
  if (auto reply = answer_by_condition(call.request, metadata)) {
    reply->set("Vary", "Accept");
    return *std::move(reply);
  }
  const bool as_bytes = raw.value() || by_accept;
  Reply reply =
      as_bytes ? bytes_reply(call.request, std::move(entry).value()) : pair_reply(std::move(entry).value());
  reply.set("Vary", "Accept");
  return reply;
}

Reply write_value(const Api& api, Call& call) {
  auto precondition = precondition_of(call.request);
  if (!precondition) return reply_with(precondition.error());
  if (must_wait(api, call, precondition.value())) return ask_to_wait();
  const JsonContent content = read_json(api, call.request);
  if (content.refusal) return *content.refusal;
  auto body = decode_write_request(content.text);
  if (!body) return refuse_body(body.error());
  WriteRequest& write = body.value();
  KeyValue pair{call.path_value, write.value};
  service::PutRequest put{.key = call.path_value,
                          .value = std::move(write.value),
                          .content_type = std::move(write.content_type),
                          .ttl_seconds = write.ttl_seconds,
                          .precondition = std::move(precondition).value()};
  return reply_after(submit_put(api, std::move(put)), [pair = std::move(pair)](const WriteOutcome& outcome) {
    Reply reply;
    reply.set("Content-Type", json_type);
    set_entry_headers(reply, outcome.metadata);
    reply.body = encode_key_value(pair);
    return reply;
  });
}

Reply put_value(const Api& api, Call& call) {
  auto ttl = call.query.decimal("ttl");
  if (!ttl) return reply_with(ttl.error());
  auto precondition = precondition_of(call.request);
  if (!precondition) return reply_with(precondition.error());
  if (must_wait(api, call, precondition.value())) return ask_to_wait();
  auto bytes = call.request.body->read_all(api.value_bytes_max());
  if (!bytes) return reply_with(bytes.error());
  service::PutRequest put{.key = call.path_value,
                          .value = std::move(bytes).value(),
                          .content_type = std::nullopt,
                          .ttl_seconds = ttl.value(),
                          .precondition = std::move(precondition).value()};
  if (const auto type = call.request.header("Content-Type"); type && !type->empty()) put.content_type = *type;
  return reply_after(submit_put(api, std::move(put)), [](const WriteOutcome& outcome) {
    Reply reply;
    reply.status = outcome.kind == WriteOutcome::Kind::created ? 201 : 200;
    if (reply.status == 201) reply.set("Location", "/kv/" + encode_percent(outcome.metadata.key));
    reply.set("Content-Type", json_type);
    set_entry_headers(reply, outcome.metadata);
    reply.body = encode_key_metadata(outcome.metadata);
    return reply;
  });
}

Reply delete_value(const Api& api, Call& call) {
  auto precondition = precondition_of(call.request);
  if (!precondition) return reply_with(precondition.error());
  if (must_wait(api, call, precondition.value())) return ask_to_wait();
  service::DeleteRequest request{call.path_value, std::move(precondition).value()};
  const auto submit = [&service = api.service, request](service::KeyValueService::WriteDone done) {
    service.submit_erase(request, std::move(done));
  };
  return reply_after(submit, [key = call.path_value](const WriteOutcome&) {
    Reply reply;
    reply.set("Content-Type", json_type);
    reply.body = JsonObjectText().add_text("deleted", key).finish();
    return reply;
  });
}

Reply list_values(const Api& api, Call& call) {
  return pair_list_reply(api, call);
}

}  // namespace keyglass::http
