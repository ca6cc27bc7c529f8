// GET /history/{key}: what a key was before.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

// Versions with a revision below ?before, newest first, by page, with a Link to the next.
Reply read_history(const Api& api, Call& call);

}  // namespace keyglass::http
