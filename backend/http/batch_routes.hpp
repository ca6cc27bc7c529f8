// The row of /batch.
#pragma once

#include <array>

#include "http/batch_handlers.hpp"
#include "http/route_parts.hpp"

namespace keyglass::http::routes {

inline constexpr std::array batch_request{Content{"application/json", "BatchRequest"}};
inline constexpr std::array batch_reply{Content{"application/json", "BatchReply"}};
inline constexpr std::array batch_outcomes{
    Outcome{200, "Everything happened; one result for each op, in order", batch_reply},
    Outcome{412, "Nothing was written: `failed` names every condition that did not hold", problem,
            etag_header},
    Outcome{413, "The body, a value, or what the gets give together is too large", problem},
    not_json,
    refused,
    Outcome{501, "This store keeps no revisions to compare with", problem},
    Outcome{503, "The store cannot answer now, or others kept changing what is read", problem, retry_header}};

inline constexpr std::array batch_routes{
    Route{"POST",
          "/batch",
          run_batch,
          writes_body_keys,
          "Many at once",
          "Reads and writes many keys as one, if the conditions hold.",
          {},
          batch_request,
          batch_outcomes},
};

}  // namespace keyglass::http::routes
