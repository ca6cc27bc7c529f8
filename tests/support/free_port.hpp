// A TCP port of 127.0.0.1 for a server that cannot be given port 0.
#pragma once

namespace keyglass::test {

// A port that was free a moment ago. Another process may take it first: start the server, and on failure ask
// again.
int free_port();

}  // namespace keyglass::test
