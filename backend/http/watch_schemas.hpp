// Schemas of watching.
#pragma once

#include <array>

#include "http/openapi_components.hpp"

namespace keyglass::http::schemas {

inline constexpr std::array watch_schemas{
    Component{
        "WatchEvents",
        R"({"type":"string","description":"Server-Sent Events. `event` is put, delete or expire, `data` one )"
        R"(WatchEvent (contentSchema) as JSON on one line, and `id`, on the last event of each commit, its revision: all )"
        R"(events of a commit come together. `event: synced` with {\"revision\":N} ends a snapshot, whose )"
        R"(puts have no id. Blocks with an id alone move it on while only other keys change. A comment comes )"
        R"(at least every 15 seconds.","contentMediaType":"text/event-stream","contentSchema":{"$ref":"#/components/schemas/WatchEvent"},)"
        R"("examples":["event: put\ndata: {\"op\":\"put\",\"key\":\"greeting\",\"revision\":7,\"size\":5}\nid: 7\n\n"]})"},
    Component{
        "WatchEvent",
        R"({"type":"object","properties":{"op":{"enum":["put","delete","expire"]},)"
        R"("key":{"type":"string"},"value":{"type":"string","description":)"
        R"("With values=true; absent where this version is no longer kept, as a newer change follows"},)"
        R"("value_base64":{"type":"string","contentEncoding":"base64"},"revision":{"type":"integer"},)"
        R"("size":{"type":"integer"},"created_at":{"type":"string","format":"date-time"},)"
        R"("updated_at":{"type":"string","format":"date-time"},)"
        R"("expires_at":{"type":"string","format":"date-time"},"content_type":{"type":"string"},)"
        R"("etag":{"type":"string"}},"required":["op","key","revision"]})"},
};

}  // namespace keyglass::http::schemas
