// The second parent's contract at /api/keys/: its own bodies, over the same store as /kv.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

Reply create_compatible(const Api& api, Call& call);
Reply read_compatible(const Api& api, Call& call);
Reply delete_compatible(const Api& api, Call& call);

}  // namespace keyglass::http
