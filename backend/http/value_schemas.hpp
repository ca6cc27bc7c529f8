// Schemas of values by key.
#pragma once

#include <array>

#include "http/openapi_components.hpp"

namespace keyglass::http::schemas {

inline constexpr std::array value_schemas{
    Component{"Text", R"({"type":"string"})"},
    Component{"Bytes", R"({"type":"string","format":"binary"})"},
    Component{
        "Pairs",
        R"({"type":"object","additionalProperties":{"oneOf":[{"type":"string"},{"type":"object","properties":)"
        R"({"value_base64":{"type":"string","contentEncoding":"base64"}},"required":["value_base64"]}]},"examples":[{"greeting":"hello"}]})"},
    Component{
        "KeyValue",
        R"({"type":"object","properties":{"key":{"type":"string"},"value":{"type":"string"},)"
        R"("value_base64":{"type":"string","contentEncoding":"base64","description":"Instead of value, if it is not UTF-8"}},)"
        R"("required":["key"],"oneOf":[{"required":["value"]},{"required":["value_base64"]}],)"
        R"("examples":[{"key":"greeting","value":"hello"}]})"},
    Component{
        "WriteRequest",
        R"({"type":"object","additionalProperties":false,"properties":{"value":{"type":"string"},)"
        R"("value_base64":{"type":"string","contentEncoding":"base64","description":"Instead of value: any bytes"},)"
        R"("ttl":{"type":"number","exclusiveMinimum":0,"maximum":3153600000,"description":"Seconds until it expires"},)"
        R"("content_type":{"type":"string"}},"oneOf":[{"required":["value"]},{"required":["value_base64"]}],)"
        R"("examples":[{"value":"hello"},{"value_base64":"AAEC","ttl":60}]})"},
    Component{
        "MergePatch",
        R"({"type":["object","array","string","number","boolean","null"],"description":"RFC 7396: members to set, null for those to remove; the key must exist",)"
        R"("examples":[{"colour":"green","old":null}]})"},
    Component{"Increment",
              R"({"type":"object","additionalProperties":false,"properties":{"increment":{"type":"integer",)"
              R"("format":"int64","description":"An absent key counts as 0"}},"required":["increment"],)"
              R"("examples":[{"increment":1}]})"},
    Component{"Deleted",
              R"({"type":"object","properties":{"deleted":{"type":"string"}},"required":["deleted"]})"},
};

}  // namespace keyglass::http::schemas
