// JSON text -> messages: see codecs.hpp.
#include "keyglass/codecs.hpp"
#include "keyglass/json_members.hpp"
#include "keyglass/json_object.hpp"
#include "keyglass/value_rules.hpp"

namespace keyglass {
namespace {

bool is_blank(std::string_view json) {
  return json.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void read_metadata(JsonMembers& members, KeyMetadata& metadata) {
  members.require("key");
  members.read("key", metadata.key);
  members.read("size", metadata.size_bytes);
  members.read("revision", metadata.revision);
  members.read_time("created_at", metadata.created_at_ms);
  members.read_time("updated_at", metadata.updated_at_ms);
  members.read_time("expires_at", metadata.expires_at_ms);
  members.read("content_type", metadata.content_type);
  members.read("etag", metadata.etag);
}

void read_keys(JsonMembers& members, KeyPage& page) {
  auto* elements = members.read_array("keys");
  if (elements == nullptr) return;
  page.keys.resize(elements->size());
  for (std::size_t i = 0; i < elements->size(); ++i) {
    JsonMembers element((*elements)[i]);
    read_metadata(element, page.keys[i]);
    if (!element.failure()) continue;
    return members.fail("keys", "keys[" + std::to_string(i) + "]: " + element.failure()->message);
  }
}

void read_texts(JsonMembers& members, std::string_view name, std::vector<std::string>& texts) {
  auto* elements = members.read_array(name);
  if (elements == nullptr) return;
  for (JsonValue& element : *elements) {
    if (element.type != JsonValue::Type::string)
      return members.fail(name, std::string(name) + " must hold strings");
    texts.push_back(std::move(element.text));
  }
}

void read_failed(JsonMembers& members, Problem& problem) {
  auto* elements = members.read_array("failed");
  if (elements == nullptr) return;
  problem.failed.resize(elements->size());
  for (std::size_t i = 0; i < elements->size(); ++i) {
    JsonMembers element((*elements)[i]);
    FailedCondition& failed = problem.failed[i];
    element.read("index", failed.index);
    element.read("key", failed.key);
    element.read("etag", failed.etag);
    element.read("revision", failed.revision);
    members.fail_as("failed[" + std::to_string(i) + "]", element);
  }
}

// The second contract words its errors in its own way, and tells those of all members at once.
void read_compatible(JsonMembers& members, std::string_view name, CompatibleMember& out) {
  JsonValue* member = members.find(name);
  if (member == nullptr) return;
  if (member->type == JsonValue::Type::string) {
    out.text = std::move(member->text);
  } else {
    const bool is_null = member->type == JsonValue::Type::null;
    out.fault = is_null ? "This field may not be null." : "Not a valid string.";
  }
}

}  // namespace

Result<WriteRequest> decode_write_request(std::string_view json) {
  if (is_blank(json)) {
    Error error;
    error.message = "the body is empty: value or value_base64 is required";
    error.field = "value";
    return error;
  }
  return decode_object<WriteRequest>(json, [](JsonMembers& members, WriteRequest& request) {
    members.allow_only({"value", "value_base64", "ttl", "content_type"});
    members.read_bytes("value", "value_base64", request.value);
    members.read("ttl", request.ttl_seconds);
    members.read("content_type", request.content_type);
    if (request.ttl_seconds) {
      const auto checked = check_ttl(*request.ttl_seconds);
      if (!checked) members.fail("ttl", checked.error().message);
    }
    if (request.content_type) {
      const auto checked = check_content_type(*request.content_type);
      if (!checked) members.fail("content_type", checked.error().message);
    }
  });
}

Result<CompatibleWriteRequest> decode_compatible_write_request(std::string_view json) {
  if (is_blank(json)) return CompatibleWriteRequest{};
  return decode_object<CompatibleWriteRequest>(json,
                                               [](JsonMembers& members, CompatibleWriteRequest& request) {
                                                 members.allow_only({"key", "value"});
                                                 read_compatible(members, "key", request.key);
                                                 read_compatible(members, "value", request.value);
                                               });
}

Result<std::int64_t> decode_increment_request(std::string_view json) {
  return decode_object<std::int64_t>(json, [](JsonMembers& members, std::int64_t& increment) {
    members.allow_only({"increment"});
    members.require("increment");
    members.read("increment", increment);
  });
}

Result<KeyValue> decode_key_value(std::string_view json) {
  return decode_object<KeyValue>(json, [](JsonMembers& members, KeyValue& pair) {
    members.require("key");
    members.read("key", pair.key);
    members.read_bytes("value", "value_base64", pair.value);
  });
}

Result<KeyMetadata> decode_key_metadata(std::string_view json) {
  return decode_object<KeyMetadata>(json, read_metadata);
}

Result<KeyPage> decode_key_page(std::string_view json) {
  return decode_object<KeyPage>(json, [](JsonMembers& members, KeyPage& page) {
    members.require("keys");
    read_keys(members, page);
    read_texts(members, "prefixes", page.prefixes);
    members.read("next", page.next);
  });
}

Result<Problem> decode_problem(std::string_view json) {
  return decode_object<Problem>(json, [](JsonMembers& members, Problem& problem) {
    members.read("type", problem.type);
    members.read("title", problem.title);
    members.read("status", problem.status);
    members.read("detail", problem.detail);
    members.read("code", problem.code);
    members.read("request_id", problem.request_id);
    members.read("key", problem.key);
    members.read("field", problem.field);
    members.read("etag", problem.etag);
    members.read("limit", problem.limit);
    members.read("actual", problem.actual);
    members.read("revision", problem.revision);
    read_failed(members, problem);
    read_texts(members, "moved", problem.moved);
    members.read("moved_count", problem.moved_count);
  });
}

Result<WebConfig> decode_web_config(std::string_view json) {
  return decode_object<WebConfig>(json, [](JsonMembers& members, WebConfig& config) {
    members.read("api_url", config.api_url);
    members.read("version", config.version);
  });
}

}  // namespace keyglass
