// JSON text -> totals and history: see overview_decoders.hpp.
#include "keyglass/overview_decoders.hpp"

#include <string>
#include <utility>

#include "keyglass/json_members.hpp"

namespace keyglass {
namespace {

void read_flag(JsonMembers& members, std::string_view name, bool& out) {
  const JsonValue* member = members.find(name);
  if (member == nullptr) return;
  if (member->type != JsonValue::Type::boolean) {
    return members.fail(name, std::string(name) + " must be true or false");
  }
  out = member->boolean;
}

void read_version(JsonMembers& members, KeyVersion& version) {
  members.require("revision");
  members.require("op");
  members.read("revision", version.revision);
  members.read("op", version.op);
  members.read_time("updated_at", version.updated_at_ms);
  if (version.op == "delete" || version.op == "expire") return;
  if (version.op != "put") return members.fail("op", "op must be put, delete or expire");
  members.read("size", version.size_bytes);
  members.read_time("expires_at", version.expires_at_ms);
  members.read("content_type", version.content_type);
}

void read_versions(JsonMembers& members, HistoryPage& page) {
  members.require("versions");
  JsonValue* list = members.find("versions");
  if (list == nullptr) return;
  if (list->type != JsonValue::Type::array) return members.fail("versions", "versions must be an array");
  page.versions.resize(list->elements.size());
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    JsonMembers element(list->elements[i]);
    read_version(element, page.versions[i]);
    if (!element.failure()) continue;
    return members.fail("versions", "versions[" + std::to_string(i) + "]: " + element.failure()->message);
  }
}

}  // namespace

Result<KeyStats> decode_key_stats(std::string_view json) {
  auto parsed = parse_json(json);
  if (!parsed) return parsed.error();
  JsonMembers members(parsed.value());
  KeyStats stats;
  members.require("count");
  members.read("count", stats.count);
  members.read("bytes", stats.bytes);
  read_flag(members, "exact", stats.exact);
  members.read("revision", stats.revision);
  if (members.failure()) return *members.failure();
  return stats;
}

Result<HistoryPage> decode_history_page(std::string_view json) {
  auto parsed = parse_json(json);
  if (!parsed) return parsed.error();
  JsonMembers members(parsed.value());
  HistoryPage page;
  read_versions(members, page);
  read_flag(members, "complete", page.complete);
  members.read("next", page.next);
  if (members.failure()) return *members.failure();
  return page;
}

}  // namespace keyglass
