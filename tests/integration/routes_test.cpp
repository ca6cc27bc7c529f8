// The route table, the running server and /openapi.json say the same.
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>
#include <vector>

#include "http/route_table.hpp"
#include "http/text.hpp"
#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "keyglass/json_value.hpp"

namespace keyglass::test {
namespace {

const JsonValue* member(const JsonValue* object, std::string_view name) {
  if (object == nullptr) return nullptr;
  for (std::size_t i = 0; i < object->names.size(); ++i) {
    if (object->names[i] == name) return &object->elements[i];
  }
  return nullptr;
}

// The pattern with its {…} replaced by something that is there.
std::string target_of(std::string_view pattern) {
  const auto brace = pattern.find('{');
  if (brace == std::string_view::npos) return std::string(pattern);
  const std::string before(pattern.substr(0, brace));
  if (before == "/docs/") return before + "docs.js";
  if (before != "/plans/") return before + "known";
  const Answer plan = post_json(shared_api().api(), "/plans", R"({"action":"delete","prefix":"nothing"})");
  return plan.header("location") + std::string(pattern.substr(pattern.find('}') + 1));
}

// The first example of a schema, as a body.
std::string example_of(const JsonValue& document, std::string_view schema) {
  const JsonValue* schemas = member(member(&document, "components"), "schemas");
  const JsonValue* examples = member(member(schemas, schema), "examples");
  if (examples == nullptr || examples->elements.empty()) return "v";
  const JsonValue& example = examples->elements.front();
  return example.type == JsonValue::Type::string ? example.text : encode_json(example);
}

// One request for each type of body that the route takes, or one without.
std::vector<Ask> asks_for(const JsonValue& document, const http::Route& route) {
  const Ask bodiless{std::string(route.method), target_of(route.pattern), {}, {}};
  if (route.request_contents.empty()) return {bodiless};
  std::vector<Ask> asks;
  for (const http::Content& content : route.request_contents) {
    Ask& ask = asks.emplace_back(bodiless);
    ask.headers.emplace_back("Content-Type", content.media_type);
    ask.body = example_of(document, content.schema);
  }
  return asks;
}

// Every "$ref" below `value`.
void collect_references(const JsonValue& value, std::set<std::string>& references) {
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    if (i < value.names.size() && value.names[i] == "$ref") references.insert(value.elements[i].text);
    collect_references(value.elements[i], references);
  }
}

TEST_CASE("Every reference of the API's description leads somewhere, and every component is used") {
  const auto document = parse_json(get(shared_api().api(), "/openapi.json").body);
  REQUIRE(document.ok());
  std::set<std::string> references;
  collect_references(document.value(), references);
  std::set<std::string> components;
  const JsonValue* kinds = member(&document.value(), "components");
  REQUIRE(kinds != nullptr);
  for (std::size_t i = 0; i < kinds->names.size(); ++i) {
    if (kinds->names[i] == "securitySchemes") continue;  // named by operations, not by reference
    for (const std::string& name : kinds->elements[i].names)
      components.insert("#/components/" + kinds->names[i] + "/" + name);
  }
  CHECK(references == components);
}

TEST_CASE("Every operation has an id of its own") {
  const auto document = parse_json(get(shared_api().api(), "/openapi.json").body);
  REQUIRE(document.ok());
  std::set<std::string> ids;
  for (const JsonValue& path : member(&document.value(), "paths")->elements) {
    for (const JsonValue& operation : path.elements) ids.insert(member(&operation, "operationId")->text);
  }
  CHECK(ids.size() == http::route_table().size());
  CHECK(ids.contains("get_kv_key"));
}

// An answer's headers that the description has a component for, but does not give to this response.
std::vector<std::string> undocumented_headers(const JsonValue& document, const JsonValue* response,
                                              const Answer& answer) {
  std::vector<std::string> missing;
  for (const std::string& name : member(member(&document, "components"), "headers")->names) {
    if (answer.header(http::to_lower(name)).empty()) continue;
    if (member(member(response, "headers"), name) == nullptr) missing.push_back(name);
  }
  return missing;
}

TEST_CASE("Every row of the route table is answered, and documented with the status it gave") {
  const std::string& api = shared_api().api();
  const auto document = parse_json(get(api, "/openapi.json").body);
  REQUIRE(document.ok());
  const JsonValue* paths = member(&document.value(), "paths");
  REQUIRE(paths != nullptr);
  std::size_t operations = 0;
  for (const JsonValue& path : paths->elements) operations += path.names.size();
  CHECK(operations == http::route_table().size());
  for (const http::Route& route : http::route_table()) {
    CAPTURE(route.method, route.pattern);
    const JsonValue* operation = member(member(paths, route.pattern), http::to_lower(route.method));
    REQUIRE(operation != nullptr);
    CHECK(member(operation, "summary")->text == route.summary);
    for (const Ask& asked : asks_for(document.value(), route)) {
      CAPTURE(asked.body);
      ask(api, {"PUT", "/kv/known", {}, "0"});  // a JSON document and a whole number
      const Answer answer = ask(api, asked);
      CHECK((answer.status >= 200 && answer.status < 300));
      const JsonValue* response = member(member(operation, "responses"), std::to_string(answer.status));
      REQUIRE(response != nullptr);
      CHECK(undocumented_headers(document.value(), response, answer).empty());
    }
  }
}

TEST_CASE("The index names every endpoint") {
  const std::string& api = shared_api().api();
  const std::string index = get(api, "/").body;
  for (const http::Route& route : http::route_table()) {
    CAPTURE(route.pattern);
    CHECK(index.find("\"" + std::string(route.pattern) + "\"") != std::string::npos);
  }
}

TEST_CASE("The documentation page loads only what this server has") {
  const std::string& api = shared_api().api();
  const Answer page = get(api, "/docs");
  CHECK(page.status == 200);
  CHECK(page.header("content-type") == "text/html");
  CHECK(page.header_contains("content-security-policy", "default-src 'none'"));
  CHECK(page.body.find("http:") == std::string::npos);
  CHECK(page.body.find("https:") == std::string::npos);
  std::size_t links = 0;
  for (auto at = page.body.find("\"/docs/"); at != std::string::npos;
       at = page.body.find("\"/docs/", at + 1)) {
    const std::string target = page.body.substr(at + 1, page.body.find('"', at + 1) - at - 1);
    CAPTURE(target);
    CHECK(ask(api, {"GET", target, {{"Accept-Encoding", "gzip"}}, {}}).status == 200);
    ++links;
  }
  CHECK(links >= 4);
}

TEST_CASE("The documentation page has one address") {
  const Answer answer = get(shared_api().api(), "/docs/");
  CHECK(answer.status == 308);
  CHECK(answer.header("location") == "/docs");
}

TEST_CASE("Capabilities state the limits and what the store keeps") {
  const KeyglassProcess keyglass({"api", "--store", "memory:", "--history-versions", "3", "--history-hours",
                                  "4", "--feed-changes-max", "5", "--value-bytes-max", "6"});
  const auto parsed = parse_json(get(keyglass.api(), "/capabilities").body);
  REQUIRE(parsed.ok());
  const JsonValue* limits = member(&parsed.value(), "limits");
  CHECK(member(limits, "value_bytes_max")->integer == 6);
  CHECK(member(limits, "batch_ops_max")->integer == 10'000);
  const JsonValue* store = member(&parsed.value(), "store");
  CHECK(member(store, "engine")->text == "memory");
  for (const char* kept : {"ordered_scan", "revisions", "content_types", "atomic_batches",
                           "consistent_snapshots", "exact_counts", "notes", "history", "change_feed"}) {
    CAPTURE(kept);
    REQUIRE(member(store, kept) != nullptr);
    CHECK(member(store, kept)->boolean);
  }
  CHECK(member(store, "history_versions_max")->integer == 3);
  CHECK(member(store, "history_hours_max")->integer == 4);
  CHECK(member(store, "feed_changes_max")->integer == 5);
}

}  // namespace
}  // namespace keyglass::test
