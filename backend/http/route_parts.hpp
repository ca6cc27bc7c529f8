// What rows of several topics document themselves with: parameters, contents, headers, outcomes.
#pragma once

#include <array>

#include "http/route.hpp"

namespace keyglass::http::routes {

using Place = Parameter::Place;

inline constexpr Needs reads_key{Scope::read, Reach::path_key};
inline constexpr Needs reads_selection{Scope::read, Reach::selection};
inline constexpr Needs writes_key{Scope::write, Reach::path_key};
inline constexpr Needs writes_body_keys{Scope::write, Reach::handler};

inline constexpr std::string_view text_schema = R"({"type":"string"})";
inline constexpr Parameter prefix{Place::query, "prefix", text_schema, "Only keys that begin with this"};
inline constexpr Parameter after{Place::query, "after", text_schema, "The cursor `next` of the page before"};
inline constexpr Parameter if_match{
    Place::header, "If-Match", text_schema,
    "`*`: only if the key exists; else a list of ETags: only if it has one now"};
inline constexpr Parameter if_none_match{
    Place::header, "If-None-Match", text_schema,
    "`*`: only if the key is absent; a list of ETags: only if it has none; on reads 304 then"};

inline constexpr std::string_view date_schema =
    R"({"type":"string","examples":["Sat, 31 Jan 2026 09:30:00 GMT"]})";
inline constexpr Parameter if_modified_since{
    Place::header, "If-Modified-Since", date_schema,
    "An HTTP date: 304 if it was not written since; passed over beside If-None-Match"};
inline constexpr Parameter if_unmodified_since{
    Place::header, "If-Unmodified-Since", date_schema,
    "An HTTP date: only if the key was not written since; passed over beside If-Match"};

inline constexpr std::array pair{Content{"application/json", "KeyValue"}};
inline constexpr std::array metadata{Content{"application/json", "KeyMetadata"}};
inline constexpr std::array problem{Content{"application/problem+json", "Problem"}};

inline constexpr std::array<std::string_view, 4> entry_headers{"ETag", "Last-Modified", "Keyglass-Revision",
                                                               "Keyglass-Expires-At"};
inline constexpr std::array<std::string_view, 1> page_headers{"Link"};
inline constexpr std::array<std::string_view, 1> etag_header{"ETag"};
inline constexpr std::array<std::string_view, 1> retry_header{"Retry-After"};
inline constexpr Outcome absent{404, "The key does not exist", problem};
inline constexpr Outcome refused{422, "A key, member or parameter that the rules forbid", problem};
inline constexpr Outcome condition_failed{412, "A condition did not hold; nothing was changed", problem,
                                          etag_header};
inline constexpr Outcome too_large{413, "The value is too large", problem};
inline constexpr std::array<std::string_view, 1> accept_header{"Accept"};
inline constexpr Outcome not_json{415, "The body is not application/json", problem, accept_header};
inline constexpr Outcome read_condition_failed{412, "If-Match or If-Unmodified-Since did not hold", problem,
                                               etag_header};
inline constexpr Outcome no_history{501, "This store keeps no history", problem};
inline constexpr Outcome unavailable{503, "The store cannot answer now", problem, retry_header};

}  // namespace keyglass::http::routes
