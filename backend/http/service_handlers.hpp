// What the service says of itself: health, readiness, capabilities, the index, the API's description.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

Reply read_index(const Api& api, Call& call);
Reply read_health(const Api& api, Call& call);
Reply read_readiness(const Api& api, Call& call);
Reply read_capabilities(const Api& api, Call& call);
Reply read_openapi(const Api& api, Call& call);

}  // namespace keyglass::http
