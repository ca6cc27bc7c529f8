// /watch: what happens in the store, as Server-Sent Events.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

Reply watch_keys(const Api& api, Call& call);

}  // namespace keyglass::http
