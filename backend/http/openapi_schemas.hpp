// The components that routes name: schemas, headers, and the answer that all operations share, as JSON (JSON
// Schema 2020-12, OpenAPI 3.1).
#pragma once

#include <array>
#include <string_view>

namespace keyglass::http {

struct Component {
  std::string_view name;
  std::string_view json;
};

inline constexpr std::array openapi_schemas{
    Component{"Text", R"({"type":"string"})"},
    Component{"Bytes", R"({"type":"string","format":"binary"})"},
    Component{"Object", R"({"type":"object"})"},
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
        "CompatibleWriteRequest",
        R"({"type":"object","properties":{"key":{"type":"string","minLength":1},"value":{"type":"string","minLength":1}},)"
        R"("required":["key","value"],"examples":[{"key":"greeting","value":"hello"}]})"},
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
    Component{"Problem",
              R"({"type":"object","description":"RFC 9457","properties":{"type":{"type":"string"},)"
              R"("title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},)"
              R"("code":{"type":"string"},"request_id":{"type":"string"},"key":{"type":"string"},)"
              R"("field":{"type":"string"},"etag":{"type":"string"},"limit":{"type":"integer"},)"
              R"("actual":{"type":"integer"}},"required":["type","title","status","code"],)"
              R"("examples":[{"type":"urn:keyglass:error:not_found","title":"Not found","status":404,)"
              R"("detail":"key not found","code":"not_found","request_id":"5f22","key":"greeting"}]})"},
    Component{"Deleted",
              R"({"type":"object","properties":{"deleted":{"type":"string"}},"required":["deleted"]})"},
    Component{"Created",
              R"({"type":"object","properties":{"created":{"const":true}},"required":["created"]})"},
    Component{"Destroyed",
              R"({"type":"object","properties":{"destroyed":{"type":"string"}},"required":["destroyed"],)"
              R"("examples":[{"destroyed":"Key deleted."}]})"},
    Component{"MissingKey",
              R"({"type":"object","properties":{"key":{"type":"string"},"value":{"const":"Key not found."}},)"
              R"("required":["key","value"]})"},
    Component{"FieldErrors",
              R"({"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}},)"
              R"("examples":[{"value":["This field is required."]}]})"},
    Component{"Health",
              R"({"type":"object","properties":{"status":{"enum":["ok","ready"]}},"required":["status"]})"},
    Component{
        "Capabilities",
        R"({"type":"object","properties":{"version":{"type":"string"},"limits":{"type":"object","properties":)"
        R"({"key_bytes_max":{"type":"integer"},"value_bytes_max":{"type":"integer"},)"
        R"("page_keys_max":{"type":"integer"},"ttl_seconds_max":{"type":"number"}}},)"
        R"("store":{"type":"object","properties":{"engine":{"type":"string"},)"
        R"("durability":{"enum":["none","process","synced"]},"ordered_scan":{"type":"boolean"},)"
        R"("revisions":{"type":"boolean"},"content_types":{"type":"boolean"},)"
        R"("atomic_batches":{"type":"boolean"}}}},"required":["version","limits","store"]})"},
    Component{"Index",
              R"({"type":"object","properties":{"name":{"type":"string"},"version":{"type":"string"},)"
              R"("docs":{"type":"string"},"openapi":{"type":"string"},"endpoints":{"type":"array","items":)"
              R"({"type":"object","properties":{"method":{"type":"string"},"path":{"type":"string"},)"
              R"("summary":{"type":"string"}},"required":["method","path","summary"]}}},)"
              R"("required":["name","version","docs","openapi","endpoints"]})"},
};

// Of engines that do not keep what a header tells, it is absent.
inline constexpr std::array openapi_headers{
    Component{"ETag", R"({"description":"Of the entry; strong","schema":{"type":"string"}})"},
    Component{"Last-Modified",
              R"({"description":"When the entry was last written","schema":{"type":"string"}})"},
    Component{"Keyglass-Revision",
              R"({"description":"Of the entry's last change","schema":{"type":"integer"}})"},
    Component{"Keyglass-Expires-At",
              R"({"description":"Where the entry expires","schema":{"type":"string","format":"date-time"}})"},
    Component{"Accept-Ranges", R"({"description":"With raw bytes","schema":{"const":"bytes"}})"},
    Component{"Content-Range", R"({"description":"Which bytes of how many","schema":{"type":"string"}})"},
    Component{"Location", R"({"description":"Where it is","schema":{"type":"string"}})"},
    Component{"Link", R"({"description":"rel=\"next\": the next page; absent on the last",)"
                      R"("schema":{"type":"string"}})"},
    Component{"Retry-After", R"({"description":"Seconds to wait","schema":{"type":"integer"}})"},
};

inline constexpr std::array openapi_responses{
    Component{
        "Refusal",
        R"({"description":"What any request may meet: 400 not HTTP as it should be, 403 a foreign Host or Origin,)"
        R"( 413, 414, 415, 422, 431 more than is taken or not as it is taken, 500 a failure of the server",)"
        R"("content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}})"},
};

}  // namespace keyglass::http
