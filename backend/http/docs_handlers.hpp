// The interactive documentation at /docs: Swagger UI from files inside the executable; nothing is fetched
// elsewhere.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

Reply read_docs(const Api& api, Call& call);
// Fails with 404 for an unknown file, 406 for a client that takes no gzip.
Reply read_docs_asset(const Api& api, Call& call);

}  // namespace keyglass::http
