// The rows of /keys: what keys there are and what is known of them.
#pragma once

#include <array>

#include "http/keys_handlers.hpp"
#include "http/route_parts.hpp"

namespace keyglass::http::routes {

inline constexpr Parameter limit{Place::query, "limit",
                                 R"({"type":"integer","minimum":1,"maximum":10000,"default":100})",
                                 "Keys per page"};

inline constexpr std::array listing_parameters{prefix, after, limit};
inline constexpr std::array describe_parameters{if_none_match};
inline constexpr std::array page{Content{"application/json", "KeyPage"}};
inline constexpr std::array list_keys_outcomes{Outcome{200, "One page of metadata", page, page_headers},
                                               refused, unavailable};
inline constexpr std::array describe_outcomes{Outcome{200, "The metadata", metadata, entry_headers},
                                              Outcome{304, "It still has the ETag given", {}, entry_headers},
                                              absent, refused, unavailable};

inline constexpr std::array key_routes{
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
};

}  // namespace keyglass::http::routes
