// The rows of /keys, /history and /stats: what keys there are and what is known of them.
#pragma once

#include <array>

#include "http/history_handlers.hpp"
#include "http/keys_handlers.hpp"
#include "http/route_parts.hpp"

namespace keyglass::http::routes {

inline constexpr Parameter limit{Place::query, "limit",
                                 R"({"type":"integer","minimum":1,"maximum":10000,"default":100})",
                                 "Keys per page; a store that keeps no order of keys may give some more"};

inline constexpr Parameter delimiter{
    Place::query, "delimiter", R"({"type":"string","maxLength":1024,"examples":["/"]})",
    "Keys that hold it behind the prefix are folded into `prefixes`, each up to and with it"};
inline constexpr Parameter glob{
    Place::query, "glob", R"({"type":"string","minLength":1,"maxLength":1024})",
    "Only keys that match it as a whole: `*` any run, `?` one character, `[a-z]` one of these; not with a "
    "delimiter. A page may then hold fewer keys than asked for, even none, and not be the last"};
inline constexpr Parameter before{Place::query, "before", R"({"type":"integer","minimum":1})",
                                  "Only versions with a smaller revision"};
inline constexpr Parameter versions_limit{Place::query, "limit",
                                          R"({"type":"integer","minimum":1,"maximum":10000,"default":100})",
                                          "Versions per page"};

inline constexpr std::array listing_parameters{prefix, delimiter, glob, after, limit};
inline constexpr std::array history_parameters{before, versions_limit};
inline constexpr std::array stats_parameters{prefix};
inline constexpr std::array describe_parameters{if_match, if_unmodified_since, if_none_match,
                                                if_modified_since};
inline constexpr std::array page{Content{"application/json", "KeyPage"},
                                 Content{"application/x-ndjson", "KeyLines"}};
inline constexpr std::array history_page{Content{"application/json", "HistoryPage"}};
inline constexpr std::array stats{Content{"application/json", "KeyStats"}};
inline constexpr std::array list_keys_outcomes{
    Outcome{200, "One page of metadata; as NDJSON without a limit, all of it", page, page_headers}, refused,
    unavailable};
inline constexpr std::array describe_outcomes{Outcome{200, "The metadata", metadata, entry_headers},
                                              Outcome{304, "It still has the ETag given", {}, entry_headers},
                                              absent,
                                              read_condition_failed,
                                              refused,
                                              unavailable};
inline constexpr std::array history_outcomes{
    Outcome{200, "One page, newest first", history_page, page_headers},
    Outcome{404, "No version of the key is known", problem}, refused, no_history, unavailable};
inline constexpr std::array stats_outcomes{Outcome{200, "The counts", stats}, refused, unavailable};

inline constexpr std::array key_routes{
    Route{"GET",
          "/keys",
          list_keys,
          reads_selection,
          "Keys",
          "What keys there are, by page, without values.",
          listing_parameters,
          {},
          list_keys_outcomes},
    Route{"GET",
          "/keys/{key}",
          describe_key,
          reads_key,
          "Keys",
          "What is known of one key besides its value.",
          describe_parameters,
          {},
          describe_outcomes},
    Route{"GET",
          "/history/{key}",
          read_history,
          reads_key,
          "Keys",
          "What a key was before, as far as it is kept.",
          history_parameters,
          {},
          history_outcomes},
    Route{"GET",
          "/stats",
          read_stats,
          reads_selection,
          "Keys",
          "How many keys and bytes there are.",
          stats_parameters,
          {},
          stats_outcomes},
};

}  // namespace keyglass::http::routes
