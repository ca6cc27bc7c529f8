// OpenAPI from the route table: see openapi.hpp.
#include "http/openapi.hpp"

#include <algorithm>
#include <vector>

#include "http/batch_schemas.hpp"
#include "http/compatible_schemas.hpp"
#include "http/key_schemas.hpp"
#include "http/openapi_components.hpp"
#include "http/plan_schemas.hpp"
#include "http/service_schemas.hpp"
#include "http/text.hpp"
#include "http/transfer_schemas.hpp"
#include "http/value_schemas.hpp"
#include "http/watch_schemas.hpp"
#include "keyglass/json_text.hpp"

namespace keyglass::http {
namespace {

std::string reference(std::string_view kind, std::string_view name) {
  return JsonObjectText()
      .add_text("$ref", "#/components/" + std::string(kind) + "/" + std::string(name))
      .finish();
}

// {"<media type>": {"schema": …}, …}
std::string content_object(std::span<const Content> contents) {
  JsonObjectText object;
  for (const Content& content : contents) {
    object.add_json(content.media_type,
                    JsonObjectText().add_json("schema", reference("schemas", content.schema)).finish());
  }
  return object.finish();
}

// {"<name>": {"$ref": …}, …}
std::string headers_object(std::span<const std::string_view> names) {
  JsonObjectText object;
  for (const std::string_view name : names) object.add_json(name, reference("headers", name));
  return object.finish();
}

std::string path_parameter(std::string_view pattern) {
  const auto open = pattern.find('{');
  if (open == std::string_view::npos) return {};
  const std::string_view name = pattern.substr(open + 1, pattern.find('}') - open - 1);
  return JsonObjectText()
      .add_text("name", name)
      .add_text("in", "path")
      .add_boolean("required", true)
      .add_text("description", "Percent-encoded; a slash may stand as it is")
      .add_json("schema", R"({"type":"string","minLength":1,"maxLength":1024})")
      .finish();
}

std::string parameters_array(const Route& route) {
  std::string parameters = path_parameter(route.pattern);
  for (const Parameter& parameter : route.parameters) {
    if (!parameters.empty()) parameters += ',';
    parameters += JsonObjectText()
                      .add_text("name", parameter.name)
                      .add_text("in", parameter.place == Parameter::Place::query ? "query" : "header")
                      .add_text("description", parameter.description)
                      .add_json("schema", parameter.schema)
                      .finish();
  }
  return "[" + parameters + "]";
}

std::string responses_object(const Route& route) {
  JsonObjectText responses;
  for (const Outcome& outcome : route.outcomes) {
    JsonObjectText response;
    response.add_text("description", outcome.description);
    if (!outcome.headers.empty()) response.add_json("headers", headers_object(outcome.headers));
    if (!outcome.contents.empty()) response.add_json("content", content_object(outcome.contents));
    responses.add_json(std::to_string(outcome.status), response.finish());
  }
  return responses.add_json("default", reference("responses", "Refusal")).finish();
}

// "GET /kv/{key}" -> "get_kv_key": what generated clients call it.
std::string operation_id(const Route& route) {
  std::string id = to_lower(route.method);
  bool separated = true;
  for (const char c : route.pattern) {
    const bool is_letter = c >= 'a' && c <= 'z';
    if (is_letter && separated) id += '_';
    if (is_letter) id += c;
    separated = !is_letter;
  }
  if (route.pattern == "/") id += "_index";
  return id;
}

// The least scope where the server asks for tokens at all; [] where nobody is asked.
std::string security_array(const Route& route) {
  if (route.needs.scope == Scope::open) return "[]";
  return R"([{"token":[")" + std::string(name_of(route.needs.scope)) + R"("]}])";
}

std::string operation_object(const Route& route) {
  JsonObjectText operation;
  operation.add_text("operationId", operation_id(route));
  operation.add_json("tags", "[" + encode_json_string(route.tag) + "]").add_text("summary", route.summary);
  operation.add_json("security", security_array(route));
  operation.add_json("parameters", parameters_array(route));
  if (!route.request_contents.empty()) {
    operation.add_json("requestBody", JsonObjectText()
                                          .add_boolean("required", true)
                                          .add_json("content", content_object(route.request_contents))
                                          .finish());
  }
  return operation.add_json("responses", responses_object(route)).finish();
}

std::string paths_object(std::span<const Route> routes) {
  std::vector<std::string_view> patterns;
  for (const Route& route : routes) {
    if (std::ranges::find(patterns, route.pattern) == patterns.end()) patterns.push_back(route.pattern);
  }
  JsonObjectText paths;
  for (const std::string_view pattern : patterns) {
    JsonObjectText operations;
    for (const Route& route : routes) {
      if (route.pattern == pattern) operations.add_json(to_lower(route.method), operation_object(route));
    }
    paths.add_json(pattern, operations.finish());
  }
  return paths.finish();
}

std::string named_object(std::initializer_list<std::span<const Component>> groups) {
  JsonObjectText object;
  for (const auto components : groups) {
    for (const Component& component : components) object.add_json(component.name, component.json);
  }
  return object.finish();
}

std::string schemas_object() {
  return named_object({schemas::value_schemas,       //
                       schemas::key_schemas,         //
                       schemas::batch_schemas,       //
                       schemas::plan_schemas,        //
                       schemas::transfer_schemas,    //
                       schemas::watch_schemas,       //
                       schemas::compatible_schemas,  //
                       schemas::service_schemas});
}

}  // namespace

std::string openapi_document(std::span<const Route> routes, std::string_view version) {
  const std::string components = JsonObjectText()
                                     .add_json("schemas", schemas_object())
                                     .add_json("headers", named_object({openapi_headers}))
                                     .add_json("responses", named_object({openapi_responses}))
                                     .add_json("securitySchemes", named_object({openapi_security}))
                                     .finish();
  const std::string info = JsonObjectText()
                               .add_text("title", "Keyglass")
                               .add_text("version", version)
                               .add_text("description", "A key-value store over HTTP.")
                               .add_json("license", R"({"name":"MIT","identifier":"MIT"})")
                               .finish();
  return JsonObjectText()
      .add_text("openapi", "3.1.0")
      .add_json("info", info)
      .add_json("servers", R"([{"url":"/"}])")
      .add_json("paths", paths_object(routes))
      .add_json("components", components)
      .finish();
}

}  // namespace keyglass::http
