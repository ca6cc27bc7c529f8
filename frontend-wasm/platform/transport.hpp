// The seam to the API. UI thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/http.hpp"

namespace keyglass::platform {

// Where targets of requests begin: "" (same origin) or "https://host:port". Set before the first send().
void set_api_url(std::string_view url);
const std::string& api_url();

// Sent with every request from now on ("": none). Kept in memory only, and given out to nothing but requests.
void set_token(std::string_view token);
// The header of a request that carries the token: "Authorization: Bearer …", or "".
std::string authorization_line();

// Starts the exchange and returns at once. Exactly one reply with the same id reaches the inbox (inbox.hpp).
void send(const app::HttpRequest& request);

// Ends the exchange; its reply has failure aborted. Unknown ids are ignored.
void abort(std::uint64_t id);

}  // namespace keyglass::platform
