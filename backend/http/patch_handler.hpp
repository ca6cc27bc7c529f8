// PATCH /kv/{key}: a part of a value changed (RFC 5789).
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

// application/merge-patch+json (RFC 7396) changes a JSON document; {"increment": n} as application/json, also
// without a Content-Type, adds to a whole number. Answers with the new pair. Another type: 415 with
// Accept-Patch.
Reply patch_value(const Api& api, Call& call);

}  // namespace keyglass::http
