// Cross-origin resource sharing (Fetch standard, section 3.2): what lets allowed pages read the replies.
#pragma once

#include "http/message.hpp"
#include "http/origin_guard.hpp"

namespace keyglass::http {

// Adds Vary, and for an allowed Origin the headers that let its page read `reply`: on a preflight also the
// methods of Allow, the request headers taken, and how long that may be remembered.
void apply_cors(const OriginGuard& guard, const Request& request, Reply& reply);

}  // namespace keyglass::http
