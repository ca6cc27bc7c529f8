// Schemas of what is known of keys.
#pragma once

#include <array>

#include "http/openapi_components.hpp"

namespace keyglass::http::schemas {

inline constexpr std::array key_schemas{
    Component{
        "KeyMetadata",
        R"({"type":"object","properties":{"key":{"type":"string"},"size":{"type":"integer"},)"
        R"("revision":{"type":"integer"},"created_at":{"type":"string","format":"date-time"},)"
        R"("updated_at":{"type":"string","format":"date-time"},"expires_at":{"type":"string","format":"date-time"},)"
        R"("content_type":{"type":"string"},"etag":{"type":"string"}},"required":["key","size"],)"
        R"("examples":[{"key":"greeting","size":5,"revision":7,"created_at":"2026-01-31T09:30:00.000Z",)"
        R"("updated_at":"2026-01-31T09:30:00.000Z","content_type":"text/plain","etag":"\"7\""}]})"},
    Component{"KeyPage",
              R"({"type":"object","properties":{"keys":{"type":"array","items":)"
              R"({"$ref":"#/components/schemas/KeyMetadata"}},"prefixes":{"type":"array","items":)"
              R"({"type":"string"}},"next":{"type":"string","description":"Absent on the last page"}},)"
              R"("required":["keys","prefixes"]})"},
};

}  // namespace keyglass::http::schemas
