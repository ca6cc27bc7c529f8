// GET /metrics: what is happening, in the text format of Prometheus.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

// Requests by route, method and class of status with their times and bytes; the store's figures; the
// process's. Answers also while the store cannot: keyglass_store_up is 0 then.
Reply read_metrics(const Api& api, Call& call);

}  // namespace keyglass::http
