// Files inside the executable, and the description that is made from the route table.
#include "http/embedded_files.hpp"

#include <catch2/catch_test_macros.hpp>

#include "http/openapi.hpp"
#include "http/route_table.hpp"
#include "keyglass/json_value.hpp"

namespace keyglass::http {
namespace {

TEST_CASE("Embedded files are found by name, byte for byte") {
  const EmbeddedFile* page = find_embedded_file("docs.html");
  REQUIRE(page != nullptr);
  CHECK(page->bytes.starts_with("<!doctype html>"));
  CHECK(page->bytes.ends_with("</html>\n"));
  const EmbeddedFile* bundle = find_embedded_file("swagger-ui-bundle.js");
  REQUIRE(bundle != nullptr);
  CHECK(bundle->gzipped);
  CHECK(bundle->bytes.starts_with("\x1F\x8B"));
  CHECK(find_embedded_file("../secret") == nullptr);
}

TEST_CASE("The description is JSON, and every schema that a route names is in it") {
  const std::string document = openapi_document(route_table(), "1.2.3");
  CHECK(parse_json(document).ok());
  for (auto at = document.find("#/components/schemas/"); at != std::string::npos;
       at = document.find("#/components/schemas/", at + 1)) {
    const auto begin = document.rfind('/', document.find('"', at)) + 1;
    const std::string name = document.substr(begin, document.find('"', at) - begin);
    CAPTURE(name);
    CHECK(document.find("\"" + name + "\":{\"type\"") != std::string::npos);
  }
}

}  // namespace
}  // namespace keyglass::http
