// Events of GET /watch: see watch_codecs.hpp.
#include "keyglass/watch_codecs.hpp"

#include "keyglass/json_object.hpp"
#include "keyglass/value_text.hpp"

namespace keyglass {

std::string encode_watch_event(const WatchEvent& event) {
  const KeyMetadata& metadata = event.metadata;
  JsonObjectText object;
  object.add_text("op", event.op).add_text("key", metadata.key);
  if (event.value) add_bounded_value(object, *event.value);
  object.add_integer("revision", metadata.revision);
  if (event.op == "put") object.add_integer("size", metadata.size_bytes);
  if (metadata.created_at_ms != 0) object.add_text("created_at", encode_time(metadata.created_at_ms));
  if (metadata.updated_at_ms != 0) object.add_text("updated_at", encode_time(metadata.updated_at_ms));
  if (metadata.expires_at_ms) object.add_text("expires_at", encode_time(*metadata.expires_at_ms));
  if (!metadata.content_type.empty()) object.add_text("content_type", metadata.content_type);
  if (!metadata.etag.empty()) object.add_text("etag", metadata.etag);
  return object.finish();
}

Result<WatchEvent> decode_watch_event(std::string_view json) {
  return decode_object<WatchEvent>(json, [](JsonMembers& members, WatchEvent& event) {
    KeyMetadata& metadata = event.metadata;
    members.require("op");
    members.require("key");
    members.require("revision");
    members.read("op", event.op);
    members.read("key", metadata.key);
    if (members.find("value") != nullptr || members.find("value_base64") != nullptr) {
      members.read_bytes("value", "value_base64", event.value.emplace());
    }
    members.read("revision", metadata.revision);
    members.read("size", metadata.size_bytes);
    members.read_time("created_at", metadata.created_at_ms);
    members.read_time("updated_at", metadata.updated_at_ms);
    members.read_time("expires_at", metadata.expires_at_ms);
    members.read("content_type", metadata.content_type);
    members.read("etag", metadata.etag);
    if (event.op != "put" && event.op != "delete" && event.op != "expire") {
      members.fail("op", "op must be put, delete or expire");
    }
  });
}

std::string encode_watch_synced(const WatchSynced& synced) {
  return JsonObjectText().add_integer("revision", synced.revision).finish();
}

Result<WatchSynced> decode_watch_synced(std::string_view json) {
  return decode_object<WatchSynced>(json, [](JsonMembers& members, WatchSynced& synced) {
    members.require("revision");
    members.read("revision", synced.revision);
  });
}

}  // namespace keyglass
