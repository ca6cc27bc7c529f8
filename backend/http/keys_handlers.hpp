// The /keys resource: what keys there are and what is known of them. Values never travel here.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

// One page of metadata, with the cursor and a Link to the next; as NDJSON, if Accept prefers it, all of them.
Reply list_keys(const Api& api, Call& call);
Reply describe_key(const Api& api, Call& call);
// How many keys and bytes there are under ?prefix.
Reply read_stats(const Api& api, Call& call);

}  // namespace keyglass::http
