// The rows of the route table, and what documents them.
#include "http/route_table.hpp"

#include <array>

#include "http/compatible_handlers.hpp"
#include "http/docs_handlers.hpp"
#include "http/keys_handlers.hpp"
#include "http/kv_handlers.hpp"
#include "http/service_handlers.hpp"

namespace keyglass::http {
namespace {

using enum Parameter::Place;

constexpr std::string_view text_schema = R"({"type":"string"})";

constexpr Parameter prefix{query, "prefix", text_schema, "Only keys that begin with this"};
constexpr Parameter after{query, "after", text_schema, "The cursor `next` of the page before"};
constexpr Parameter limit{query, "limit", R"({"type":"integer","minimum":1,"maximum":10000,"default":100})",
                          "Keys per page"};
constexpr Parameter values_limit{query, "limit", R"({"type":"integer","minimum":1,"maximum":10000})",
                                 "Keys per page; without it, all at once"};
constexpr Parameter raw{query, "raw", R"({"type":"boolean","default":false})",
                        "The bytes as they are, with their content type; the bare name does too"};
constexpr Parameter ttl{query, "ttl", R"({"type":"number","exclusiveMinimum":0,"maximum":3153600000})",
                        "Seconds until it expires"};
constexpr Parameter if_match{header, "If-Match", text_schema, "Only if the key has this ETag now"};
constexpr Parameter if_none_match{header, "If-None-Match", text_schema,
                                  "`*`: only if the key is absent; on reads an ETag: 304 if unchanged"};
constexpr Parameter range{header, "Range", text_schema, "One byte range, of raw bytes"};
constexpr Parameter if_range{header, "If-Range", text_schema, "The range only if this is still the ETag"};

constexpr std::array list_values_parameters{prefix, after, values_limit};
constexpr std::array listing_parameters{prefix, after, limit};
constexpr std::array read_parameters{raw, if_none_match, range, if_range};
constexpr std::array write_parameters{if_match, if_none_match};
constexpr std::array put_parameters{ttl, if_match, if_none_match};
constexpr std::array describe_parameters{if_none_match};

constexpr std::array write_request{Content{"application/json", "WriteRequest"}};
constexpr std::array any_bytes{Content{"application/octet-stream", "Bytes"}};
constexpr std::array compatible_request{Content{"application/json", "CompatibleWriteRequest"}};
constexpr std::array pairs{Content{"application/json", "Pairs"}};
constexpr std::array pair{Content{"application/json", "KeyValue"}};
constexpr std::array pair_or_bytes{Content{"application/json", "KeyValue"},
                                   Content{"application/octet-stream", "Bytes"}};
constexpr std::array metadata{Content{"application/json", "KeyMetadata"}};
constexpr std::array page{Content{"application/json", "KeyPage"}};
constexpr std::array deleted{Content{"application/json", "Deleted"}};
constexpr std::array created{Content{"application/json", "Created"}};
constexpr std::array destroyed{Content{"application/json", "Destroyed"}};
constexpr std::array missing{Content{"application/json", "MissingKey"}};
constexpr std::array field_errors{Content{"application/json", "FieldErrors"}};
constexpr std::array health{Content{"application/json", "Health"}};
constexpr std::array capabilities{Content{"application/json", "Capabilities"}};
constexpr std::array index_content{Content{"application/json", "Index"}};
constexpr std::array object{Content{"application/json", "Object"}};
constexpr std::array html{Content{"text/html", "Text"}};
constexpr std::array asset{Content{"*/*", "Bytes"}};
constexpr std::array problem{Content{"application/problem+json", "Problem"}};

constexpr std::array<std::string_view, 4> entry_headers{"ETag", "Last-Modified", "Keyglass-Revision",
                                                        "Keyglass-Expires-At"};
constexpr std::array<std::string_view, 5> raw_headers{"ETag", "Last-Modified", "Keyglass-Revision",
                                                      "Keyglass-Expires-At", "Accept-Ranges"};
constexpr std::array<std::string_view, 6> part_headers{
    "ETag", "Last-Modified", "Keyglass-Revision", "Keyglass-Expires-At", "Accept-Ranges", "Content-Range"};
constexpr std::array<std::string_view, 5> created_headers{"ETag", "Last-Modified", "Keyglass-Revision",
                                                          "Keyglass-Expires-At", "Location"};
constexpr std::array<std::string_view, 1> page_headers{"Link"};
constexpr std::array<std::string_view, 1> location_header{"Location"};
constexpr std::array<std::string_view, 1> size_header{"Content-Range"};
constexpr std::array<std::string_view, 1> etag_header{"ETag"};
constexpr std::array<std::string_view, 1> retry_header{"Retry-After"};

constexpr Outcome absent{404, "The key does not exist", problem};
constexpr Outcome refused{422, "A key, member or parameter that the rules forbid", problem};
constexpr Outcome condition_failed{412, "A condition did not hold; nothing was changed", problem,
                                   etag_header};
constexpr Outcome too_large{413, "The value is too large", problem};
constexpr Outcome not_json{415, "The body is not application/json", problem};
constexpr Outcome unavailable{503, "The store cannot answer now", problem, retry_header};

constexpr std::array list_values_outcomes{
    Outcome{200, "Every pair, or one page of them", pairs, page_headers}, refused, unavailable};
constexpr std::array read_value_outcomes{Outcome{200, "The pair, or the bytes", pair_or_bytes, raw_headers},
                                         Outcome{206, "The range of the bytes", any_bytes, part_headers},
                                         Outcome{304, "It still has the ETag given", {}, entry_headers},
                                         absent,
                                         Outcome{416, "There is no such range", problem, size_header},
                                         refused,
                                         unavailable};
constexpr std::array write_value_outcomes{Outcome{200, "The pair as stored", pair, entry_headers},
                                          condition_failed,
                                          too_large,
                                          not_json,
                                          refused,
                                          unavailable};
constexpr std::array put_value_outcomes{Outcome{200, "Replaced", metadata, entry_headers},
                                        Outcome{201, "Created", metadata, created_headers},
                                        condition_failed,
                                        too_large,
                                        refused,
                                        unavailable};
constexpr std::array delete_value_outcomes{Outcome{200, "The key that was deleted", deleted}, absent,
                                           condition_failed, refused, unavailable};
constexpr std::array list_keys_outcomes{Outcome{200, "One page of metadata", page, page_headers}, refused,
                                        unavailable};
constexpr std::array describe_outcomes{Outcome{200, "The metadata", metadata, entry_headers},
                                       Outcome{304, "It still has the ETag given", {}, entry_headers}, absent,
                                       refused, unavailable};
constexpr std::array create_outcomes{Outcome{201, "Stored", created},
                                     Outcome{400, "Errors by field", field_errors},
                                     too_large,
                                     not_json,
                                     refused,
                                     unavailable};
constexpr std::array read_compatible_outcomes{Outcome{200, "The pair", pair},
                                              Outcome{404, "Key not found", missing}, refused, unavailable};
constexpr std::array delete_compatible_outcomes{
    Outcome{200, "Deleted", destroyed}, Outcome{404, "Key not found", destroyed}, refused, unavailable};
constexpr std::array health_outcomes{Outcome{200, "It is alive", health}};
constexpr std::array capabilities_outcomes{Outcome{200, "What holds for this server", capabilities}};
constexpr std::array description_outcomes{Outcome{200, "The description", object}};
constexpr std::array index_outcomes{Outcome{200, "Every endpoint", index_content}};
constexpr std::array readiness_outcomes{Outcome{200, "The store answers", health}, unavailable};
constexpr std::array page_outcomes{Outcome{200, "The page", html}};
constexpr std::array asset_outcomes{
    Outcome{200, "The file", asset}, Outcome{308, "`/docs/`: the page is at `/docs`", {}, location_header},
    Outcome{404, "There is no such file", problem},
    Outcome{406, "It is kept compressed, and the request does not accept gzip", problem}};

constexpr std::array routes{
    Route{"GET",
          "/kv",
          list_values,
          Scope::read,
          "Values",
          "Every pair, in key order.",
          list_values_parameters,
          {},
          list_values_outcomes},
    Route{"GET",
          "/kv/{key}",
          read_value,
          Scope::read,
          "Values",
          "The value of one key.",
          read_parameters,
          {},
          read_value_outcomes},
    Route{"POST", "/kv/{key}", write_value, Scope::write, "Values", "Creates or replaces one value, as JSON.",
          write_parameters, write_request, write_value_outcomes},
    Route{"PUT", "/kv/{key}", put_value, Scope::write, "Values",
          "Creates or replaces one value, as raw bytes.", put_parameters, any_bytes, put_value_outcomes},
    Route{"DELETE",
          "/kv/{key}",
          delete_value,
          Scope::write,
          "Values",
          "Deletes one key.",
          write_parameters,
          {},
          delete_value_outcomes},
    Route{"GET",
          "/keys",
          list_keys,
          Scope::read,
          "Keys",
          "What keys there are, by page, without values.",
          listing_parameters,
          {},
          list_keys_outcomes},
    Route{"GET",
          "/keys/{key}",
          describe_key,
          Scope::read,
          "Keys",
          "What is known of one key besides its value.",
          describe_parameters,
          {},
          describe_outcomes},
    Route{"POST",
          "/api/keys/",
          create_compatible,
          Scope::write,
          "Compatible",
          "Creates or replaces one value.",
          {},
          compatible_request,
          create_outcomes},
    Route{"GET",
          "/api/keys/{key}/",
          read_compatible,
          Scope::read,
          "Compatible",
          "The value of one key.",
          {},
          {},
          read_compatible_outcomes},
    Route{"DELETE",
          "/api/keys/{key}/",
          delete_compatible,
          Scope::write,
          "Compatible",
          "Deletes one key.",
          {},
          {},
          delete_compatible_outcomes},
    Route{"GET",
          "/healthz",
          read_health,
          Scope::open,
          "Service",
          "Whether the process is alive.",
          {},
          {},
          health_outcomes},
    Route{"GET",
          "/readyz",
          read_readiness,
          Scope::open,
          "Service",
          "Whether the store answers.",
          {},
          {},
          readiness_outcomes},
    Route{"GET",
          "/capabilities",
          read_capabilities,
          Scope::open,
          "Service",
          "Version, limits, and what the store promises.",
          {},
          {},
          capabilities_outcomes},
    Route{"GET",
          "/openapi.json",
          read_openapi,
          Scope::open,
          "Service",
          "This API as OpenAPI 3.1.",
          {},
          {},
          description_outcomes},
    Route{"GET",
          "/docs",
          read_docs,
          Scope::open,
          "Service",
          "This API as a page to try it on.",
          {},
          {},
          page_outcomes},
    Route{"GET",
          "/docs/{asset}",
          read_docs_asset,
          Scope::open,
          "Service",
          "The files of that page.",
          {},
          {},
          asset_outcomes},
    Route{"GET", "/", read_index, Scope::open, "Service", "What is served where.", {}, {}, index_outcomes},
};

}  // namespace

std::span<const Route> route_table() {
  return routes;
}

}  // namespace keyglass::http
