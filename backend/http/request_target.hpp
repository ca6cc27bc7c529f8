// The forms of a request target (RFC 9112 section 3.2). Pure function; any thread.
#pragma once

#include "http/message.hpp"

namespace keyglass::http {

// Turns the absolute form that proxies are sent ("http://localhost:8000/kv?limit=1", or https) into the
// path and query that routes know. Its authority replaces the Host header's value (section 3.2.2), so it is
// judged in its place; a missing or doubled Host header stays one, except that HTTP/1.0 gains one. Other
// targets are left alone.
void to_origin_form(Request& request);

}  // namespace keyglass::http
