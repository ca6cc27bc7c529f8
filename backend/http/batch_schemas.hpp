// Schemas of /batch.
#pragma once

#include <array>

#include "http/openapi_components.hpp"

namespace keyglass::http::schemas {

inline constexpr std::array batch_schemas{
    Component{
        "BatchRequest",
        R"({"type":"object","additionalProperties":false,"properties":{"conditions":{"type":"array",)"
        R"("maxItems":10000,"items":{"$ref":"#/components/schemas/BatchCondition"}},"ops":{"type":"array",)"
        R"("maxItems":10000,"items":{"$ref":"#/components/schemas/BatchOp"}}},"required":["ops"],)"
        R"("examples":[{"conditions":[{"key":"lock","absent":true}],"ops":[{"op":"put","key":"a","value":"1",)"
        R"("ttl":60},{"op":"delete","key":"b"},{"op":"get","key":"c"}]}]})"},
    Component{
        "BatchCondition",
        R"({"type":"object","additionalProperties":false,"properties":{"key":{"type":"string"},)"
        R"("revision":{"type":"integer","minimum":1},"etag":{"type":"string"},"absent":{"const":true}},)"
        R"("required":["key"],"oneOf":[{"required":["revision"]},{"required":["etag"]},)"
        R"({"required":["absent"]}]})"},
    Component{
        "BatchOp",
        R"({"type":"object","oneOf":[{"additionalProperties":false,"properties":{"op":{"const":"put"},)"
        R"("key":{"type":"string"},"value":{"type":"string"},"value_base64":{"type":"string",)"
        R"("contentEncoding":"base64"},"ttl":{"type":"number","exclusiveMinimum":0,"maximum":3153600000},)"
        R"("content_type":{"type":"string"}},"required":["op","key"],)"
        R"("oneOf":[{"required":["value"]},{"required":["value_base64"]}]},)"
        R"({"additionalProperties":false,"properties":{"op":{"enum":["delete","get"]},)"
        R"("key":{"type":"string"}},"required":["op","key"]}]})"},
    Component{
        "BatchReply",
        R"({"type":"object","properties":{"revision":{"type":"integer","description":"The store's after the batch"},)"
        R"("results":{"type":"array","items":{"type":"object","properties":{"status":{"enum":[200,201,404]},)"
        R"("value":{"type":"string"},"value_base64":{"type":"string","contentEncoding":"base64"},)"
        R"("metadata":{"$ref":"#/components/schemas/KeyMetadata"}},"required":["status"]}}},)"
        R"("required":["results"]})"},
};

}  // namespace keyglass::http::schemas
