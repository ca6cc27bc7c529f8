// /export and /import: entries as NDJSON, one a line, in both directions with constant memory.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

Reply export_entries(const Api& api, Call& call);
Reply import_entries(const Api& api, Call& call);

}  // namespace keyglass::http
