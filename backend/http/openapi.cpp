// OpenAPI from the route table: see openapi.hpp.
#include "http/openapi.hpp"

#include <algorithm>
#include <vector>

#include "http/openapi_schemas.hpp"
#include "http/text.hpp"
#include "keyglass/json_text.hpp"

namespace keyglass::http {
namespace {

std::string reference(std::string_view schema) {
  return JsonObjectText().add_text("$ref", "#/components/schemas/" + std::string(schema)).finish();
}

// {"<media type>": {"schema": …}, …}
std::string content_object(std::span<const Content> contents) {
  JsonObjectText object;
  for (const Content& content : contents) {
    object.add_json(content.media_type,
                    JsonObjectText().add_json("schema", reference(content.schema)).finish());
  }
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
      .add_json("schema", R"({"type":"string"})")
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
    if (!outcome.contents.empty()) response.add_json("content", content_object(outcome.contents));
    responses.add_json(std::to_string(outcome.status), response.finish());
  }
  return responses.finish();
}

std::string operation_object(const Route& route) {
  JsonObjectText operation;
  operation.add_json("tags", "[" + encode_json_string(route.tag) + "]").add_text("summary", route.summary);
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

}  // namespace

std::string openapi_document(std::span<const Route> routes, std::string_view version) {
  JsonObjectText schemas;
  for (const Schema& schema : openapi_schemas) schemas.add_json(schema.name, schema.json);
  const std::string info = JsonObjectText()
                               .add_text("title", "Keyglass")
                               .add_text("version", version)
                               .add_text("description", "A key-value store over HTTP.")
                               .finish();
  return JsonObjectText()
      .add_text("openapi", "3.1.0")
      .add_json("info", info)
      .add_json("servers", R"([{"url":"/"}])")
      .add_json("paths", paths_object(routes))
      .add_json("components", JsonObjectText().add_json("schemas", schemas.finish()).finish())
      .finish();
}

}  // namespace keyglass::http
