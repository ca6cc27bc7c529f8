// The /keys resource: what keys there are and what is known of them. Values never travel here.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

// One page of metadata, with the cursor and a Link to the next.
Reply list_keys(const Api& api, Call& call);
Reply describe_key(const Api& api, Call& call);

}  // namespace keyglass::http
