// Messages -> JSON text: see codecs.hpp.
#include "keyglass/codecs.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass {
namespace {

void add_unless_empty(JsonObjectText& object, std::string_view name, std::string_view value) {
  if (!value.empty()) object.add_text(name, value);
}

void add_value(JsonObjectText& object, std::string_view value) {
  if (is_utf8(value)) {
    object.add_text("value", value);
  } else {
    object.add_text("value_base64", encode_base64(value));
  }
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
  std::string keys = "[";
  for (const KeyMetadata& metadata : page.keys) {
    if (keys.size() > 1) keys += ',';
    keys += encode_key_metadata(metadata);
  }
  std::string prefixes = "[";
  for (const std::string& prefix : page.prefixes) {
    if (prefixes.size() > 1) prefixes += ',';
    append_json_string(prefixes, prefix);
  }
  JsonObjectText object;
  object.add_json("keys", keys + "]").add_json("prefixes", prefixes + "]");
  add_unless_empty(object, "next", page.next);
  return object.finish();
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
  return object.finish();
}

std::string encode_web_config(const WebConfig& config) {
  return JsonObjectText().add_text("api_url", config.api_url).add_text("version", config.version).finish();
}

}  // namespace keyglass
