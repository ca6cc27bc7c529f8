// The component schemas that routes name, as JSON (JSON Schema 2020-12, OpenAPI 3.1).
#pragma once

#include <array>
#include <string_view>

namespace keyglass::http {

struct Schema {
  std::string_view name;
  std::string_view json;
};

inline constexpr std::array openapi_schemas{
    Schema{"Text", R"({"type":"string"})"},
    Schema{"Bytes", R"({"type":"string","format":"binary"})"},
    Schema{"Object", R"({"type":"object"})"},
    Schema{
        "Pairs",
        R"({"type":"object","additionalProperties":{"oneOf":[{"type":"string"},{"type":"object","properties":)"
        R"({"value_base64":{"type":"string"}},"required":["value_base64"]}]},"examples":[{"greeting":"hello"}]})"},
    Schema{"KeyValue",
           R"({"type":"object","properties":{"key":{"type":"string"},"value":{"type":"string"},)"
           R"("value_base64":{"type":"string","description":"Instead of value, if it is not UTF-8"}},)"
           R"("required":["key"]})"},
    Schema{"WriteRequest",
           R"({"type":"object","additionalProperties":false,"properties":{"value":{"type":"string"},)"
           R"("value_base64":{"type":"string","description":"Instead of value: any bytes"},)"
           R"("ttl":{"type":"number","exclusiveMinimum":0,"description":"Seconds until it expires"},)"
           R"("content_type":{"type":"string"}},"examples":[{"value":"hello"}]})"},
    Schema{"CompatibleWriteRequest",
           R"({"type":"object","properties":{"key":{"type":"string"},"value":{"type":"string"}},)"
           R"("required":["key","value"],"examples":[{"key":"greeting","value":"hello"}]})"},
    Schema{
        "KeyMetadata",
        R"({"type":"object","properties":{"key":{"type":"string"},"size":{"type":"integer"},)"
        R"("revision":{"type":"integer"},"created_at":{"type":"string","format":"date-time"},)"
        R"("updated_at":{"type":"string","format":"date-time"},"expires_at":{"type":"string","format":"date-time"},)"
        R"("content_type":{"type":"string"},"etag":{"type":"string"}},"required":["key","size"]})"},
    Schema{"KeyPage",
           R"({"type":"object","properties":{"keys":{"type":"array","items":)"
           R"({"$ref":"#/components/schemas/KeyMetadata"}},"prefixes":{"type":"array","items":)"
           R"({"type":"string"}},"next":{"type":"string","description":"Absent on the last page"}},)"
           R"("required":["keys","prefixes"]})"},
    Schema{"Problem", R"({"type":"object","description":"RFC 9457","properties":{"type":{"type":"string"},)"
                      R"("title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},)"
                      R"("code":{"type":"string"},"request_id":{"type":"string"},"key":{"type":"string"},)"
                      R"("field":{"type":"string"},"etag":{"type":"string"},"limit":{"type":"integer"},)"
                      R"("actual":{"type":"integer"}},"required":["type","title","status","code"]})"},
};

}  // namespace keyglass::http
