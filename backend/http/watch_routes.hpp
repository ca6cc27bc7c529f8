// The row of /watch.
#pragma once

#include <array>

#include "http/route_parts.hpp"
#include "http/watch_handlers.hpp"

namespace keyglass::http::routes {

inline constexpr std::string_view revision_schema = R"({"type":"integer","minimum":0})";
inline constexpr std::string_view flag_schema = R"({"type":"boolean","default":false})";
inline constexpr Parameter watch_since{
    Place::query, "since", revision_schema,
    "Changes after this commit, those that have happened first; without it, what happens from now on"};
inline constexpr Parameter watch_values{Place::query, "values", flag_schema, "Tell values, too"};
inline constexpr Parameter watch_snapshot{
    Place::query, "snapshot", flag_schema,
    "First every key as a put, then an event `synced`, then changes; not together with `since`"};
inline constexpr Parameter last_event_id{
    Place::header, "Last-Event-ID", revision_schema,
    "The last `id` that came: goes on from there, whatever `since` and `snapshot` say"};

inline constexpr std::array watch_parameters{prefix, watch_since, watch_values, watch_snapshot,
                                             last_event_id};
inline constexpr std::array watch_events{Content{"text/event-stream", "WatchEvents"}};
inline constexpr std::array watch_outcomes{
    Outcome{200, "Events as they happen, until either side ends it", watch_events},
    Outcome{406, "The request does not accept text/event-stream", problem},
    Outcome{410, "Changes since then are no longer kept; `revision` is the oldest `since` that works",
            problem},
    refused,
    Outcome{501, "This store does not tell what changes in it", problem},
    unavailable};

inline constexpr std::array watch_routes{
    Route{"GET",
          "/watch",
          watch_keys,
          reads_selection,
          "Watching",
          "What changes, as Server-Sent Events.",
          watch_parameters,
          {},
          watch_outcomes,
          Cost::quick},
};

}  // namespace keyglass::http::routes
