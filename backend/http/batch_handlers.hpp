// POST /batch: many reads and writes as one.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

// 200 with one result for each op; 412 naming every condition that did not hold, and nothing written.
Reply run_batch(const Api& api, Call& call);

}  // namespace keyglass::http
