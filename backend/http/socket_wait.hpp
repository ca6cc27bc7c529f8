// Waiting on one socket (POSIX). Any thread.
#pragma once

#include <chrono>

namespace keyglass::http {

enum class SocketState { silent, readable, broken };

// Readable: bytes have come, or the other side has ended. Silent: nothing within `patience` (0: looks once).
SocketState wait_for_bytes(int socket, std::chrono::milliseconds patience);

// Ends our side, then reads on until the other side ends too or `patience` is over: a client that is still
// sending what was refused would lose the answer to a reset (RFC 9112 section 9.6).
void linger(int socket, std::chrono::milliseconds patience);

}  // namespace keyglass::http
