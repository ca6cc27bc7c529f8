// What a request asks of its connection (RFC 9112 section 9, RFC 9110 section 10.1.1). Pure functions; any
// thread.
#pragma once

#include "http/message.hpp"

namespace keyglass::http {

// True if the client asks for the connection to end after the answer.
bool asks_to_close(const Headers& headers);

// True if an HTTP/1.0 client asks for the connection to stay; in HTTP/1.1 it stays anyway.
bool asks_to_keep(const Headers& headers);

// True if the client holds its body back until a 100 asks for it (RFC 9110 section 10.1.1).
bool expects_continue(const Request& request);

}  // namespace keyglass::http
