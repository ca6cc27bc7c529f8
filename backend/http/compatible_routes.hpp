// The rows of /api/keys/: the second contract.
#pragma once

#include <array>

#include "http/compatible_handlers.hpp"
#include "http/route_parts.hpp"

namespace keyglass::http::routes {

inline constexpr std::array compatible_request{Content{"application/json", "CompatibleWriteRequest"}};
inline constexpr std::array created{Content{"application/json", "Created"}};
inline constexpr std::array destroyed{Content{"application/json", "Destroyed"}};
inline constexpr std::array missing{Content{"application/json", "MissingKey"}};
inline constexpr std::array field_errors{Content{"application/json", "FieldErrors"}};
inline constexpr std::array create_outcomes{Outcome{201, "Stored", created},
                                            Outcome{400, "Errors by field", field_errors},
                                            too_large,
                                            not_json,
                                            refused,
                                            unavailable};
inline constexpr std::array read_compatible_outcomes{
    Outcome{200, "The pair", pair}, Outcome{404, "Key not found", missing}, refused, unavailable};
inline constexpr std::array delete_compatible_outcomes{
    Outcome{200, "Deleted", destroyed}, Outcome{404, "Key not found", destroyed}, refused, unavailable};

inline constexpr std::array compatible_routes{
    Route{"POST",
          "/api/keys/",
          create_compatible,
          writes_body_keys,
          "Compatible",
          "Creates or replaces one value.",
          {},
          compatible_request,
          create_outcomes},
    Route{"GET",
          "/api/keys/{key}/",
          read_compatible,
          reads_key,
          "Compatible",
          "The value of one key.",
          {},
          {},
          read_compatible_outcomes,
          Cost::quick},
    Route{"DELETE",
          "/api/keys/{key}/",
          delete_compatible,
          writes_key,
          "Compatible",
          "Deletes one key.",
          {},
          {},
          delete_compatible_outcomes},
};

}  // namespace keyglass::http::routes
