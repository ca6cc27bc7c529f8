// JSON text -> what a server says of itself: see server_capabilities.hpp.
#include "keyglass/server_capabilities.hpp"

#include "keyglass/json_members.hpp"

namespace keyglass {
namespace {

// Reads the members of the object `name` by `read`; nothing where it is absent.
template <typename Read>
void read_object(JsonMembers& members, std::string_view name, Read read) {
  JsonValue* object = members.find(name);
  if (object == nullptr) return;
  JsonMembers inner(*object, name);
  read(inner);
  members.fail_as(name, inner);
}

void read_prefixes(JsonMembers& auth, std::vector<std::string>& prefixes) {
  std::vector<JsonValue>* elements = auth.read_array("prefixes");
  if (elements == nullptr) return;
  for (JsonValue& element : *elements) {
    if (element.type != JsonValue::Type::string) return auth.fail("prefixes", "prefixes must be strings");
    prefixes.push_back(std::move(element.text));
  }
}

}  // namespace

Result<ServerCapabilities> decode_server_capabilities(std::string_view json) {
  auto parsed = parse_json(json);
  if (!parsed) return parsed.error();
  JsonMembers members(parsed.value());
  ServerCapabilities server;
  members.read("version", server.version);
  members.require("auth");
  read_object(members, "auth", [&](JsonMembers& auth) {
    auth.require("scope");
    auth.read("required", server.asks_for_tokens);
    auth.read("scope", server.scope);
    read_prefixes(auth, server.prefixes);
  });
  read_object(members, "limits",
              [&](JsonMembers& limits) { limits.read("value_bytes_max", server.value_bytes_max); });
  read_object(members, "store", [&](JsonMembers& store) {
    store.read("engine", server.engine);
    store.read("durability", server.durability);
    store.read("history", server.history);
    store.read("history_versions_max", server.history_versions_max);
    store.read("history_hours_max", server.history_hours_max);
    store.read("atomic_batches", server.atomic_batches);
    store.read("change_feed", server.change_feed);
  });
  if (members.failure()) return *members.failure();
  return server;
}

}  // namespace keyglass
