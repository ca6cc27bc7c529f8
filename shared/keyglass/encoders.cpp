// Messages -> JSON text: see codecs.hpp.
#include "keyglass/codecs.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass {
namespace {

void add_unless_empty(JsonObjectText& object, std::string_view name, std::string_view value) {
  if (!value.empty()) object.add_text(name, value);
}

void add_unless_zero(JsonObjectText& object, std::string_view name, std::uint64_t value) {
  if (value != 0) object.add_integer(name, value);
}

// "[…]" of what `encode` makes of each element.
template <typename Element>
std::string array_of(const std::vector<Element>& elements, std::string (*encode)(const Element&)) {
  std::string array = "[";
  for (const Element& element : elements) {
    if (array.size() > 1) array += ',';
    array += encode(element);
  }
  return array + "]";
}

std::string array_of_texts(const std::vector<std::string>& texts) {
  std::string array = "[";
  for (const std::string& text : texts) {
    if (array.size() > 1) array += ',';
    append_json_string(array, text);
  }
  return array + "]";
}

std::string encode_failed(const FailedCondition& failed) {
  JsonObjectText object;
  object.add_integer("index", failed.index).add_text("key", failed.key);
  add_unless_empty(object, "etag", failed.etag);
  add_unless_zero(object, "revision", failed.revision);
  return object.finish();
}

std::string encode_version(const KeyVersion& version) {
  JsonObjectText object;
  object.add_integer("revision", version.revision).add_text("op", version.op);
  if (version.op == "put") object.add_integer("size", version.size_bytes);
  object.add_text("updated_at", encode_time(version.updated_at_ms));
  if (version.expires_at_ms) object.add_text("expires_at", encode_time(*version.expires_at_ms));
  add_unless_empty(object, "content_type", version.content_type);
  return object.finish();
}

void add_value(JsonObjectText& object, std::string_view value) {
  if (is_utf8(value)) {
    object.add_text("value", value);
  } else {
    object.add_text("value_base64", encode_base64(value));
  }
}

std::string encode_result(const BatchResult& result) {
  JsonObjectText object;
  object.add_integer("status", static_cast<std::uint64_t>(result.status));
  if (result.value) add_value(object, *result.value);
  if (result.metadata) object.add_json("metadata", encode_key_metadata(*result.metadata));
  return object.finish();
}

}  // namespace

std::string encode_write_request(const WriteRequest& request) {
  JsonObjectText object;
  add_value(object, request.value);
  if (request.ttl_seconds) object.add_number("ttl", *request.ttl_seconds);
  if (request.content_type) object.add_text("content_type", *request.content_type);
  return object.finish();
}

std::string encode_key_value(const KeyValue& pair) {
  JsonObjectText object;
  object.add_text("key", pair.key);
  add_value(object, pair.value);
  return object.finish();
}

std::string encode_key_metadata(const KeyMetadata& metadata) {
  JsonObjectText object;
  object.add_text("key", metadata.key).add_integer("size", metadata.size_bytes);
  if (metadata.revision != 0) object.add_integer("revision", metadata.revision);
  if (metadata.created_at_ms != 0) object.add_text("created_at", encode_time(metadata.created_at_ms));
  if (metadata.updated_at_ms != 0) object.add_text("updated_at", encode_time(metadata.updated_at_ms));
  if (metadata.expires_at_ms) object.add_text("expires_at", encode_time(*metadata.expires_at_ms));
  add_unless_empty(object, "content_type", metadata.content_type);
  add_unless_empty(object, "etag", metadata.etag);
  return object.finish();
}

std::string encode_key_page(const KeyPage& page) {
  JsonObjectText object;
  object.add_json("keys", array_of(page.keys, encode_key_metadata));
  object.add_json("prefixes", array_of_texts(page.prefixes));
  add_unless_empty(object, "next", page.next);
  return object.finish();
}

std::string encode_history_page(const HistoryPage& page) {
  JsonObjectText object;
  object.add_json("versions", array_of(page.versions, encode_version)).add_boolean("complete", page.complete);
  add_unless_zero(object, "next", page.next);
  return object.finish();
}

std::string encode_key_stats(const KeyStats& stats) {
  JsonObjectText object;
  object.add_integer("count", stats.count)
      .add_integer("bytes", stats.bytes)
      .add_boolean("exact", stats.exact);
  add_unless_zero(object, "revision", stats.revision);
  return object.finish();
}

std::string encode_batch_reply(const BatchReply& reply) {
  JsonObjectText object;
  add_unless_zero(object, "revision", reply.revision);
  return object.add_json("results", array_of(reply.results, encode_result)).finish();
}

std::string encode_problem(const Problem& problem) {
  JsonObjectText object;
  add_unless_empty(object, "type", problem.type);
  add_unless_empty(object, "title", problem.title);
  if (problem.status > 0) object.add_integer("status", static_cast<std::uint64_t>(problem.status));
  add_unless_empty(object, "detail", problem.detail);
  add_unless_empty(object, "code", problem.code);
  add_unless_empty(object, "request_id", problem.request_id);
  add_unless_empty(object, "key", problem.key);
  add_unless_empty(object, "field", problem.field);
  add_unless_empty(object, "etag", problem.etag);
  if (problem.limit) object.add_integer("limit", *problem.limit);
  if (problem.actual) object.add_integer("actual", *problem.actual);
  if (problem.revision) object.add_integer("revision", *problem.revision);
  if (!problem.failed.empty()) object.add_json("failed", array_of(problem.failed, encode_failed));
  if (!problem.moved.empty()) object.add_json("moved", array_of_texts(problem.moved));
  if (problem.moved_count) object.add_integer("moved_count", *problem.moved_count);
  return object.finish();
}

std::string encode_web_config(const WebConfig& config) {
  return JsonObjectText().add_text("api_url", config.api_url).add_text("version", config.version).finish();
}

}  // namespace keyglass
