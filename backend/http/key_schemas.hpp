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
    Component{"KeyLines",
              R"({"type":"string","description":"KeyMetadata, or {\"prefix\": \"user:\"} of what is folded, )"
              R"(one a line; what breaks off before its end is not whole"})"},
    Component{"HistoryPage",
              R"({"type":"object","properties":{"versions":{"type":"array","items":{"type":"object",)"
              R"("properties":{"revision":{"type":"integer"},"op":{"enum":["put","delete","expire"]},)"
              R"("size":{"type":"integer"},"updated_at":{"type":"string","format":"date-time"},)"
              R"("expires_at":{"type":"string","format":"date-time"},"content_type":{"type":"string"}},)"
              R"("required":["revision","op","updated_at"]}},"complete":{"type":"boolean","description":)"
              R"("On the last page: the oldest shown is the key's first"},"next":{"type":"integer",)"
              R"("description":"`before` of the next page; absent on the last"}},)"
              R"("required":["versions","complete"]})"},
    Component{"KeyStats",
              R"({"type":"object","properties":{"count":{"type":"integer"},"bytes":{"type":"integer",)"
              R"("description":"Of keys and values"},"exact":{"type":"boolean","description":)"
              R"("false: at least so many, or an estimate"},"revision":{"type":"integer"}},)"
              R"("required":["count","bytes","exact"]})"},
};

}  // namespace keyglass::http::schemas
