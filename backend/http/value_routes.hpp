// The rows of /kv: values by key.
#pragma once

#include <array>

#include "http/kv_handlers.hpp"
#include "http/patch_handler.hpp"
#include "http/route_parts.hpp"

namespace keyglass::http::routes {

inline constexpr Parameter values_limit{Place::query, "limit",
                                        R"({"type":"integer","minimum":1,"maximum":10000})",
                                        "Keys per page; without it, all at once"};
inline constexpr Parameter raw{Place::query, "raw", R"({"type":"boolean","default":false})",
                               "The bytes as they are, with their content type; the bare name does too"};
inline constexpr Parameter revision{Place::query, "revision", R"({"type":"integer","minimum":1})",
                                    "The value as it was once this commit had happened"};
inline constexpr Parameter ttl{Place::query, "ttl",
                               R"({"type":"number","exclusiveMinimum":0,"maximum":3153600000})",
                               "Seconds until it expires"};
inline constexpr Parameter range{Place::header, "Range", text_schema,
                                 "One byte range, of raw bytes; several are answered with the whole"};
inline constexpr Parameter if_range{Place::header, "If-Range", text_schema,
                                    "The range only if this is still the ETag; by a date, the whole"};

inline constexpr std::array list_values_parameters{prefix, after, values_limit};
inline constexpr std::array read_parameters{raw,           revision,          if_match, if_unmodified_since,
                                            if_none_match, if_modified_since, range,    if_range};
inline constexpr std::array write_parameters{if_match, if_unmodified_since, if_none_match};
inline constexpr std::array put_parameters{ttl, if_match, if_unmodified_since, if_none_match};
inline constexpr std::array write_request{Content{"application/json", "WriteRequest"}};
inline constexpr std::array patch_request{Content{"application/merge-patch+json", "MergePatch"},
                                          Content{"application/json", "Increment"}};
inline constexpr std::array any_bytes{Content{"application/octet-stream", "Bytes"}};
inline constexpr std::array pairs{Content{"application/json", "Pairs"}};
inline constexpr std::array pair_or_bytes{Content{"application/json", "KeyValue"},
                                          Content{"application/octet-stream", "Bytes"}};
inline constexpr std::array deleted{Content{"application/json", "Deleted"}};

inline constexpr std::array<std::string_view, 5> raw_headers{"ETag", "Last-Modified", "Keyglass-Revision",
                                                             "Keyglass-Expires-At", "Accept-Ranges"};
inline constexpr std::array<std::string_view, 6> part_headers{
    "ETag", "Last-Modified", "Keyglass-Revision", "Keyglass-Expires-At", "Accept-Ranges", "Content-Range"};
inline constexpr std::array<std::string_view, 5> created_headers{"ETag", "Last-Modified", "Keyglass-Revision",
                                                                 "Keyglass-Expires-At", "Location"};
inline constexpr std::array<std::string_view, 5> size_headers{"ETag", "Last-Modified", "Keyglass-Revision",
                                                              "Keyglass-Expires-At", "Content-Range"};
inline constexpr std::array<std::string_view, 1> patch_header{"Accept-Patch"};
inline constexpr std::array list_values_outcomes{
    Outcome{200, "Every pair, or one page of them", pairs, page_headers}, refused, unavailable};
inline constexpr std::array read_value_outcomes{
    Outcome{200, "The pair, or the bytes", pair_or_bytes, raw_headers},
    Outcome{206, "The range of the bytes", any_bytes, part_headers},
    Outcome{304, "It still has the ETag given", {}, entry_headers},
    absent,
    Outcome{410, "That version is no longer kept; `revision` is the oldest that is", problem},
    read_condition_failed,
    Outcome{416, "There is no such range", problem, size_headers},
    refused,
    no_history,
    unavailable};
inline constexpr std::array write_value_outcomes{Outcome{200, "The pair as stored", pair, entry_headers},
                                                 condition_failed,
                                                 too_large,
                                                 not_json,
                                                 refused,
                                                 unavailable};
inline constexpr std::array put_value_outcomes{Outcome{200, "Replaced", metadata, entry_headers},
                                               Outcome{201, "Created", metadata, created_headers},
                                               condition_failed,
                                               too_large,
                                               refused,
                                               unavailable};
inline constexpr std::array patch_value_outcomes{
    Outcome{200, "The pair as stored", pair, entry_headers},
    Outcome{404, "The key of a merge patch does not exist", problem},
    Outcome{409, "The value is no JSON document, no whole number, or would have more than 64 bits", problem},
    condition_failed,
    too_large,
    Outcome{415, "The body is of neither type", problem, patch_header},
    refused,
    Outcome{503, "The store cannot answer now, or others kept changing the key", problem, retry_header}};
inline constexpr std::array delete_value_outcomes{Outcome{200, "The key that was deleted", deleted}, absent,
                                                  condition_failed, refused, unavailable};

inline constexpr std::array value_routes{
    Route{"GET",
          "/kv",
          list_values,
          reads_selection,
          "Values",
          "Every pair, in key order.",
          list_values_parameters,
          {},
          list_values_outcomes},
    Route{"GET",
          "/kv/{key}",
          read_value,
          reads_key,
          "Values",
          "The value of one key.",
          read_parameters,
          {},
          read_value_outcomes,
          Cost::quick},
    Route{"POST", "/kv/{key}", write_value, writes_key, "Values", "Creates or replaces one value, as JSON.",
          write_parameters, write_request, write_value_outcomes, Cost::quick},
    Route{"PUT", "/kv/{key}", put_value, writes_key, "Values", "Creates or replaces one value, as raw bytes.",
          put_parameters, any_bytes, put_value_outcomes, Cost::quick},
    Route{"PATCH", "/kv/{key}", patch_value, writes_key, "Values",
          "Changes a part of a JSON document, or adds to a whole number; type and time to live stay.",
          write_parameters, patch_request, patch_value_outcomes},
    Route{"DELETE",
          "/kv/{key}",
          delete_value,
          writes_key,
          "Values",
          "Deletes one key.",
          write_parameters,
          {},
          delete_value_outcomes,
          Cost::quick},
};

}  // namespace keyglass::http::routes
