// What the service says of itself: see service_handlers.hpp.
#include "http/service_handlers.hpp"

#include <utility>

#include "http/openapi.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"
#include "http/route_table.hpp"
#include "http/watch_hub.hpp"
#include "keyglass/json_text.hpp"
#include "keyglass/limits.hpp"

namespace keyglass::http {
namespace {

Reply json_reply(std::string body) {
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.body = std::move(body);
  return reply;
}

std::string_view name_of(storage::Durability durability) {
  switch (durability) {
    case storage::Durability::none:
      return "none";
    case storage::Durability::process:
      return "process";
    case storage::Durability::synced:
      return "synced";
  }
  return "none";
}

std::string auth_json(const Api& api, const service::Access& access) {
  JsonObjectText auth;
  auth.add_boolean("required", api.tokens.asks_for_tokens());
  auth.add_text("scope", access.scope() == Scope::open ? "none" : name_of(access.scope()));
  if (!access.prefixes().empty()) {
    std::string prefixes;
    for (const std::string& prefix : access.prefixes()) {
      prefixes += (prefixes.empty() ? "" : ",") + encode_json_string(prefix);
    }
    auth.add_json("prefixes", "[" + prefixes + "]");
  }
  return auth.finish();
}

// Bounds of what the engine does not keep are left out.
std::string promises_of(const storage::Capabilities& store) {
  JsonObjectText object;
  object.add_text("engine", store.engine).add_text("durability", name_of(store.durability));
  object.add_boolean("ordered_scan", store.ordered_scan);
  object.add_boolean("revisions", store.revisions).add_boolean("content_types", store.content_types);
  object.add_boolean("atomic_batches", store.atomic_batches);
  object.add_boolean("consistent_snapshots", store.consistent_snapshots);
  object.add_boolean("exact_counts", store.exact_counts).add_boolean("notes", store.notes);
  object.add_boolean("history", store.history);
  if (store.history) object.add_integer("history_versions_max", store.history_versions_max);
  if (store.history) object.add_integer("history_hours_max", store.history_hours_max);
  object.add_boolean("change_feed", store.change_feed);
  if (store.change_feed) object.add_integer("feed_changes_max", store.feed_changes_max);
  return object.finish();
}

}  // namespace

Reply read_index(const Api& api, Call&) {
  std::string endpoints = "[";
  for (const Route& route : route_table()) {
    if (endpoints.size() > 1) endpoints += ',';
    endpoints += JsonObjectText()
                     .add_text("method", route.method)
                     .add_text("path", route.pattern)
                     .add_text("summary", route.summary)
                     .finish();
  }
  return json_reply(JsonObjectText()
                        .add_text("name", "keyglass")
                        .add_text("version", api.version)
                        .add_text("docs", "/docs")
                        .add_text("openapi", "/openapi.json")
                        .add_json("endpoints", endpoints + "]")
                        .finish());
}

Reply read_health(const Api&, Call&) {
  return json_reply(R"({"status":"ok"})");
}

Reply read_readiness(const Api& api, Call& call) {
  const Status ready = call.timing.store([&] { return api.service.check_ready(); });
  if (!ready) return reply_with(ready.error());
  return json_reply(R"({"status":"ready"})");
}

Reply read_capabilities(const Api& api, Call& call) {
  const storage::Capabilities store = call.timing.store([&] { return api.service.capabilities(); });
  const std::string limits_json = JsonObjectText()
                                      .add_integer("key_bytes_max", limits::key_bytes_max)
                                      .add_integer("value_bytes_max", api.value_bytes_max())
                                      .add_integer("page_keys_max", limits::page_keys_max)
                                      .add_integer("batch_ops_max", limits::batch_ops_max)
                                      .add_integer("glob_bytes_max", limits::glob_bytes_max)
                                      .add_number("ttl_seconds_max", limits::ttl_seconds_max)
                                      .finish();
  return json_reply(JsonObjectText()
                        .add_text("version", api.version)
                        .add_json("auth", auth_json(api, call.access))
                        .add_json("limits", limits_json)
                        .add_json("store", promises_of(store))
                        .add_boolean("watch", api.watches != nullptr && api.watches->offers_events())
                        .finish());
}

Reply read_openapi(const Api& api, Call&) {
  return json_reply(openapi_document(route_table(), api.version));
}

}  // namespace keyglass::http
