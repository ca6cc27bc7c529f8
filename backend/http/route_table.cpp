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
constexpr Parameter limit{query, "limit", R"({"type":"integer","minimum":1,"maximum":10000})",
                          "Keys per page"};
constexpr Parameter raw{query, "raw", R"({"type":"boolean"})",
                        "The bytes as they are, with their content type"};
constexpr Parameter ttl{query, "ttl", R"({"type":"number","exclusiveMinimum":0})",
                        "Seconds until it expires"};
constexpr Parameter if_match{header, "If-Match", text_schema, "Only if the key has this ETag now"};
constexpr Parameter if_none_match{header, "If-None-Match", text_schema,
                                  "`*`: only if the key is absent; on reads an ETag: 304 if unchanged"};
constexpr Parameter range{header, "Range", text_schema, "One byte range, of raw bytes"};

constexpr std::array listing_parameters{prefix, after, limit};
constexpr std::array read_parameters{raw, if_none_match, range};
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
constexpr std::array object{Content{"application/json", "Object"}};
constexpr std::array html{Content{"text/html", "Text"}};
constexpr std::array asset{Content{"*/*", "Bytes"}};
constexpr std::array problem{Content{"application/problem+json", "Problem"}};

constexpr Outcome absent{404, "The key does not exist", problem};
constexpr Outcome refused{422, "A key, member or parameter that the rules forbid", problem};
constexpr Outcome condition_failed{412, "A condition did not hold; nothing was changed", problem};
constexpr Outcome too_large{413, "The value is too large", problem};
constexpr Outcome unavailable{503, "The store cannot answer now", problem};

constexpr std::array list_values_outcomes{Outcome{200, "Every pair, or one page of them", pairs}, refused,
                                          unavailable};
constexpr std::array read_value_outcomes{Outcome{200, "The pair, or the bytes", pair_or_bytes},
                                         Outcome{206, "The range of the bytes", any_bytes},
                                         Outcome{304, "It still has the ETag given", {}},
                                         absent,
                                         Outcome{416, "There is no such range", problem},
                                         refused,
                                         unavailable};
constexpr std::array write_value_outcomes{Outcome{200, "The pair as stored", pair},
                                          condition_failed,
                                          too_large,
                                          Outcome{415, "The body is not application/json", problem},
                                          refused,
                                          unavailable};
constexpr std::array put_value_outcomes{Outcome{200, "Replaced", metadata},
                                        Outcome{201, "Created", metadata},
                                        condition_failed,
                                        too_large,
                                        refused,
                                        unavailable};
constexpr std::array delete_value_outcomes{Outcome{200, "The key that was deleted", object}, absent,
                                           condition_failed, refused, unavailable};
constexpr std::array list_keys_outcomes{Outcome{200, "One page of metadata", page}, refused, unavailable};
constexpr std::array describe_outcomes{Outcome{200, "The metadata", metadata},
                                       Outcome{304, "It still has the ETag given", {}}, absent, refused,
                                       unavailable};
constexpr std::array create_outcomes{Outcome{201, "Stored", object}, Outcome{400, "Errors by field", object},
                                     refused, unavailable};
constexpr std::array read_compatible_outcomes{Outcome{200, "The pair", pair},
                                              Outcome{404, "Key not found", object}, refused, unavailable};
constexpr std::array delete_compatible_outcomes{Outcome{200, "Deleted", object},
                                                Outcome{404, "Key not found", object}, refused, unavailable};
constexpr std::array status_outcomes{Outcome{200, "As the summary says", object}};
constexpr std::array readiness_outcomes{Outcome{200, "The store answers", object}, unavailable};
constexpr std::array page_outcomes{Outcome{200, "The page", html}};
constexpr std::array asset_outcomes{Outcome{200, "The file", asset},
                                    Outcome{308, "`/docs/`: the page is at `/docs`", {}},
                                    Outcome{404, "There is no such file", problem}};

constexpr std::array routes{
    Route{"GET",
          "/kv",
          list_values,
          Scope::read,
          "Values",
          "Every pair, in key order.",
          listing_parameters,
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
          status_outcomes},
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
          status_outcomes},
    Route{"GET",
          "/openapi.json",
          read_openapi,
          Scope::open,
          "Service",
          "This API as OpenAPI 3.1.",
          {},
          {},
          status_outcomes},
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
    Route{"GET", "/", read_index, Scope::open, "Service", "What is served where.", {}, {}, status_outcomes},
};

}  // namespace

std::span<const Route> route_table() {
  return routes;
}

}  // namespace keyglass::http
