// What routes name in the description, as JSON (OpenAPI 3.1): headers, and the answer that all operations
// share. Schemas (JSON Schema 2020-12) are by topic in *_schemas.hpp.
#pragma once

#include <array>
#include <string_view>

namespace keyglass::http {

struct Component {
  std::string_view name;
  std::string_view json;
};

// Of engines that do not keep what a header tells, it is absent.
inline constexpr std::array openapi_headers{
    Component{"ETag", R"({"description":"Of the entry; strong","schema":{"type":"string"}})"},
    Component{"Last-Modified",
              R"({"description":"When the entry was last written","schema":{"type":"string"}})"},
    Component{"Keyglass-Revision",
              R"({"description":"Of the entry's last change, or of the newest in an export",)"
              R"("schema":{"type":"integer"}})"},
    Component{"Keyglass-Expires-At",
              R"({"description":"Where the entry expires","schema":{"type":"string","format":"date-time"}})"},
    Component{"Content-Disposition",
              R"({"description":"A file name to keep it under","schema":{"type":"string"}})"},
    Component{"Accept", R"({"description":"The type that is taken","schema":{"type":"string"}})"},
    Component{"Accept-Patch", R"({"description":"The types that PATCH takes","schema":{"type":"string"}})"},
    Component{"Accept-Ranges", R"({"description":"With raw bytes","schema":{"const":"bytes"}})"},
    Component{"Content-Range", R"({"description":"Which bytes of how many","schema":{"type":"string"}})"},
    Component{"Location", R"({"description":"Where it is","schema":{"type":"string"}})"},
    Component{"Link", R"({"description":"rel=\"next\": the next page; absent on the last",)"
                      R"("schema":{"type":"string"}})"},
    Component{"Retry-After", R"({"description":"Seconds to wait","schema":{"type":"integer"}})"},
};

inline constexpr std::array openapi_security{
    Component{"token", R"({"type":"http","scheme":"bearer","description":)"
                       R"("Where /capabilities says auth.required; the scope named is the least: )"
                       R"(read, write and admin each hold those before"})"},
};

inline constexpr std::array openapi_responses{
    Component{
        "Refusal",
        R"({"description":"What any request may meet: 400 not HTTP as it should be, 401 no valid token, 403 a token that does not reach as far, or a foreign Host or Origin,)"
        R"( 413, 414, 415, 422, 431 more than is taken or not as it is taken, 500 a failure of the server",)"
        R"("content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}})"},
};

}  // namespace keyglass::http
