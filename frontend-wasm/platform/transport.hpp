// The seam to the API. UI thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/http.hpp"

namespace keyglass::platform {

// Where targets of requests begin: "" (same origin) or "https://host:port". Set once, before the first
// send().
void set_api_url(std::string_view url);

// Starts the exchange and returns at once. Exactly one reply with the same id reaches the inbox (inbox.hpp).
void send(const app::HttpRequest& request);

// Ends the exchange; its reply has failure aborted. Unknown ids are ignored.
void abort(std::uint64_t id);

}  // namespace keyglass::platform
