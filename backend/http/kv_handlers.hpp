// The /kv resource: values by key, as JSON pairs or as raw bytes. Each handler: decode, call, encode.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

// Every pair, streamed in the engine's order; with ?limit one page and a Link to the next.
Reply list_values(const Api& api, Call& call);
// The pair, or the bytes with ?raw or if Accept prefers application/octet-stream; with ?revision as they
// were.
Reply read_value(const Api& api, Call& call);
// Creates or replaces from a JSON body; answers with the pair.
Reply write_value(const Api& api, Call& call);
// Creates or replaces from the raw body; answers with the metadata.
Reply put_value(const Api& api, Call& call);
Reply delete_value(const Api& api, Call& call);

}  // namespace keyglass::http
